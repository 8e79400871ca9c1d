import { program } from '../example.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { cryptoOperations } from './crypto-operations.ts';
import { promisifyTwin } from './twins.ts';

/*
 * The rule for costs: `cpu` for work that is meant to be slow or grows with its parameters (key derivation, key and prime
 * generation, private-key operations, about a millisecond each and more); `brief` for what takes microseconds (random
 * bytes, symmetric keys, public-key operations). Hashes, HMACs and ciphers are not listed: for the sizes that are common they
 * are faster than the way to another thread.
 */

const derivations: readonly BlockingApi[] = [
  promisifyTwin({
    module: 'node:crypto',
    member: 'pbkdf2Sync',
    category: 'crypto',
    cost: 'cpu',
    why: 'derives the key, slowly by design, before anything else can run',
    signature: 'hashPassword(password: string, salt: Buffer)',
    body: ["const hash = pbkdf2Sync(password, salt, 600_000, 32, 'sha256');", "return hash.toString('hex');"],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'scryptSync',
    category: 'crypto',
    cost: 'cpu',
    why: 'derives the key, slowly by design, before anything else can run',
    // Of its overloads `promisify` sees the last one only, and gives `unknown`.
    promisifiedType:
      "(...args: Parameters<typeof import('node:crypto').scryptSync>) => Promise<Buffer<ArrayBuffer>>",
    signature: 'hashPassword(password: string, salt: Buffer)',
    body: ['const hash = scryptSync(password, salt, 64, { N: 8192 });', "return hash.toString('hex');"],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'argon2Sync',
    category: 'crypto',
    cost: 'cpu',
    why: 'derives the key, slowly by design, before anything else can run',
    signature: 'hashPassword(message: string, nonce: Buffer)',
    body: [
      'const cost = { parallelism: 4, tagLength: 64, memory: 65_536, passes: 3 };',
      "const hash = argon2Sync('argon2id', { message, nonce, ...cost });",
      "return hash.toString('hex');",
    ],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'hkdfSync',
    category: 'crypto',
    cost: 'brief',
    why: 'derives the key before anything else can run',
    signature: 'deriveKey(secret: Buffer, salt: Buffer)',
    body: ["const key = hkdfSync('sha256', secret, salt, 'session', 32);", 'return Buffer.from(key);'],
  }),
];

const generators: readonly BlockingApi[] = [
  promisifyTwin({
    module: 'node:crypto',
    member: 'generateKeyPairSync',
    category: 'crypto',
    cost: 'cpu',
    why: 'searches for the keys, which for RSA takes up to seconds, before anything else can run',
    signature: 'createKeys()',
    body: ["const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });", 'return publicKey;'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'generateKeySync',
    category: 'crypto',
    cost: 'brief',
    why: 'waits for the random bytes of the key',
    signature: 'createKey()',
    body: ["const key = generateKeySync('hmac', { length: 256 });", 'return key.export();'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'generatePrimeSync',
    category: 'crypto',
    cost: 'cpu',
    why: 'searches for the prime before anything else can run',
    when: { maxArguments: 1 },
    promisifiedType: '(size: number) => Promise<ArrayBuffer>',
    signature: 'createPrime()',
    body: ['const prime = generatePrimeSync(2048);', 'return Buffer.from(prime);'],
  }),
  {
    member: 'generatePrimeSync',
    category: 'crypto',
    cost: 'cpu',
    why: 'searches for the prime before anything else can run',
    // With options the type of the result depends on them, which no promisified type expresses.
    replacement: { kind: 'advice', instead: 'use `generatePrime` with a callback, in a promise' },
    example: {
      bad: program({
        imports: ["import { generatePrimeSync } from 'node:crypto'"],
        signature: 'createPrime()',
        body: ['const prime = generatePrimeSync(2048, { bigint: true });', 'return prime;'],
      }),
      good: program({
        imports: ["import { generatePrime } from 'node:crypto'"],
        signature: 'createPrime()',
        body: [
          'return await new Promise<bigint>((resolve, reject) => {',
          '  generatePrime(2048, { bigint: true }, (error, prime) => {',
          '    if (error) reject(error);',
          '    else resolve(prime);',
          '  });',
          '});',
        ],
      }),
    },
  },
  promisifyTwin({
    module: 'node:crypto',
    member: 'checkPrimeSync',
    category: 'crypto',
    cost: 'cpu',
    why: 'tests the number before anything else can run',
    promisifiedType: "(...args: Parameters<typeof import('node:crypto').checkPrimeSync>) => Promise<boolean>",
    signature: 'isPrime(candidate: bigint)',
    body: ['const prime = checkPrimeSync(candidate);', 'return prime;'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'randomFillSync',
    category: 'crypto',
    cost: 'brief',
    why: 'waits for the random bytes',
    promisifiedType:
      '<T extends NodeJS.ArrayBufferView>(buffer: T, offset?: number, size?: number) => Promise<T>',
    signature: 'createNonce()',
    body: ['const nonce = Buffer.alloc(12);', 'randomFillSync(nonce);', 'return nonce;'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'randomBytes',
    category: 'crypto',
    cost: 'brief',
    why: 'waits for the random bytes, because it has no callback',
    when: { maxArguments: 1, withoutCallback: true },
    signature: 'createToken()',
    body: ['const token = randomBytes(32);', "return token.toString('hex');"],
  }),
];

export const crypto: ModuleCatalog = {
  module: 'node:crypto',
  language: 'javascript',
  blocking: [...derivations, ...generators, ...cryptoOperations],
  callbacks: [{ member: '*', argument: 'last', timing: 'event' }],
  gives: {
    'createSign()': 'Sign#',
    'createVerify()': 'Verify#',
    'Sign#update()': 'Sign#',
    'Verify#update()': 'Verify#',
    'Sign#': 'node:stream|Writable#',
    'Verify#': 'node:stream|Writable#',
    'createHash()': 'Hash#',
    'createHmac()': 'Hmac#',
    'createCipheriv()': 'Cipheriv#',
    'createDecipheriv()': 'Decipheriv#',
    'Hash#': 'node:stream|Transform#',
    'Hmac#': 'node:stream|Transform#',
    'Cipheriv#': 'node:stream|Transform#',
    'Decipheriv#': 'node:stream|Transform#',
    'createDiffieHellman()': 'DiffieHellman#',
    'createDiffieHellmanGroup()': 'DiffieHellmanGroup#',
    'getDiffieHellman()': 'DiffieHellmanGroup#',
    'DiffieHellmanGroup#': 'DiffieHellman#',
  },
  promises: ['subtle.*', 'webcrypto.subtle.*'],
};
