import type { FunctionKind } from '../../../facts/file-facts.ts';
import { otherType, unknown, type TypeRef, type Value } from '../../../facts/value.ts';
import { lookup } from '../scopes.ts';
import { docTags, docType } from '../doc-tags.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { functionDoc, type FunctionDoc } from './jsdoc.ts';
import { destructure, noteObjectType } from './patterns.ts';
import { tagsOf } from './tags.ts';
import { inScope, spanOf, type Owner, type Walker } from './walker.ts';

const kinds: ReadonlyMap<ts.SyntaxKind, FunctionKind> = new Map([
  [SyntaxKind.ArrowFunction, 'arrow'],
  [SyntaxKind.MethodDeclaration, 'method'],
  [SyntaxKind.GetAccessor, 'getter'],
  [SyntaxKind.SetAccessor, 'setter'],
  [SyntaxKind.Constructor, 'constructor'],
]);

/** Records a function with its body and returns its id. Overload signatures without a body are recorded too. */
export function functionLike(
  walker: Walker,
  node: ts.FunctionLikeDeclaration,
  name: string,
  owner: Owner | undefined,
): number {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const id = walker.functions.length;
  const doc = functionDoc(walker, node);
  const tags = tagsOf(walker, node, name);
  const returnType = node.type === undefined ? documentedReturn(walker, doc) : walker.type(node.type);
  walker.functions.push({
    kind: kinds.get(node.kind) ?? 'function',
    name,
    parent: walker.function,
    async: modifiers.some((modifier) => modifier.kind === SyntaxKind.AsyncKeyword),
    generator: node.asteriskToken !== undefined,
    params: [],
    returns: [],
    ...(returnType.kind === 'other' ? {} : { returnType }),
    ...(owner !== undefined && 'class' in owner ? { class: owner.class } : {}),
    span: spanOf(node, walker.file),
    nameSpan: nameSpan(walker, node),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
  });
  const outer = { function: walker.function, once: walker.once, this: walker.this };
  walker.this = thisOf(walker, node, owner);
  walker.function = id;
  walker.once = false;
  inScope(walker, node, () => {
    constraints(walker, node);
    node.parameters.forEach((parameter, index) => {
      const binding = parameterBinding(walker, parameter);
      walker.functions[id]?.params.push(binding);
      describeParameter(walker, parameter, binding, { function: id, index, doc });
    });
    if (node.body === undefined) return;
    if (ts.isBlock(node.body)) walker.statement(node.body);
    else addReturn(walker, walker.expression(node.body));
  });
  const given = returnType.kind === 'promise' ? returnType.value : returnType;
  for (const value of walker.functions[id]?.returns ?? []) noteObjectType(walker, value, given);
  walker.function = outer.function;
  walker.once = outer.once;
  walker.this = outer.this;
  return id;
}

/** Notes what the function around the current place returns. */
export function addReturn(walker: Walker, value: Value): void {
  if (value.kind === 'unknown' || value.kind === 'literal') return;
  walker.functions[walker.function]?.returns.push(value);
}

function thisOf(walker: Walker, node: ts.FunctionLikeDeclaration, owner: Owner | undefined): Value {
  if (owner !== undefined) return 'this' in owner ? owner.this : { kind: 'this', ...owner };
  if (ts.isArrowFunction(node)) return walker.this;
  const binding =
    node.name !== undefined && ts.isIdentifier(node.name) ? lookup(walker.scope, node.name.text) : undefined;
  // A function with a capital letter is a constructor: `this` is what `new` makes of it.
  return binding !== undefined && /^[A-Z]/.test(binding.name) ? instanceOf(binding.id) : unknown;
}

/** What `new` makes of a function or class that a name stands for. */
export function instanceOf(binding: number): Value {
  return { kind: 'typed', type: { kind: 'named', name: { kind: 'local', binding }, args: [] } };
}

function nameSpan(walker: Walker, node: ts.FunctionLikeDeclaration): { start: number; end: number } {
  if (node.name !== undefined) return spanOf(node.name, walker.file);
  if (ts.isArrowFunction(node)) return spanOf(node.equalsGreaterThanToken, walker.file);
  const start = node.getStart(walker.file);
  const keyword = ts.isConstructorDeclaration(node) ? 'constructor' : 'function';
  const at = walker.file.text.indexOf(keyword, start);
  return at === -1 || at >= node.end ? { start, end: node.end } : { start: at, end: at + keyword.length };
}

/** Whether a type is written and rules functions and objects of the project out. */
function saysPlain(node: ts.TypeNode | undefined): boolean {
  return node !== undefined && node.kind !== SyntaxKind.AnyKeyword && node.kind !== SyntaxKind.UnknownKeyword;
}

function documentedReturn(walker: Walker, doc: FunctionDoc | undefined): TypeRef {
  const whole = walker.type(doc?.type);
  if (doc?.returns === undefined) return whole.kind === 'function' ? whole.returns : otherType;
  return walker.type(doc.returns);
}

/** A type parameter stands for what it extends. */
function constraints(walker: Walker, node: ts.FunctionLikeDeclaration): void {
  for (const parameter of node.typeParameters ?? []) {
    const binding = walker.scope.types.get(parameter.name.text);
    const alias = walker.type(parameter.constraint);
    if (binding !== undefined && alias.kind !== 'other')
      walker.types.push({ binding: binding.id, name: parameter.name.text, extends: [], members: [], alias });
  }
}

function parameterBinding(walker: Walker, parameter: ts.ParameterDeclaration): number {
  if (ts.isIdentifier(parameter.name)) return walker.scope.values.get(parameter.name.text)?.id ?? -1;
  for (const binding of walker.scope.values.values())
    if (binding.declaration === parameter.name) return binding.id;
  return -1;
}

function describeParameter(
  walker: Walker,
  parameter: ts.ParameterDeclaration,
  binding: number,
  { function: of, index, doc }: { function: number; index: number; doc: FunctionDoc | undefined },
): void {
  const initial = parameter.initializer === undefined ? undefined : walker.expression(parameter.initializer);
  const fact = walker.bindings[binding];
  if (fact === undefined) return;
  const documented =
    docType(docTags(parameter)) ??
    (ts.isIdentifier(parameter.name) ? doc?.params.get(parameter.name.text) : undefined);
  const type = walker.type(parameter.type ?? documented);
  if (type.kind !== 'other') fact.type = type;
  const isData = type.kind === 'other' && saysPlain(parameter.type ?? documented);
  const rest = parameter.dotDotDotToken !== undefined;
  fact.param = { function: of, index, rest, ...(isData ? { data: true } : {}) };
  if (initial !== undefined && initial.kind !== 'unknown' && initial.kind !== 'literal')
    fact.values.push(initial);
  if (!ts.isIdentifier(parameter.name)) destructure(walker, parameter.name, { kind: 'local', binding });
}
