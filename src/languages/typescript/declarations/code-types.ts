import type {
  Declaration,
  DeclaredMember,
  DeclaredParameter,
  DeclaredType,
  Signature,
} from '../../../facts/declaration-facts.ts';
import { ts } from '../ts.ts';
import { expressionPath } from './types.ts';

const other: DeclaredType = { kind: 'other' };

/** What the name of a parameter says that is called when the work is done. */
const callbackName = /^(?:callback|cb|done|next|fn)$/;

type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/** One way to call a function, as far as its code tells: nothing is known of types but whether a promise comes back. */
export function signatureOfCode(node: FunctionNode): Signature {
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  const isPromise =
    node.asteriskToken === undefined && (isAsync || (node.body !== undefined && givesPromise(node.body)));
  return {
    params: node.parameters.map(parameter),
    result: 'any',
    ...(isPromise && { promised: 'any' }),
    gives: other,
    undeclared: true,
  };
}

function parameter({ name, initializer, dotDotDotToken }: ts.ParameterDeclaration): DeclaredParameter {
  const called = ts.isIdentifier(name) ? name.text : '{}';
  const isCallback = callbackName.test(called);
  return {
    name: called,
    type: isCallback ? 'callback' : 'any',
    optional: initializer !== undefined || isCallback,
    rest: dotDotDotToken !== undefined,
  };
}

/** Whether some `return` of a function evidently gives a promise. */
function givesPromise(body: ts.ConciseBody): boolean {
  if (!ts.isBlock(body)) return isPromise(body);
  const kept = new Set<string>();
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      if (isPromise(node.initializer)) kept.add(node.name.text);
    if (ts.isReturnStatement(node) && node.expression !== undefined)
      return ts.isIdentifier(node.expression) ? kept.has(node.expression.text) : isPromise(node.expression);
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(body);
}

function isPromise(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isPromise(node.expression);
  if (ts.isNewExpression(node)) return ts.isIdentifier(node.expression) && node.expression.text === 'Promise';
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: object, name } = node.expression;
  if (ts.isIdentifier(object) && object.text === 'Promise') return true;
  return name.text === 'then' || name.text === 'catch' || name.text === 'finally';
}

/** `require('x')`, and what of it is taken at once: `require('x').sync`. */
export function required(
  node: ts.Expression,
): { readonly specifier: string; readonly path: readonly string[] } | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const whole = required(node.expression);
    return whole && { specifier: whole.specifier, path: [...whole.path, node.name.text] };
  }
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return undefined;
  const [argument] = node.arguments;
  return argument !== undefined && ts.isStringLiteral(argument)
    ? { specifier: argument.text, path: [] }
    : undefined;
}

/** What a value is by the expression that gives it. */
export function declarationOfCode(node: ts.Expression): Declaration {
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node))
    return { kind: 'function', signature: signatureOfCode(node) };
  if (ts.isClassExpression(node)) return classOfCode(node);
  const from = required(node);
  if (from !== undefined && from.path.length < 2)
    return { kind: 'import', specifier: from.specifier, imported: from.path[0] ?? '=' };
  const path = expressionPath(node);
  return path.length > 0 ? { kind: 'same', path } : { kind: 'value', type: typeOfCode(node) };
}

function typeOfCode(node: ts.Expression): DeclaredType {
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node))
    return { kind: 'function', signature: signatureOfCode(node) };
  if (ts.isObjectLiteralExpression(node)) return { kind: 'members', members: membersOfCode(node) };
  if (ts.isNewExpression(node)) return { kind: 'named', path: expressionPath(node.expression) };
  const from = required(node);
  if (from !== undefined) return { kind: 'import', ...from, isTypeof: true };
  const path = expressionPath(node);
  return path.length > 0 ? { kind: 'typeof', path } : other;
}

/** The members of an object that have plain names. */
export function membersOfCode({ properties }: ts.ObjectLiteralExpression): readonly DeclaredMember[] {
  return properties.flatMap((property): readonly DeclaredMember[] => {
    const name = property.name && nameOf(property.name);
    if (name === undefined) return [];
    if (ts.isMethodDeclaration(property))
      return [{ name, type: { kind: 'function', signature: signatureOfCode(property) } }];
    if (ts.isShorthandPropertyAssignment(property)) return [{ name, type: { kind: 'typeof', path: [name] } }];
    return ts.isPropertyAssignment(property) ? [{ name, type: typeOfCode(property.initializer) }] : [];
  });
}

/** The methods of a class, and what it extends. */
export function classOfCode({ members, heritageClauses }: ts.ClassLikeDeclaration): Declaration {
  const read = (wanted: boolean): readonly DeclaredMember[] =>
    members.flatMap((member) => {
      const isStatic =
        ts.canHaveModifiers(member) &&
        (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
      const name = member.name && nameOf(member.name);
      return isStatic === wanted && name !== undefined && ts.isMethodDeclaration(member)
        ? [{ name, type: { kind: 'function' as const, signature: signatureOfCode(member) } }]
        : [];
    });
  const bases = (heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }): DeclaredType => ({ kind: 'named', path: expressionPath(expression) })),
  );
  return { kind: 'class', members: read(false), statics: read(true), extends: bases };
}

function nameOf(name: ts.PropertyName | ts.DeclarationName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}
