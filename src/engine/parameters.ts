import type { BindingFact, CallFact } from '../facts/file-facts.ts';
import { argumentsOf } from './arguments.ts';
import { consumerOf } from './callbacks.ts';
import { awaited, union, type Entity } from './entity.ts';
import { elementsOf } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { usesOf } from './uses.ts';

type Parameter = NonNullable<BindingFact['param']>;

/** Methods of lists, by the position at which their callback gets an element. */
const elementAt: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...[
    'every',
    'filter',
    'find',
    'findIndex',
    'findLast',
    'findLastIndex',
    'flatMap',
    'forEach',
    'map',
    'some',
  ].map((name) => [name, [0]] as const),
  ['reduce', [1]],
  ['reduceRight', [1]],
  ['sort', [0, 1]],
  ['toSorted', [0, 1]],
]);

/** What the parameter of a function gets that is written in the call that runs it; empty where nobody can say. */
export function passedTo(
  linker: Linker,
  file: string,
  { function: id, index, rest, data }: Parameter,
  isTyped: boolean,
): readonly Entity[] {
  const facts = linker.facts(file);
  const use = facts === undefined ? undefined : usesOf(facts).get(id);
  if (rest || data === true) return [];
  if (use === undefined) return isTyped ? [] : linker.passedByCallers(file, id, index);
  if (use.kind === 'called') {
    const argument = argumentsOf(use.call)?.[index];
    return argument === undefined ? [] : linker.evaluate(file, argument);
  }
  if (use.property !== undefined) return [];
  const received = fromReceiver(linker, file, use.call, use.position, index);
  return received.length > 0 ? received : fromCatalog(linker, file, use.call, use.position, index);
}

/** `promise.then((value) => …)` and `list.map((element) => …)`. */
function fromReceiver(
  linker: Linker,
  file: string,
  { callee }: CallFact,
  position: number,
  index: number,
): readonly Entity[] {
  if (callee.kind !== 'member' || position !== 0) return [];
  const isElement = elementAt.get(callee.name)?.includes(index) === true;
  if (!isElement && !(callee.name === 'then' && index === 0)) return [];
  const receivers = linker.evaluate(file, callee.object);
  return isElement
    ? union(receivers.filter(({ kind }) => kind === 'list').map((list) => elementsOf(linker, list)))
    : awaited(receivers.filter(({ kind }) => kind === 'promise'));
}

/** What the catalogue says of an API that takes the function. */
function fromCatalog(
  linker: Linker,
  file: string,
  call: CallFact,
  position: number,
  index: number,
): readonly Entity[] {
  return linker.evaluate(file, call.callee).flatMap((callee): readonly Entity[] => {
    if (callee.kind !== 'api') return [];
    const given = consumerOf(linker, callee, call, position)?.parameters?.[index];
    if (given === undefined) return [];
    const bar = given.indexOf('|');
    return [
      { kind: 'api', module: bar === -1 ? callee.module : given.slice(0, bar), path: given.slice(bar + 1) },
    ];
  });
}
