import { program } from '../example.ts';
import type { BlockingApi } from '../schema.ts';
import { promisifyTwin } from './twins.ts';
import { workerExample } from './worker-example.ts';

/** One-shot functions that take a callback in their last place, and block without one. */
const withOptionalCallback: readonly BlockingApi[] = [
  promisifyTwin({
    module: 'node:crypto',
    member: 'sign',
    category: 'crypto',
    cost: 'cpu',
    why: 'computes the signature before anything else can run, because it has no callback',
    when: { maxArguments: 3, withoutCallback: true },
    signature: 'signDocument(document: Buffer, key: string)',
    body: ["const signature = sign('sha256', document, key);", "return signature.toString('base64');"],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'verify',
    category: 'crypto',
    cost: 'brief',
    why: 'checks the signature before anything else can run, because it has no callback',
    when: { maxArguments: 4, withoutCallback: true },
    signature: 'isGenuine(document: Buffer, key: string, signature: Buffer)',
    body: ["const genuine = verify('sha256', document, key, signature);", 'return genuine;'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'diffieHellman',
    category: 'crypto',
    cost: 'cpu',
    why: 'computes the secret before anything else can run, because it has no callback',
    when: { maxArguments: 1, withoutCallback: true },
    signature: 'agree(privateKey: KeyObject, publicKey: KeyObject)',
    body: ['const secret = diffieHellman({ privateKey, publicKey });', "return secret.toString('hex');"],
    types: ['KeyObject'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'encapsulate',
    category: 'crypto',
    cost: 'brief',
    why: 'computes the shared key before anything else can run, because it has no callback',
    when: { maxArguments: 1, withoutCallback: true },
    signature: 'shareKey(publicKey: KeyObject)',
    body: ['const { sharedKey } = encapsulate(publicKey);', "return sharedKey.toString('hex');"],
    types: ['KeyObject'],
  }),
  promisifyTwin({
    module: 'node:crypto',
    member: 'decapsulate',
    category: 'crypto',
    cost: 'brief',
    why: 'computes the shared key before anything else can run, because it has no callback',
    when: { maxArguments: 2, withoutCallback: true },
    signature: 'receiveKey(privateKey: KeyObject, ciphertext: Buffer)',
    body: ['const sharedKey = decapsulate(privateKey, ciphertext);', "return sharedKey.toString('hex');"],
    types: ['KeyObject'],
  }),
];

/** Signing through an object: the same work as the one-shot functions, but with no form that takes a callback. */
const signatures: readonly BlockingApi[] = [
  {
    member: 'Sign#sign',
    category: 'crypto',
    cost: 'cpu',
    why: 'computes the signature before anything else can run',
    replacement: { kind: 'advice', instead: 'use the one-shot `crypto.sign`, promisified' },
    example: {
      bad: program({
        imports: ["import { createSign } from 'node:crypto'"],
        signature: 'signDocument(document: Buffer, key: string)',
        body: ["return createSign('sha256').update(document).sign(key);"],
      }),
      good: program({
        imports: ["import { sign } from 'node:crypto'", "import { promisify } from 'node:util'"],
        hoisted: ['const signAsync = promisify(sign);'],
        signature: 'signDocument(document: Buffer, key: string)',
        body: ["return await signAsync('sha256', document, key);"],
      }),
    },
  },
  {
    member: 'Verify#verify',
    category: 'crypto',
    cost: 'brief',
    why: 'checks the signature before anything else can run',
    replacement: { kind: 'advice', instead: 'use the one-shot `crypto.verify`, promisified' },
    example: {
      bad: program({
        imports: ["import { createVerify } from 'node:crypto'"],
        signature: 'isGenuine(document: Buffer, key: string, signature: Buffer)',
        body: ["return createVerify('sha256').update(document).verify(key, signature);"],
      }),
      good: program({
        imports: ["import { verify } from 'node:crypto'", "import { promisify } from 'node:util'"],
        hoisted: ['const verifyAsync = promisify(verify);'],
        signature: 'isGenuine(document: Buffer, key: string, signature: Buffer)',
        body: ["return await verifyAsync('sha256', document, key, signature);"],
      }),
    },
  },
];

/** Asymmetric encryption: Node has no form that leaves the thread. */
const encryption = [
  { member: 'privateDecrypt', cost: 'cpu', key: 'private' },
  { member: 'privateEncrypt', cost: 'cpu', key: 'private' },
  { member: 'publicEncrypt', cost: 'brief', key: 'public' },
  { member: 'publicDecrypt', cost: 'brief', key: 'public' },
].map(({ member, cost, key }) => ({
  member,
  category: 'crypto',
  cost: cost === 'cpu' ? 'cpu' : 'brief',
  why: `computes with the ${key} key before anything else can run`,
  replacement: {
    kind: 'advice',
    instead:
      'have a worker thread compute it where there are many such calls; Node has no form with a callback',
  },
  example: workerExample(
    {
      imports: [`import { ${member} } from 'node:crypto'`],
      signature: 'convert(key: string, data: Buffer)',
      body: [`return ${member}(key, data);`],
    },
    { signature: 'convert(key: string, data: Buffer)', data: 'key, data', result: 'Buffer' },
  ),
})) satisfies readonly BlockingApi[];

/** Diffie-Hellman through an object. */
const diffieHellman: readonly BlockingApi[] = [
  {
    member: 'createDiffieHellman',
    category: 'crypto',
    cost: 'cpu',
    why: 'with a length searches for a safe prime, which takes up to minutes, before anything else can run',
    // With a prime in a buffer or a string it only takes that.
    when: { argumentMatches: { index: 0, pattern: '^\\d+$' } },
    replacement: { kind: 'advice', instead: 'take a standard group by `getDiffieHellman`' },
    example: {
      bad: program({
        imports: ["import { createDiffieHellman } from 'node:crypto'"],
        signature: 'startAgreement()',
        body: ['return createDiffieHellman(2048);'],
      }),
      good: program({
        imports: ["import { getDiffieHellman } from 'node:crypto'"],
        signature: 'startAgreement()',
        body: ["return getDiffieHellman('modp14');"],
      }),
    },
  },
  ...[
    { member: 'generateKeys', why: 'computes the keys', call: 'group.generateKeys()' },
    { member: 'computeSecret', why: 'computes the secret', call: 'group.computeSecret(theirs)' },
  ].map(({ member, why, call }): BlockingApi => ({
    member: `DiffieHellman#${member}`,
    category: 'crypto',
    cost: 'cpu',
    why: `${why} before anything else can run`,
    replacement: { kind: 'advice', instead: 'use the one-shot `crypto.diffieHellman`, promisified' },
    example: {
      bad: program({
        imports: ["import type { DiffieHellman } from 'node:crypto'"],
        signature: 'agree(group: DiffieHellman, theirs: Buffer)',
        body: [`return { answer: ${call}, theirs };`],
      }),
      good: program({
        imports: [
          "import { diffieHellman, type KeyObject } from 'node:crypto'",
          "import { promisify } from 'node:util'",
        ],
        hoisted: ['const diffieHellmanAsync = promisify(diffieHellman);'],
        signature: 'agree(privateKey: KeyObject, publicKey: KeyObject)',
        body: ['return await diffieHellmanAsync({ privateKey, publicKey });'],
      }),
    },
  })),
];

export const cryptoOperations: readonly BlockingApi[] = [
  ...withOptionalCallback,
  ...signatures,
  ...encryption,
  ...diffieHellman,
];
