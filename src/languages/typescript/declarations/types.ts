import type {
  DeclaredMember,
  DeclaredParameter,
  DeclaredType,
  Signature,
} from '../../../facts/declaration-facts.ts';
import { ts } from '../ts.ts';

const other: DeclaredType = { kind: 'other' };
const promises = new Set(['Promise', 'PromiseLike', 'Bluebird']);

/** Reads a type as far as it leads to functions. */
export function declaredType(node: ts.TypeNode | undefined): DeclaredType {
  if (node === undefined) return other;
  if (ts.isParenthesizedTypeNode(node)) return declaredType(node.type);
  if (ts.isFunctionTypeNode(node)) return { kind: 'function', signature: signatureOf(node) };
  if (ts.isTypeLiteralNode(node)) return { kind: 'members', members: membersOf(node.members) };
  if (ts.isTypeQueryNode(node)) return { kind: 'typeof', path: entityPath(node.exprName) };
  if (ts.isTypeReferenceNode(node)) return { kind: 'named', path: entityPath(node.typeName) };
  if (ts.isExpressionWithTypeArguments(node)) return { kind: 'named', path: expressionPath(node.expression) };
  if (ts.isIntersectionTypeNode(node)) return { kind: 'all', types: node.types.map(declaredType) };
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  )
    return {
      kind: 'import',
      specifier: node.argument.literal.text,
      path: node.qualifier === undefined ? [] : entityPath(node.qualifier),
      isTypeof: node.isTypeOf,
    };
  return other;
}

/** The members of an interface, a type literal or an instance of a class that have a plain name or can be called. */
export function membersOf(nodes: readonly (ts.TypeElement | ts.ClassElement)[]): readonly DeclaredMember[] {
  return nodes.flatMap((node): readonly DeclaredMember[] => {
    if (ts.isCallSignatureDeclaration(node))
      return [{ name: '()', type: { kind: 'function', signature: signatureOf(node) } }];
    const name = node.name === undefined ? undefined : memberName(node.name);
    if (name === undefined) return [];
    if (ts.isMethodSignature(node) || ts.isMethodDeclaration(node))
      return [{ name, type: { kind: 'function', signature: signatureOf(node) } }];
    if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isGetAccessor(node))
      return [{ name, type: declaredType(node.type) }];
    return [];
  });
}

/** One way to call a function, with the texts of its types. */
export function signatureOf(node: ts.SignatureDeclaration): Signature {
  const generic = (node.typeParameters ?? []).map(({ name, default: usual }, index) => ({
    name: name.text,
    text: usual === undefined ? `$${index}` : plainText(usual),
  }));
  const promised = promisedType(node.type);
  return {
    params: node.parameters.filter((param) => param.name.getText() !== 'this').map(parameter),
    result: node.type === undefined ? 'any' : typeText(node.type, generic),
    ...(promised !== undefined && { promised: typeText(promised, generic) }),
    gives: declaredType(promised ?? node.type),
  };

  function parameter(param: ts.ParameterDeclaration): DeclaredParameter {
    return {
      name: param.name.getText(),
      type: param.type === undefined ? 'any' : typeText(param.type, generic),
      optional: param.questionToken !== undefined || param.initializer !== undefined,
      rest: param.dotDotDotToken !== undefined,
    };
  }
}

/** `a.b.C` as its names. */
export function entityPath(name: ts.EntityName): readonly string[] {
  return ts.isIdentifier(name) ? [name.text] : [...entityPath(name.left), name.right.text];
}

/** The same for an expression; empty where it is more than names. */
export function expressionPath(node: ts.Expression): readonly string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (!ts.isPropertyAccessExpression(node)) return [];
  const before = expressionPath(node.expression);
  return before.length === 0 ? [] : [...before, node.name.text];
}

function memberName(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}

function promisedType(node: ts.TypeNode | undefined): ts.TypeNode | undefined {
  if (node === undefined || !ts.isTypeReferenceNode(node)) return undefined;
  const name = entityPath(node.typeName).at(-1) ?? '';
  return promises.has(name) ? node.typeArguments?.[0] : undefined;
}

interface TypeParameter {
  readonly name: string;
  /** What stands for it: its default, or its number. */
  readonly text: string;
}

/** The text of a type without comments and with blanks, the order of a union and names of type parameters made equal. */
function typeText(node: ts.TypeNode, generic: readonly TypeParameter[]): string {
  const text = ts.isUnionTypeNode(node)
    ? node.types.map(plainText).sort().join(' | ')
    : ts.isParenthesizedTypeNode(node)
      ? plainText(node.type)
      : plainText(node);
  return generic.reduce(
    (before, { name, text: instead }) =>
      before.replaceAll(new RegExp(`(?<![\\w$.])${name}(?![\\w$])`, 'g'), () => instead),
    text,
  );
}

function plainText(node: ts.TypeNode): string {
  return node
    .getText()
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
