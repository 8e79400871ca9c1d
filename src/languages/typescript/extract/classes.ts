import type { ClassMember } from '../../../facts/file-facts.ts';
import type { Value } from '../../../facts/value.ts';
import { docTags, docType } from '../doc-tags.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { noteObjectType, staticName } from './patterns.ts';
import { hasModifier, isTaggedAmbient, noteTags } from './tags.ts';
import { heritageType } from './types.ts';
import { inScope, spanOf, type Draft, type MemberOf, type Walker } from './walker.ts';

const declared: ReadonlySet<ts.SyntaxKind> = new Set([SyntaxKind.DeclareKeyword]);

/** Records a class with its members and returns its id. */
export function classLike(walker: Walker, node: ts.ClassLikeDeclaration, name: string): number {
  const id = walker.classes.length;
  const base = node.heritageClauses?.find((clause) => clause.token === SyntaxKind.ExtendsKeyword)?.types[0];
  walker.classes.push({
    name,
    span: spanOf(node.name ?? node, walker.file),
    implements: [],
    members: [],
    constructorFunction: -1,
    fieldsFunction: -1,
    staticFunction: -1,
  });
  const draft = walker.classes[id];
  if (draft === undefined) return id;
  for (const decorator of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [])
    walker.expression(decorator.expression);
  if (base !== undefined) draft.extends = walker.expression(base.expression);
  const outerThis = walker.this;
  inScope(walker, node, () => {
    for (const clause of node.heritageClauses ?? [])
      if (clause.token === SyntaxKind.ImplementsKeyword)
        draft.implements = clause.types.map((type) => heritageType(walker, type));
    for (const tag of docTags(node))
      if (ts.isJSDocImplementsTag(tag)) draft.implements.push(heritageType(walker, tag.class));
    const isDeclared = hasModifier(node, declared);
    for (const member of node.members) classMember(walker, draft, id, member, isDeclared);
  });
  walker.this = outerThis;
  return id;
}

function classMember(
  walker: Walker,
  draft: Draft<Walker['classes'][number]>,
  id: number,
  node: ts.ClassElement,
  isDeclared: boolean,
): void {
  const isStatic =
    ts.isClassStaticBlockDeclaration(node) ||
    (ts.canHaveModifiers(node) &&
      (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === SyntaxKind.StaticKeyword));
  const member: MemberOf = { class: id, static: isStatic };
  walker.this = { kind: 'this', class: id, static: isStatic };
  for (const decorator of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [])
    walker.expression(decorator.expression);
  if (node.name !== undefined && ts.isComputedPropertyName(node.name))
    walker.expression(node.name.expression);
  const name = node.name === undefined ? undefined : staticName(node.name);
  const push = (kind: ClassMember['kind'], values: Value[], type?: ClassMember['type']): void => {
    if (name === undefined) return;
    draft.members.push({ name, static: isStatic, kind, values, ...(type === undefined ? {} : { type }) });
  };
  if (ts.isConstructorDeclaration(node)) {
    const made = walker.functionLike(node, construction(draft), member);
    if (node.body !== undefined) draft.constructorFunction = made;
    parameterProperties(walker, draft, node);
  } else if (ts.isMethodDeclaration(node) || ts.isGetAccessor(node) || ts.isSetAccessor(node)) {
    const made = walker.functionLike(node, label(draft.name, name), member);
    const abstract = node.body === undefined && !isTaggedAmbient(walker, node, made, isDeclared);
    const kind = ts.isMethodDeclaration(node) ? 'method' : ts.isGetAccessor(node) ? 'getter' : 'setter';
    const type = abstract ? ({ kind: 'function', returns: walker.type(node.type) } as const) : undefined;
    push(kind, abstract ? [] : [{ kind: 'function', id: made }], type);
  } else if (ts.isPropertyDeclaration(node)) {
    const type = walker.type(node.type ?? docType(docTags(node)));
    noteTags(walker, node, node.initializer);
    const value =
      node.initializer === undefined
        ? undefined
        : fieldValue(walker, draft, member, node.initializer, label(draft.name, name));
    if (value !== undefined) noteObjectType(walker, value, type);
    const useful = value === undefined || value.kind === 'unknown' || value.kind === 'literal' ? [] : [value];
    push('field', useful, type.kind === 'other' ? undefined : type);
  } else if (ts.isClassStaticBlockDeclaration(node)) {
    inUnit(walker, draft, member, () => {
      inScope(walker, node, () => {
        for (const statement of node.body.statements) walker.statement(statement);
      });
    });
  }
}

function fieldValue(
  walker: Walker,
  draft: Draft<Walker['classes'][number]>,
  member: MemberOf,
  node: ts.Expression,
  name: string,
): Value {
  let value: Value = { kind: 'unknown' };
  inUnit(walker, draft, member, () => {
    value =
      ts.isArrowFunction(node) || ts.isFunctionExpression(node)
        ? { kind: 'function', id: walker.functionLike(node, name, member) }
        : walker.expression(node);
  });
  return value;
}

/** Field initialisers run as one unit in the constructor, static ones when the class is evaluated. */
function inUnit(
  walker: Walker,
  draft: Draft<Walker['classes'][number]>,
  member: MemberOf,
  body: () => void,
): void {
  const key = member.static ? 'staticFunction' : 'fieldsFunction';
  if (draft[key] === -1) {
    draft[key] = walker.functions.length;
    walker.functions.push({
      kind: member.static ? 'class-body' : 'field',
      name: member.static ? draft.name : construction(draft),
      parent: walker.function,
      async: false,
      generator: false,
      params: [],
      returns: [],
      class: member.class,
      span: draft.span,
      nameSpan: draft.span,
    });
  }
  const outer = { function: walker.function, once: walker.once };
  walker.function = draft[key];
  walker.once = false;
  body();
  walker.function = outer.function;
  walker.once = outer.once;
}

function parameterProperties(
  walker: Walker,
  draft: Draft<Walker['classes'][number]>,
  node: ts.ConstructorDeclaration,
): void {
  const scope = walker.scopes.opened(node);
  for (const parameter of node.parameters) {
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !ts.isIdentifier(parameter.name)) continue;
    const binding = scope?.values.get(parameter.name.text);
    const type = walker.type(parameter.type);
    draft.members.push({
      name: parameter.name.text,
      static: false,
      kind: 'field',
      values: binding === undefined ? [] : [{ kind: 'local', binding: binding.id }],
      ...(type.kind === 'other' ? {} : { type }),
    });
  }
}

/** What runs when an instance is made, by name. */
function construction(draft: Draft<Walker['classes'][number]>): string {
  return `new ${draft.name === '' ? 'class' : draft.name}`;
}

function label(owner: string, name: string | undefined): string {
  if (name === undefined) return owner;
  return owner === '' ? name : `${owner}.${name}`;
}
