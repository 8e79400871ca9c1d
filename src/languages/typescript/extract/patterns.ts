import type { TypeRef, Value } from '../../../facts/value.ts';
import { unknown } from '../../../facts/value.ts';
import { lookup } from '../scopes.ts';
import { ts } from '../ts.ts';
import type { ObjectMember } from '../../../facts/file-facts.ts';
import { noteRead } from './reads.ts';
import { assign, assignMember, type Walker } from './walker.ts';

/** Gives every name of a binding pattern the part of `value` that it takes. Defaults are evaluated too. */
export function destructure(walker: Walker, name: ts.BindingName, value: Value): void {
  if (ts.isIdentifier(name)) {
    assign(walker, lookup(walker.scope, name.text), value);
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const key = ts.isObjectBindingPattern(name) ? propertyKey(walker, element) : String(index);
    // The rest of an object still has the members that matter; the rest of a list still has such elements.
    const part = element.dotDotDotToken === undefined ? memberOf(value, key) : value;
    if (ts.isObjectBindingPattern(name) && element.dotDotDotToken === undefined) {
      const at = (element.propertyName ?? element.name).getStart(walker.file);
      noteRead(walker, 'get', value, key, { at, from: at });
    }
    const { initializer } = element;
    destructure(
      walker,
      element.name,
      initializer === undefined ? part : either([part, walker.expression(initializer)]),
    );
  });
}

/** Assigns to whatever stands on the left of `=`. */
export function assignTo(walker: Walker, target: ts.Expression, value: Value): void {
  if (ts.isIdentifier(target)) {
    assign(walker, lookup(walker.scope, target.text), value);
  } else if (
    ts.isParenthesizedExpression(target) ||
    ts.isAsExpression(target) ||
    ts.isNonNullExpression(target)
  ) {
    assignTo(walker, target.expression, value);
  } else if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    assignToMember(walker, target, value);
  } else if (ts.isObjectLiteralExpression(target)) {
    for (const property of target.properties) assignToProperty(walker, property, value);
  } else if (ts.isArrayLiteralExpression(target)) {
    target.elements.forEach((element, index) => {
      assignTo(walker, element, memberOf(value, String(index)));
    });
  } else {
    walker.expression(target);
  }
}

/** One part of `({ a = 1, b: c, ...rest } = value)`. */
function assignToProperty(walker: Walker, property: ts.ObjectLiteralElementLike, value: Value): void {
  if (ts.isShorthandPropertyAssignment(property)) {
    const initial = property.objectAssignmentInitializer;
    const part = memberOf(value, property.name.text);
    const given = initial === undefined ? part : either([part, walker.expression(initial)]);
    assign(walker, lookup(walker.scope, property.name.text), given);
  } else if (ts.isPropertyAssignment(property)) {
    if (ts.isComputedPropertyName(property.name)) walker.expression(property.name.expression);
    assignTo(walker, property.initializer, memberOf(value, staticName(property.name)));
  } else if (ts.isSpreadAssignment(property)) assignTo(walker, property.expression, value);
}

/** The name of a property where the text says it. */
export function staticName(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : wellKnownSymbol(name.expression);
  return name.text;
}

/** One of several values, as simple as possible. */
export function either(values: readonly Value[]): Value {
  const known = values.filter((value) => value.kind !== 'unknown' && value.kind !== 'literal');
  const [only] = known;
  if (only === undefined) return unknown;
  return values.length === 1 ? only : { kind: 'either', values: [...known, ...values.filter(isUnknown)] };
}

function isUnknown(value: Value): boolean {
  return value.kind === 'unknown';
}

/** `exports` and `module.exports` of the file itself. */
export const ownExports: Value = { kind: 'module', specifier: '' };

/** Whether a value is what the file exports. */
export function isOwnExports(value: Value): boolean {
  return value.kind === 'module' && value.specifier === '';
}

/** A member by name, or some element where the name is not known. */
export function memberOf(object: Value, name: string | undefined): Value {
  if (object.kind === 'unknown') return unknown;
  if (name === 'exports' && object.kind === 'global' && object.name === 'module') return ownExports;
  return name === undefined ? { kind: 'element', object } : { kind: 'member', object, name };
}

/** `[Symbol.dispose]` is a name as well. */
function wellKnownSymbol(node: ts.Expression): string | undefined {
  return ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'Symbol'
    ? `Symbol.${node.name.text}`
    : undefined;
}

function propertyKey(walker: Walker, element: ts.BindingElement): string | undefined {
  const name = element.propertyName;
  if (name === undefined) return ts.isIdentifier(element.name) ? element.name.text : undefined;
  if (ts.isComputedPropertyName(name)) walker.expression(name.expression);
  return staticName(name);
}

function assignToMember(
  walker: Walker,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  value: Value,
): void {
  const name = accessName(target);
  const object = walker.expression(target.expression);
  noteRead(walker, 'set', object, name, accessPlace(walker, target));
  if (!ts.isPropertyAccessExpression(target) && name === undefined)
    walker.expression(target.argumentExpression);
  if (name === undefined) return;
  if (object.kind === 'local') assignToNamed(walker, object.binding, { name, kind: 'property', value });
  else if (object.kind === 'member' && object.name === 'prototype' && object.object.kind === 'local')
    assignMember(walker, object.object.binding, { name: `prototype.${name}`, kind: 'property', value });
  else if (object.kind === 'typed' && object.type.kind === 'named' && object.type.name.kind === 'local')
    assignMember(walker, object.type.name.binding, { name: `prototype.${name}`, kind: 'property', value });
  else if (object.kind === 'this') {
    const owner = walker.classes[object.class];
    if (owner !== undefined && value.kind !== 'unknown' && value.kind !== 'literal')
      owner.members.push({ name, static: object.static, kind: 'field', values: [value] });
  } else assignExport(walker, object, name, value);
}

/** The member's name where the text says it. */
export function accessName(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) || ts.isNumericLiteral(node.argumentExpression)
    ? node.argumentExpression.text
    : undefined;
}

/** A member that is put on an object literal belongs to it, under whatever name it is known later. */
export function assignToNamed(walker: Walker, binding: number, member: ObjectMember): void {
  const objects = objectsOf(walker, binding);
  if (objects.length === 0) assignMember(walker, binding, member);
  else if (member.value.kind !== 'unknown' && member.value.kind !== 'literal')
    for (const id of objects) walker.objects[id]?.members.push(member);
}

/** The object literals that a name stands for. */
export function objectsOf(walker: Walker, binding: number): readonly number[] {
  const values = walker.bindings[binding]?.values ?? [];
  return values.flatMap((value) => (value.kind === 'object' ? [value.id] : []));
}

/** Notes the declared type of an object literal: it may be an implementation of an interface. */
export function noteObjectType(walker: Walker, value: Value, type: TypeRef | undefined): void {
  const object = value.kind === 'object' ? walker.objects[value.id] : undefined;
  if (object !== undefined && type !== undefined && type.kind !== 'other') object.type ??= type;
}

/** Where the name of a member begins, and the whole expression. */
export function accessPlace(
  walker: Walker,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): { readonly at: number; readonly from: number } {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  return { at: name.getStart(walker.file), from: node.getStart(walker.file) };
}

/** `module.exports = …`, `exports.name = …` and `module.exports.name = …`. */
function assignExport(walker: Walker, object: Value, name: string, value: Value): void {
  if (object.kind === 'global' && object.name === 'module' && name === 'exports')
    walker.exports.push({ kind: 'assignment', value });
  // Compilers write `exports.name = void 0` first.
  else if (isOwnExports(object) && !(value.kind === 'literal' && value.value === null))
    walker.exports.push({ kind: 'value', name, value });
}
