import type { CallbackConsumer, CallbackTiming } from '../catalog/schema.ts';
import type { CallFact } from '../facts/file-facts.ts';
import { isOffloading } from './verdicts.ts';
import { usesIn } from './call-uses.ts';
import { keyOf, type Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** When a function that is passed to a call runs; undefined where nobody can say. */
export type TimingOf = (
  file: string,
  call: CallFact,
  argument: number,
  property?: string,
) => CallbackTiming | undefined;

/** Names that say enough on a receiver of unknown kind: promises, then lists and texts. */
const reactions = new Set(['then', 'catch', 'finally']);
const prototypes = ['Array', 'Map', 'String'];
const listeners = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);

/** Methods by which routers of any make take the handlers of a path: `app.get('/users', …)`. */
const routes = new Set(['all', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'use']);

/** Answers when a passed function runs, from the catalogue or from what a function of the project does with it. */
export function createTimings(linker: Linker): TimingOf {
  const { catalog } = linker.program;
  const parameters = new Map<string, CallbackTiming | undefined>();

  return timing;

  function timing(
    file: string,
    call: CallFact,
    argument: number,
    property?: string,
  ): CallbackTiming | undefined {
    const callees = linker.evaluate(file, call.callee);
    for (const callee of callees) {
      const found =
        callee.kind === 'api'
          ? consumerOf(linker, callee, call, argument, property)?.timing
          : byEntity(callee, argument, property);
      if (found !== undefined) return found;
    }
    // Only where nothing of the project is called: its own `map` or `on` does what it does.
    return property === undefined &&
      callees.every((callee) => callee.kind === 'unknown' || callee.kind === 'api')
      ? byName(file, call, argument)
      : undefined;
  }

  function byEntity(callee: Entity, argument: number, property?: string): CallbackTiming | undefined {
    if (isOffloading(linker, callee)) return 'never';
    if (property !== undefined) return undefined;
    if (callee.kind === 'function') return parameterTiming(callee.file, callee.id, argument);
    if (callee.kind === 'class') {
      const made = linker.facts(callee.file)?.classes[callee.id]?.constructorFunction ?? -1;
      return made === -1 ? undefined : parameterTiming(callee.file, made, argument);
    }
    return undefined;
  }

  /** What a function of the project does with the function it gets as a parameter. */
  function parameterTiming(file: string, id: number, argument: number): CallbackTiming | undefined {
    const key = keyOf({ kind: 'function', file, id }) + `/${argument}`;
    if (parameters.has(key)) return parameters.get(key);
    // Seen again while it is being looked at: a recursive call says nothing new.
    parameters.set(key, undefined);
    const found = lookInside(file, id, argument);
    parameters.set(key, found);
    return found;
  }

  function lookInside(file: string, id: number, argument: number): CallbackTiming | undefined {
    const facts = linker.facts(file);
    const made = facts?.functions[id];
    const binding = made?.params[argument];
    if (facts === undefined || made === undefined || binding === undefined || binding === -1)
      return undefined;
    for (const { call, position } of usesIn(facts).ofBindings.get(binding) ?? []) {
      if (call.span.start < made.span.start || call.span.end > made.span.end) continue;
      const found = position === 'callee' ? runTiming(file, call.function, id) : timing(file, call, position);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** When the code of an inner function runs, as seen from a function around it. */
  function runTiming(file: string, inner: number, outer: number): CallbackTiming | undefined {
    if (inner === outer) return 'sync';
    const facts = linker.facts(file);
    const passed = facts && usesIn(facts).ofFunctions.get(inner);
    if (passed === undefined) return undefined;
    const found = timing(file, passed.call, passed.position);
    return found === 'sync' ? runTiming(file, passed.call.function, outer) : found;
  }

  function byName(file: string, call: CallFact, argument: number): CallbackTiming | undefined {
    if (call.callee.kind !== 'member') return undefined;
    const { name, object } = call.callee;
    if (reactions.has(name)) return argument < 2 ? 'promise' : undefined;
    for (const type of prototypes) {
      const found = select(catalog.callbacks('globals', `${type}#${name}`), call, argument);
      if (found !== undefined) return found.timing;
    }
    const [event] = call.args;
    const receivers = linker.evaluate(file, object);
    const named = event?.kind === 'literal' && typeof event.value === 'string' ? event.value : undefined;
    const listens =
      named !== undefined &&
      ((listeners.has(name) && argument === 1) ||
        (routes.has(name) && argument > 0 && named.startsWith('/')));
    return listens && receivers.every((receiver) => receiver.kind === 'api' || receiver.kind === 'unknown')
      ? 'event'
      : undefined;
  }
}

/** What an API does with a function that is passed to it, if the catalogue knows. */
export function consumerOf(
  { program: { catalog } }: Linker,
  { module, path }: Extract<Entity, { readonly kind: 'api' }>,
  call: CallFact,
  argument: number,
  property?: string,
): CallbackConsumer | undefined {
  // A method of what a call gave, where the catalogue does not know what that is: `readdirSync(…).map`.
  return path.includes('()') ? undefined : select(catalog.callbacks(module, path), call, argument, property);
}

/** The first consumer that fits the call, the argument's position and its property. */
function select(
  consumers: readonly CallbackConsumer[],
  call: CallFact,
  argument: number,
  property?: string,
): CallbackConsumer | undefined {
  const [first] = call.args;
  return consumers.find((consumer) => {
    if (consumer.property !== property) return false;
    if (consumer.events !== undefined) {
      if (first?.kind !== 'literal' || !consumer.events.includes(String(first.value))) return false;
    }
    if (consumer.argument === 'any') return true;
    return argument === (consumer.argument === 'last' ? call.args.length - 1 : consumer.argument);
  });
}
