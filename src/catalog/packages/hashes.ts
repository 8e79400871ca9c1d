import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const derives = 'derives the key, slowly by design, before anything else can run';

interface Derivation {
  readonly member: string;
  readonly call: string;
  /** The function of node:crypto that does the same in another thread, and how it is called. */
  readonly native: 'pbkdf2' | 'scrypt';
  readonly when?: BlockingApi['when'];
  readonly imports?: readonly string[];
}

/** Key derivation in JavaScript, which node:crypto does natively and in other threads. */
function derivation(style: PackageStyle, { member, call, native, when, imports }: Derivation): BlockingApi {
  const args = native === 'pbkdf2' ? "password, salt, 600_000, 32, 'sha256'" : 'password, salt, 32';
  return advised(style, {
    member,
    ...(when && { when }),
    ...(imports && { imports }),
    cost: 'cpu',
    why: derives,
    signature: 'derive(password: string, salt: string)',
    body: [`const key: unknown = ${call};`, 'return { password, salt, key };'],
    instead: `await \`promisify(${native})(…)\` of node:crypto, which computes in other threads`,
    good: {
      imports: [`import { ${native} } from 'node:crypto'`, "import { promisify } from 'node:util'"],
      hoisted: [`const ${native}Async = promisify(${native});`],
      body: [`const key: unknown = await ${native}Async(${args});`, 'return { password, salt, key };'],
    },
  });
}

const cryptoJs: PackageStyle = { module: 'crypto-js', category: 'crypto', as: 'CryptoJS' };
const pbkdf2Style: PackageStyle = { module: 'pbkdf2', category: 'crypto' };
const scryptJs: PackageStyle = { module: 'scrypt-js', category: 'crypto' };
const forge: PackageStyle = { module: 'node-forge', category: 'crypto', as: 'forge' };
const md5File: PackageStyle = { module: 'md5-file', category: 'file', as: 'md5File' };

const bytes = 'Buffer.from(password), Buffer.from(salt)';

/** Its forms that give a promise rest now and then, and compute on the same thread for as long. */
const noble: readonly ModuleCatalog[] = [
  ['scrypt', 'scrypt', `scrypt(${bytes}, { N: 16384, r: 8, p: 1 })`] as const,
  ['pbkdf2', 'pbkdf2', `pbkdf2(sha256, ${bytes}, { c: 600_000 })`] as const,
  ['argon2', 'argon2id', `argon2id(${bytes}, { t: 2, m: 65536, p: 1 })`] as const,
].map(([file, member, call]) =>
  packageCatalog(
    `@noble/hashes/${file}.js`,
    [
      derivation(
        { module: `@noble/hashes/${file}.js`, category: 'crypto' },
        {
          member,
          call,
          native: file === 'pbkdf2' ? 'pbkdf2' : 'scrypt',
          ...(file === 'pbkdf2' && { imports: ["import { sha256 } from '@noble/hashes/sha2.js'"] }),
        },
      ),
    ],
    { promises: [`${member}Async`] },
  ),
);

/** Hashing and key derivation. */
export const hashPackages: readonly ModuleCatalog[] = [
  ...noble,
  packageCatalog('md5-file', [
    twin(md5File, {
      member: 'sync',
      twin: '',
      cost: 'io',
      why: 'reads and hashes the whole file before anything else can run',
      signature: 'sumOf(path: string)',
      body: ['const sum = md5File.sync(path);', 'return sum;'],
    }),
  ]),
  packageCatalog(
    'crypto-js',
    ['PBKDF2', 'EvpKDF'].map((member) =>
      derivation(cryptoJs, { member, call: `CryptoJS.${member}(password, salt)`, native: 'pbkdf2' }),
    ),
  ),
  packageCatalog(
    'scrypt-js',
    [
      derivation(scryptJs, {
        member: 'syncScrypt',
        call: 'syncScrypt(Buffer.from(password), Buffer.from(salt), 16384, 8, 1, 32)',
        native: 'scrypt',
      }),
    ],
    { promises: ['scrypt'] },
  ),
  packageCatalog(
    'pbkdf2',
    [
      derivation(pbkdf2Style, {
        member: 'pbkdf2Sync',
        call: "pbkdf2Sync(password, salt, 600_000, 32, 'sha256')",
        native: 'pbkdf2',
      }),
    ],
    { callbacks: [{ member: 'pbkdf2', argument: 'last', timing: 'event' }] },
  ),
  packageCatalog(
    'node-forge',
    [
      derivation(forge, {
        member: 'pkcs5.pbkdf2',
        when: { withoutCallback: true },
        call: 'forge.pkcs5.pbkdf2(password, salt, 600_000, 32)',
        native: 'pbkdf2',
      }),
      advised(forge, {
        member: 'random.getBytesSync',
        cost: 'brief',
        why: 'makes random numbers before anything else can run',
        signature: 'token()',
        body: ['return forge.random.getBytesSync(32);'],
        instead: 'await `promisify(randomBytes)(…)` of node:crypto',
        good: {
          imports: ["import { randomBytes } from 'node:crypto'", "import { promisify } from 'node:util'"],
          hoisted: ['const randomBytesAsync = promisify(randomBytes);'],
          body: ["return (await randomBytesAsync(32)).toString('hex');"],
        },
      }),
      advised(forge, {
        member: 'pki.rsa.generateKeyPair',
        when: { withoutCallback: true },
        cost: 'cpu',
        why: 'searches for the keys, which takes up to seconds, before anything else can run',
        signature: 'keys()',
        body: ['return forge.pki.rsa.generateKeyPair(2048);'],
        instead: 'await `promisify(generateKeyPair)(…)` of node:crypto, which searches in another thread',
        good: {
          imports: ["import { generateKeyPair } from 'node:crypto'", "import { promisify } from 'node:util'"],
          hoisted: ['const generateKeyPairAsync = promisify(generateKeyPair);'],
          body: ["return await generateKeyPairAsync('rsa', { modulusLength: 2048 });"],
        },
      }),
    ],
    {
      callbacks: [
        { member: 'pki.rsa.generateKeyPair', argument: 'last', timing: 'event' },
        { member: 'pkcs5.pbkdf2', argument: 'last', timing: 'event' },
      ],
    },
  ),
];
