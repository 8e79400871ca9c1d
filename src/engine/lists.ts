import type { CallFact } from '../facts/file-facts.ts';
import { listOf, union, unknownEntity, type Entity } from './entity.ts';
import { elementsOf } from './evaluate.ts';
import type { Linker } from './linker.ts';

type List = Extract<Entity, { readonly kind: 'list' }>;

/** Methods that give one of the values of a list or table. */
const elements = new Set(['at', 'find', 'findLast', 'get', 'pop', 'shift']);

/** Methods that give a list with values of the same kind. */
const lists = new Set([
  'concat',
  'filter',
  'flat',
  'reverse',
  'slice',
  'sort',
  'splice',
  'toReversed',
  'toSorted',
  'toSpliced',
  'values',
]);

/** Methods that do something else. */
const others = new Set([
  'add',
  'delete',
  'entries',
  'every',
  'findIndex',
  'flatMap',
  'forEach',
  'has',
  'includes',
  'indexOf',
  'join',
  'keys',
  'map',
  'push',
  'reduce',
  'reduceRight',
  'set',
  'some',
  'unshift',
]);

/** A member of a list or table: an item, a method, or a value under a name. */
export function listMember(list: List, name: string): readonly Entity[] {
  if (/^\d+$/.test(name)) {
    const item = list.fixed ? list.of[Number(name)] : undefined;
    return item !== undefined ? [item] : list.fixed ? [unknownEntity] : list.of;
  }
  if (elements.has(name) || lists.has(name) || others.has(name))
    return [{ kind: 'api', module: 'globals', path: `Array#${name}` }];
  return list.fixed || list.of.length === 0 ? [unknownEntity] : list.of;
}

/** What a method of a list gives; undefined where that is nothing known of the list. */
export function listResult(
  linker: Linker,
  path: string,
  file: string,
  { callee, args }: CallFact,
): readonly Entity[] | undefined {
  const [first] = args;
  if (path === 'Array.from' || path === 'Object.values')
    return first === undefined ? undefined : asList(linker, linker.evaluate(file, first));
  if (!path.startsWith('Array#') || callee.kind !== 'member') return undefined;
  const name = path.slice('Array#'.length);
  const receivers = linker.evaluate(file, callee.object).filter(({ kind }) => kind === 'list');
  if (receivers.length === 0) return undefined;
  if (elements.has(name)) return union(receivers.map((list) => elementsOf(linker, list)));
  if (lists.has(name)) return asList(linker, receivers);
  if (name !== 'map' || first === undefined) return undefined;
  const given = linker.evaluate(file, first).flatMap((mapper) => linker.result(mapper, file, noCall));
  return [listOf(given, false)];
}

/** The call of a callback, of which only the result matters. */
const noCall: CallFact = {
  kind: 'call',
  function: 0,
  callee: { kind: 'unknown' },
  args: [],
  argSpans: [],
  span: { start: 0, end: 0 },
  whole: { start: 0, end: 0 },
  awaited: false,
  once: false,
  polled: false,
};

function asList(linker: Linker, from: readonly Entity[]): readonly Entity[] | undefined {
  const items = union(from.map((entity) => elementsOf(linker, entity)));
  return items.every(({ kind }) => kind === 'unknown') ? undefined : [listOf(items, false)];
}
