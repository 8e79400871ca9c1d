import type { CallbackConsumer, CallbackTiming } from '../schema.ts';

/** Members that take a function, all in the same way. */
export function consumers(
  members: readonly string[],
  timing: CallbackTiming,
  argument: CallbackConsumer['argument'] = 0,
): readonly CallbackConsumer[] {
  return members.map((member) => ({ member, argument, timing }));
}

/** Methods of a class whose functions run later, from the event loop. */
export function handlers(
  type: string,
  methods: readonly string[],
  argument: CallbackConsumer['argument'] = 'any',
): readonly CallbackConsumer[] {
  return consumers(
    methods.map((method) => `${type}#${method}`),
    'event',
    argument,
  );
}

/** Methods that give their own object, so that calls can be chained. */
export function chained(type: string, methods: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(methods.map((method) => [`${type}#${method}()`, `${type}#`]));
}

/** Base class of what has listeners. */
export const emitter = 'node:events|EventEmitter#';
