import type { ModuleCatalog } from '../schema.ts';

/** Packages whose functions compute on the thread of their caller, whether they give a promise or not. */
const computing = {
  // They run one plugin after the other, or one rule; the form that gives a promise is there for those that wait.
  '@mdx-js/mdx': ['*'],
  postcss: ['*'],
  rehype: ['*'],
  remark: ['*'],
  unified: ['*'],
  yup: ['*'],
  // They await only what somebody hands in: schemas, actions and factories that may give promises.
  ajv: ['*'],
  commander: ['*'],
  inversify: ['*'],
  joi: ['*'],
  valibot: ['*'],
  zod: ['*'],
  // They make it look as if time had passed.
  '@sinonjs/fake-timers': ['*'],
  vitest: ['*'],
  // What it does is called synchronously either way.
  eventemitter2: ['*'],
  // The curve is computed on this thread; only a small hash is left to others.
  '@noble/ed25519': ['*'],
  '@noble/secp256k1': ['*'],
  // It waits only where a resolver does, and the one without a promise refuses such resolvers.
  graphql: ['graphqlSync', 'executeSync'],
  // All of the data is in memory already.
  cbor: ['*'],
  // Written in JavaScript, unlike bcrypt: it rests now and then, and computes for as long.
  'bcrypt-ts': ['*'],
} as const;

/** Where a function that gives a promise stands beside one without, and does not help. */
export const pretenders: readonly ModuleCatalog[] = Object.entries(computing).map(([module, pretends]) => ({
  module,
  language: 'javascript',
  blocking: [],
  pretends,
}));
