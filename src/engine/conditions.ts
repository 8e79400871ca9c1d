import type { BlockingApi, CallCondition } from '../catalog/schema.ts';
import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import { argumentsOf } from './arguments.ts';
import type { Linker } from './linker.ts';

/** The record that applies to a call of an API: the first whose condition holds. */
export function applicable(
  linker: Linker,
  file: string,
  call: CallFact,
  apis: readonly BlockingApi[],
): BlockingApi | undefined {
  return apis.find((api) => api.when === undefined || holds(linker, file, call, api.when));
}

function holds(linker: Linker, file: string, call: CallFact, when: CallCondition): boolean {
  const args = argumentsOf(call);
  if (args === undefined) return false;
  if (when.maxArguments !== undefined && args.length > when.maxArguments) return false;
  if (when.withoutCallback === true && args.some((value) => mayBeFunction(linker, file, value))) return false;
  const { withoutOption } = when;
  if (withoutOption !== undefined && args.some((value) => sets(linker.facts(file), value, withoutOption)))
    return false;
  if (when.argumentMatches !== undefined) {
    const text = textOf(args[when.argumentMatches.index]);
    if (text === undefined || !new RegExp(when.argumentMatches.pattern).test(text)) return false;
  }
  if (when.argumentIs !== undefined && literal(args[when.argumentIs.index]) !== when.argumentIs.value)
    return false;
  if (
    when.argumentIsNot !== undefined &&
    literal(args[when.argumentIsNot.index]) === when.argumentIsNot.value
  )
    return false;
  if (when.commandMatches !== undefined && !new RegExp(when.commandMatches, 'i').test(commandLine(args)))
    return false;
  if (when.option !== undefined && !hasOption(linker.facts(file), args, when.option)) return false;
  if (when.unshared !== undefined && !isUnshared(linker.facts(file), args[when.unshared])) return false;
  return when.polled === undefined || call.polled;
}

function hasOption(facts: FileFacts | undefined, args: readonly Value[], names: readonly string[]): boolean {
  return args.some((value) => {
    const members = value.kind === 'object' ? (facts?.objects[value.id]?.members ?? []) : [];
    return members.some((member) => names.includes(member.name) && !isPiped(member.value));
  });
}

/** No stream is shared: an input that is ignored is as empty as one that nothing is written to. */
function isPiped(value: Value): boolean {
  if (value.kind !== 'array') return literal(value) === 'pipe';
  const [input, ...output] = value.elements;
  const isEmpty = input === undefined || isPiped(input) || literal(input) === 'ignore';
  return output.length <= 2 && isEmpty && output.every(isPiped);
}

/** An object literal that sets a property to anything but false, or may do so. */
function sets(facts: FileFacts | undefined, value: Value, name: string): boolean {
  const object = value.kind === 'object' ? facts?.objects[value.id] : undefined;
  if (object === undefined) return false;
  const member = object.members.find((one) => one.name === name);
  if (member === undefined) return object.spreads.length > 0;
  return member.value.kind !== 'literal' || member.value.value !== false;
}

function literal(value: Value | undefined): string | number | boolean | null | undefined {
  return value?.kind === 'literal' ? value.value : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  const found = literal(value);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

function commandLine(args: readonly Value[]): string {
  const [file, list] = args;
  const rest = list?.kind === 'array' ? list.elements.map((element) => textOf(element) ?? '') : [];
  return [textOf(file) ?? '', ...rest].join(' ');
}

/** An evident function, or a value handed through that can only be the callback here: a parameter. */
function mayBeFunction(linker: Linker, file: string, value: Value): boolean {
  if (value.kind === 'function') return true;
  if (value.kind !== 'local' && value.kind !== 'member') return false;
  if (value.kind === 'local') {
    const binding = linker.facts(file)?.bindings[value.binding];
    if (
      binding?.kind === 'param' &&
      /^(cb|callback|done|next|fn|handler|resolve|reject)$/i.test(binding.name)
    )
      return true;
  }
  return linker
    .evaluate(file, value)
    .some((entity) => entity.kind === 'function' || entity.kind === 'returning');
}

/** A new typed array over a new `SharedArrayBuffer`, written in place or held by a constant that goes nowhere else. */
function isUnshared(facts: FileFacts | undefined, value: Value | undefined): boolean {
  const view = creation(facts, value);
  return (
    view !== undefined &&
    /Array$/.test(view.name) &&
    creation(facts, view.call.args[0])?.name === 'SharedArrayBuffer'
  );
}

function creation(
  facts: FileFacts | undefined,
  value: Value | undefined,
): { readonly name: string; readonly call: CallFact } | undefined {
  if (value?.kind === 'local') {
    const binding = facts?.bindings[value.binding];
    return facts !== undefined && binding?.kind === 'const' && !isHandedOn(facts, value.binding)
      ? creation(facts, binding.values.length === 1 ? binding.values[0] : undefined)
      : undefined;
  }
  const call = value?.kind === 'result' ? facts?.calls[value.call] : undefined;
  return call?.kind === 'new' && call.callee.kind === 'global' ? { name: call.callee.name, call } : undefined;
}

/** Whether a name goes anywhere but into `Atomics` and typed arrays: to a worker, into an object, out of the file. */
function isHandedOn(
  { calls, objects, classes, exports, functions, bindings }: FileFacts,
  id: number,
): boolean {
  const isIt = (value: Value): boolean => value.kind === 'local' && value.binding === id;
  return (
    calls.some((call) => call.args.some(isIt) && !keepsPrivate(bindings, call)) ||
    objects.some(({ members, spreads }) => members.some(({ value }) => isIt(value)) || spreads.some(isIt)) ||
    classes.some(({ members }) => members.some(({ values }) => values.some(isIt))) ||
    exports.some((fact) => (fact.kind === 'value' || fact.kind === 'assignment') && isIt(fact.value)) ||
    functions.some(({ returns }) => returns.some(isIt)) ||
    bindings.some(({ values, members = [] }) => values.some(isIt) || members.some(({ value }) => isIt(value)))
  );
}

function keepsPrivate(bindings: FileFacts['bindings'], { kind, callee }: CallFact): boolean {
  if (kind === 'new') return callee.kind === 'global' && callee.name.endsWith('Array');
  // `const { wait } = Atomics;`
  const target = callee.kind === 'local' ? bindings[callee.binding]?.values[0] : callee;
  return target?.kind === 'member' && target.object.kind === 'global' && target.object.name === 'Atomics';
}
