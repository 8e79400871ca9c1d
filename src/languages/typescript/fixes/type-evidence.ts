import { lookupType, scopeAt, type Scopes } from '../scopes.ts';
import { ts } from '../ts.ts';

/** What an expression evidently is: an array, surely something else, or unknown. */
export type ArrayEvidence = 'array' | 'other' | 'unknown';

/** What a type annotation says. No value at all is as good as an array: whoever goes through it knows that it is there. */
export function typeEvidence(type: ts.TypeNode, scopes: Scopes, depth = 0): ArrayEvidence {
  if (depth > 20) return 'unknown';
  if (ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type)) return 'array';
  if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type))
    return typeEvidence(type.type, scopes, depth + 1);
  if (ts.isJSDocOptionalType(type) || ts.isJSDocNonNullableType(type))
    return typeEvidence(type.type, scopes, depth + 1);
  if (ts.isUnionTypeNode(type)) {
    const all = type.types.filter((one) => !isEmpty(one)).map((one) => typeEvidence(one, scopes, depth + 1));
    const [first = 'unknown'] = all;
    return all.every((one) => one === first) ? first : 'unknown';
  }
  if (!ts.isTypeReferenceNode(type)) return 'unknown';
  const name = type.typeName.getText();
  const alias = declaredBy(type, scopes);
  if (alias === 'global') {
    if (name === 'Array' || name === 'ReadonlyArray') return 'array';
    if (name === 'Readonly' && type.typeArguments?.[0] !== undefined)
      return typeEvidence(type.typeArguments[0], scopes, depth + 1);
    return /^(?:Readonly)?(?:Map|Set)$|Array$|^Buffer$/.test(name) ? 'other' : 'unknown';
  }
  return alias !== undefined && ts.isTypeAliasDeclaration(alias) && alias.typeParameters === undefined
    ? typeEvidence(alias.type, scopes, depth + 1)
    : 'unknown';
}

/** The declared type of a member of what has a type that is written out in the file. */
export function memberType(
  type: ts.TypeNode,
  name: string,
  scopes: Scopes,
  depth = 0,
): ts.TypeNode | undefined {
  if (depth > 20) return undefined;
  if (ts.isParenthesizedTypeNode(type)) return memberType(type.type, name, scopes, depth + 1);
  if (ts.isTypeLiteralNode(type)) return among(type.members, name);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const declaration = declaredBy(type, scopes);
  if (declaration === undefined || declaration === 'global') return undefined;
  if (ts.isTypeAliasDeclaration(declaration)) return memberType(declaration.type, name, scopes, depth + 1);
  return ts.isInterfaceDeclaration(declaration) ? among(declaration.members, name) : undefined;
}

/** What a promise of a type gives. */
export function promisedType(type: ts.TypeNode): ts.TypeNode | undefined {
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise'
    ? type.typeArguments?.[0]
    : undefined;
}

function among(members: readonly ts.TypeElement[], name: string): ts.TypeNode | undefined {
  const found = members.find((one) => one.name?.getText() === name);
  return found !== undefined && ts.isPropertySignature(found) ? found.type : undefined;
}

/** What declares the name of a type; undefined where that is not in the file. */
function declaredBy(type: ts.TypeReferenceNode, scopes: Scopes): ts.Node | 'global' | undefined {
  if (!ts.isIdentifier(type.typeName)) return undefined;
  const binding = lookupType(scopeAt(scopes, type), type.typeName.text);
  return binding === undefined ? 'global' : binding.declaration.parent;
}

function isEmpty(type: ts.TypeNode): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  );
}
