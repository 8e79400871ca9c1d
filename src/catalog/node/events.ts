import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';

/** The methods by which listeners are added. */
export const listenerMethods = ['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'];

const callbacks: readonly CallbackConsumer[] = [
  ...listenerMethods.map((name): CallbackConsumer => ({
    member: `EventEmitter#${name}`,
    argument: 1,
    timing: 'event',
  })),
  { member: 'EventEmitter#off', argument: 1, timing: 'never' },
  { member: 'EventEmitter#removeListener', argument: 1, timing: 'never' },
  { member: 'addAbortListener', argument: 1, timing: 'event' },
];

export const events: ModuleCatalog = {
  module: 'node:events',
  language: 'javascript',
  blocking: [],
  callbacks,
  gives: {
    'EventEmitterAsyncResource#': 'EventEmitter#',
    default: 'EventEmitter',
  },
  promises: ['once', 'EventEmitter.once'],
};
