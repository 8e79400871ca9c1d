import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const hashes = 'hashes the password, which is slow by design, before anything else can run';
const compares = 'hashes the password to compare it, which is slow by design, before anything else can run';

interface PasswordFunction {
  readonly member: string;
  readonly why: string;
  readonly args: string;
  readonly cost?: 'brief';
}

const salt: PasswordFunction = {
  member: 'genSaltSync',
  cost: 'brief',
  why: 'makes random numbers before anything else can run',
  args: '12',
};

const hash: PasswordFunction = { member: 'hashSync', why: hashes, args: 'password, 12' };
const compare: PasswordFunction = { member: 'compareSync', why: compares, args: 'password, known' };

function example({ member, args }: PasswordFunction, as?: string) {
  const call = as === undefined ? member : `${as}.${member}`;
  return {
    signature: 'check(password: string, known: string)',
    body: [`const result = ${call}(${args});`, 'return { password, known, result };'],
  };
}

/** Functions whose twins work in native threads. */
function twins(style: PackageStyle, functions: readonly PasswordFunction[]): readonly BlockingApi[] {
  return functions.map((one) =>
    twin(style, {
      member: one.member,
      cost: one.cost ?? 'cpu',
      why: one.why,
      ...example(one, style.as),
    }),
  );
}

const bcrypt: PackageStyle = { module: 'bcrypt', category: 'crypto', as: 'bcrypt' };
const bcryptjs: PackageStyle = { module: 'bcryptjs', category: 'crypto', as: 'bcrypt' };
const nodeRsBcrypt: PackageStyle = { module: '@node-rs/bcrypt', category: 'crypto' };
const nodeRsArgon: PackageStyle = { module: '@node-rs/argon2', category: 'crypto' };
const jwt: PackageStyle = { module: 'jsonwebtoken', category: 'crypto', as: 'jwt' };

/** Hashing of passwords, and signatures of tokens. */
export const passwordPackages: readonly ModuleCatalog[] = [
  packageCatalog('bcrypt', twins(bcrypt, [salt, hash, compare])),
  // Its asynchronous form computes on the same thread, in pieces of a hundred milliseconds.
  packageCatalog(
    'bcryptjs',
    [salt, hash, compare].map((one) =>
      advised(bcryptjs, {
        member: one.member,
        cost: one.cost ?? 'cpu',
        why: one.why,
        ...example(one, 'bcrypt'),
        instead: `await \`${one.member.replace('Sync', '')}\` of bcrypt or @node-rs/bcrypt, which hash in other threads; that of bcryptjs stays on this one`,
        good: {
          imports: ["import bcrypt from 'bcrypt'"],
          body: example({ ...one, member: one.member.replace('Sync', '') }, 'await bcrypt').body,
        },
      }),
    ),
    { promises: ['genSalt', 'hash', 'compare'] },
  ),
  packageCatalog(
    '@node-rs/bcrypt',
    twins(nodeRsBcrypt, [
      { ...salt, args: '' },
      { ...hash, args: 'password' },
      compare,
      { ...compare, member: 'verifySync' },
    ]),
  ),
  packageCatalog(
    '@node-rs/argon2',
    twins(nodeRsArgon, [
      { ...hash, args: 'password' },
      { ...hash, member: 'hashRawSync', args: 'password' },
      { ...compare, member: 'verifySync', args: 'known, password' },
    ]),
  ),
  // Its form with a callback computes on the same thread.
  packageCatalog(
    'jsonwebtoken',
    [
      { member: 'sign', why: 'signs the token', args: '{ id }, secret' },
      { member: 'verify', why: 'checks the signature of the token', args: 'id, secret' },
    ].map(({ member, why, args }) =>
      offloaded(jwt, {
        member,
        cost: 'brief',
        why: `${why} before anything else can run`,
        when: { withoutCallback: true },
        instead: 'await the same of jose, which computes in other threads; a callback does not help here',
        signature: 'handle(id: string, secret: string)',
        body: [`const token = jwt.${member}(${args});`, 'return { id, token };'],
        data: 'id, secret',
        result: 'unknown',
      }),
    ),
    {
      callbacks: [
        { member: 'verify', argument: 1, timing: 'sync' },
        { member: '*', argument: 'last', timing: 'event' },
      ],
    },
  ),
];
