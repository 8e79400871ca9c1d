import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const waits = 'waits for somebody to type while nothing else can run';
const instead = 'await `question` of node:readline/promises';

interface Prompt {
  readonly member: string;
  /** The statements of the bad example. */
  readonly body: readonly string[];
  readonly imports?: readonly string[];
}

function prompt(style: PackageStyle, { member, body, imports }: Prompt): BlockingApi {
  return advised(style, {
    member,
    cost: 'unbounded',
    why: waits,
    signature: 'ask(query: string)',
    body,
    instead,
    good: {
      ...(imports && { imports }),
      body: [
        'const prompt = createInterface({ input: process.stdin, output: process.stdout });',
        'const answer = await prompt.question(query);',
        'prompt.close();',
        'return answer;',
      ],
    },
  });
}

const goodImports = ["import { createInterface } from 'node:readline/promises'"];

const promptSync: PackageStyle = { module: 'prompt-sync', category: 'input', as: 'promptSync' };
const readlineSync: PackageStyle = { module: 'readline-sync', category: 'input', as: 'readlineSync' };

/** Packages that ask and wait for the answer. */
export const promptPackages: readonly ModuleCatalog[] = [
  packageCatalog(
    'prompt-sync',
    [
      prompt(promptSync, {
        member: '()',
        imports: goodImports,
        body: ['const prompt = promptSync();', 'return prompt(query);'],
      }),
      prompt(promptSync, {
        member: '().hide',
        imports: goodImports,
        body: ['const prompt = promptSync();', 'return prompt.hide(query);'],
      }),
    ],
    { harmless: [''] },
  ),
  packageCatalog(
    'prompt-sync-plus',
    ['', '.hide'].map((form) =>
      prompt(
        { module: 'prompt-sync-plus', category: 'input', as: 'promptSync' },
        {
          member: `()${form}`,
          imports: goodImports,
          body: [
            'const prompt = promptSync(undefined);',
            `return prompt${form === '' ? '' : '.hide?.'}(query);`,
          ],
        },
      ),
    ),
    { harmless: [''] },
  ),
  packageCatalog(
    'readline-sync',
    [
      ...[
        'question',
        'keyIn',
        'questionEMail',
        'questionNewPassword',
        'questionInt',
        'questionFloat',
        'questionPath',
        'keyInYN',
        'keyInYNStrict',
        'keyInPause',
      ].map((member) =>
        prompt(readlineSync, {
          member,
          imports: goodImports,
          body: [`const answer: unknown = readlineSync.${member}(query);`, 'return answer;'],
        }),
      ),
      ...['prompt', 'promptCL', 'promptSimShell'].map((member) =>
        prompt(readlineSync, {
          member,
          imports: goodImports,
          body: [
            'readlineSync.setPrompt(query);',
            `const answer: unknown = readlineSync.${member}();`,
            'return answer;',
          ],
        }),
      ),
      prompt(readlineSync, {
        member: 'keyInSelect',
        imports: goodImports,
        body: ["const answer = readlineSync.keyInSelect(['yes', 'no'], query);", 'return answer;'],
      }),
      ...['promptLoop', 'promptCLLoop'].map((member) =>
        prompt(readlineSync, {
          member,
          imports: goodImports,
          body: [
            'readlineSync.setPrompt(query);',
            `readlineSync.${member}((answer: string) => answer === 'quit');`,
            "return 'quit';",
          ],
        }),
      ),
    ],
    {
      callbacks: ['promptLoop', 'promptCL', 'promptCLLoop'].map((member) => ({
        member,
        argument: 0,
        timing: 'sync',
      })),
    },
  ),
];
