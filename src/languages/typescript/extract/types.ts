import { otherType, unknown, type MemberType, type TypeRef, type Value } from '../../../facts/value.ts';
import { lookupType } from '../scopes.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { declaredFunction } from './tags.ts';
import type { Walker } from './walker.ts';

/** Global types that hold what their argument says. */
const transparent = new Set(['Readonly', 'Partial', 'Required', 'NonNullable', 'Awaited', 'DeepReadonly']);
const lists = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Iterable',
  'IterableIterator',
  'Iterator',
  'Generator',
]);
/** Tables by keys: what matters is what they hold. */
const tables = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record', 'Object']);
const promises = new Set(['Promise', 'PromiseLike']);

/** Reads a declared type as far as it can lead to a function. */
export function typeRef(walker: Walker, node: ts.TypeNode | undefined): TypeRef {
  if (node === undefined) return otherType;
  if (ts.isTypeReferenceNode(node)) return reference(walker, node.typeName, node.typeArguments);
  if (ts.isExpressionWithTypeArguments(node)) return heritageType(walker, node);
  if (ts.isArrayTypeNode(node)) return { kind: 'array', element: walker.type(node.elementType) };
  if (ts.isParenthesizedTypeNode(node)) return walker.type(node.type);
  if (ts.isTypeOperatorNode(node)) return walker.type(node.type);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
    const types = node.types.map((part) => walker.type(part)).filter((part) => part.kind !== 'other');
    const [only] = types;
    if (only === undefined) return otherType;
    return types.length === 1 ? only : { kind: 'either', types };
  }
  if (ts.isTupleTypeNode(node)) {
    return {
      kind: 'tuple',
      elements: node.elements.map((element) =>
        walker.type(ts.isNamedTupleMember(element) ? element.type : element),
      ),
    };
  }
  if (ts.isFunctionTypeNode(node)) return { kind: 'function', returns: walker.type(node.type) };
  if (ts.isTypeLiteralNode(node)) return shape(walker, memberTypes(walker, node.members));
  if (ts.isTypeQueryNode(node)) return { kind: 'typeof', value: entity(walker, node.exprName) };
  if (ts.isImportTypeNode(node)) return importType(walker, node);
  if (
    ts.isIndexedAccessTypeNode(node) &&
    ts.isLiteralTypeNode(node.indexType) &&
    ts.isStringLiteral(node.indexType.literal)
  ) {
    return { kind: 'indexed', object: walker.type(node.objectType), name: node.indexType.literal.text };
  }
  return docTypeRef(walker, node);
}

/** A type that is only known by its members; nothing where none of them leads anywhere. */
export function shape(walker: Walker, members: readonly MemberType[]): TypeRef {
  if (members.every(({ type }) => type.kind === 'other')) return otherType;
  const binding = -1 - walker.types.length;
  walker.types.push({ binding, name: '', extends: [], members: [...members] });
  return { kind: 'members', binding };
}

/** What follows `extends` or `implements`, as a type. */
export function heritageType(walker: Walker, node: ts.ExpressionWithTypeArguments): TypeRef {
  const name = heritageName(walker, node.expression);
  if (name.kind === 'unknown') return otherType;
  return { kind: 'named', name, args: (node.typeArguments ?? []).map((part) => walker.type(part)) };
}

/** Members of an interface or a type literal that have a name. */
export function memberTypes(walker: Walker, members: ts.NodeArray<ts.TypeElement>): MemberType[] {
  const found: MemberType[] = [];
  for (const member of members) {
    if (
      member.name === undefined ||
      !(
        ts.isIdentifier(member.name) ||
        ts.isStringLiteral(member.name) ||
        ts.isPrivateIdentifier(member.name)
      )
    )
      continue;
    const { text } = member.name;
    const signature =
      ts.isPropertySignature(member) && member.type !== undefined && ts.isFunctionTypeNode(member.type)
        ? member.type
        : member;
    const isFunction = signature !== member || ts.isMethodSignature(member);
    const tagged = isFunction
      ? declaredFunction(walker, member, member.name, returnOf(signature))
      : undefined;
    if (tagged !== undefined)
      found.push({ name: text, type: { kind: 'typeof', value: { kind: 'function', id: tagged } } });
    else if (ts.isMethodSignature(member))
      found.push({ name: text, type: { kind: 'function', returns: walker.type(member.type) } });
    else if (ts.isPropertySignature(member)) found.push({ name: text, type: walker.type(member.type) });
  }
  return found;
}

function returnOf(node: ts.Node): ts.TypeNode | undefined {
  return ts.isMethodSignature(node) || ts.isFunctionTypeNode(node) ? node.type : undefined;
}

function heritageName(walker: Walker, node: ts.Expression): Value {
  if (ts.isIdentifier(node)) return named(walker, node.text);
  if (ts.isPropertyAccessExpression(node))
    return { kind: 'member', object: heritageName(walker, node.expression), name: node.name.text };
  return unknown;
}

function named(walker: Walker, name: string): Value {
  const binding = lookupType(walker.scope, name);
  return binding === undefined ? { kind: 'global', name } : { kind: 'local', binding: binding.id };
}

function entity(walker: Walker, name: ts.EntityName): Value {
  if (ts.isIdentifier(name)) return named(walker, name.text);
  return { kind: 'member', object: entity(walker, name.left), name: name.right.text };
}

function importType(walker: Walker, node: ts.ImportTypeNode): TypeRef {
  if (!ts.isLiteralTypeNode(node.argument) || !ts.isStringLiteral(node.argument.literal)) return otherType;
  const specifier = node.argument.literal.text;
  walker.imports.add(specifier);
  let value: Value = { kind: 'module', specifier };
  const path: string[] = [];
  for (let at = node.qualifier; at !== undefined;) {
    path.unshift(ts.isIdentifier(at) ? at.text : at.right.text);
    at = ts.isIdentifier(at) ? undefined : at.left;
  }
  for (const name of path) value = { kind: 'member', object: value, name };
  return node.isTypeOf ? { kind: 'typeof', value } : { kind: 'named', name: value, args: [] };
}

/** A type by its name: of a declaration, or of the language. */
export function reference(
  walker: Walker,
  name: ts.EntityName,
  args: ts.NodeArray<ts.TypeNode> | undefined,
): TypeRef {
  const value = entity(walker, name);
  const [first] = args ?? [];
  if (value.kind === 'global') {
    if (promises.has(value.name)) return { kind: 'promise', value: walker.type(first) };
    if (lists.has(value.name)) return { kind: 'array', element: walker.type(first) };
    if (transparent.has(value.name)) return walker.type(first);
    if (tables.has(value.name) && args?.length === 2) return { kind: 'table', value: walker.type(args[1]) };
    if (value.name === 'ReturnType') {
      const of = walker.type(first);
      return of.kind === 'function' ? of.returns : { kind: 'indexed', object: of, name: '()' };
    }
    if (value.name === 'InstanceType') {
      const of = walker.type(first);
      return of.kind === 'typeof' ? { kind: 'named', name: of.value, args: [] } : otherType;
    }
  }
  return { kind: 'named', name: value, args: (args ?? []).map((part) => walker.type(part)) };
}

/** Types that are written in comments of JavaScript only. */
export function docTypeRef(walker: Walker, node: ts.Node): TypeRef {
  switch (node.kind) {
    case SyntaxKind.JSDocNullableType:
    case SyntaxKind.JSDocNonNullableType:
    case SyntaxKind.JSDocOptionalType:
      return walker.type((node as ts.JSDocNullableType).type);
    case SyntaxKind.JSDocVariadicType:
      return { kind: 'array', element: walker.type((node as ts.JSDocVariadicType).type) };
    case SyntaxKind.JSDocFunctionType:
      return { kind: 'function', returns: walker.type((node as ts.JSDocFunctionType).type) };
    case SyntaxKind.JSDocTypeLiteral:
      return shape(
        walker,
        ((node as ts.JSDocTypeLiteral).jsDocPropertyTags ?? []).flatMap((tag) => {
          const name = ts.isIdentifier(tag.name) ? tag.name.text : tag.name.right.text;
          const type = tag.typeExpression;
          return type === undefined ? [] : [{ name, type: walker.type(type.type) }];
        }),
      );
    default:
      return otherType;
  }
}
