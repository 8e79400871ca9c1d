import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

/* What may block, where it can only be guessed which of several things runs. */

const closing = 'export interface Closing {\n  close(): void;\n}\n';

/** A class that implements `Closing`; one that blocks, or one that does not. */
function closer(name: string, blocks: boolean): string {
  const start = "import type { Closing } from './closing.ts';\n";
  return blocks
    ? `${start}import { closeSync } from 'node:fs';\nexport class ${name} implements Closing {\n  close(): void {\n    closeSync(3);\n  }\n}\n`
    : `${start}export class ${name} implements Closing {\n  close(): void {}\n}\n`;
}

function closers(count: number): Readonly<Record<string, string>> {
  const names = Array.from({ length: count }, (_, index) => `Closer${index}`);
  return Object.fromEntries(names.map((name, index) => [`${name}.ts`, closer(name, index === 0)]));
}

const use =
  "import type { Closing } from './closing.ts';\nexport async function end(closing: Closing): Promise<void> {\n  closing.close();\n}\n";

/** What is found in a file, the same whether all files are parsed or those that may matter. */
async function found(files: Readonly<Record<string, string>>, file: string): Promise<readonly string[]> {
  const folder = await temporaryFolder({ 'package.json': '{}', ...files });
  const [some, all] = await Promise.all(
    [false, true].map(async (everything) => {
      const report = await projectSession(folder.path, everything).report(folder.at(file), defaultSettings);
      return (report?.findings ?? []).map(({ certainty, path }) =>
        [certainty, ...path.map(({ name }) => name)].join(' '),
      );
    }),
  );
  assert.deepEqual(some, all);
  return some ?? [];
}

describe('guesses', () => {
  afterEach(removeTemporaryFolders);

  it('are made where few implement an interface', async () => {
    const files = { 'closing.ts': closing, 'use.ts': use, ...closers(3) };
    assert.deepEqual(await found(files, 'use.ts'), ['possible Closer0.close fs.closeSync']);
  });

  it('are not made where so many implement it that nobody could tell them apart', async () => {
    const files = { 'closing.ts': closing, 'use.ts': use, ...closers(61) };
    assert.deepEqual(await found(files, 'use.ts'), []);
  });

  const wrapper =
    "import type { Closing } from './closing.ts';\nexport interface Window {\n  shut(): void;\n}\nexport class Frame implements Window {\n  constructor(private readonly parts: Closing) {}\n  shut(): void {\n    this.parts.close();\n  }\n}\n";
  const other =
    "import type { Window } from './frame.ts';\nexport class Empty implements Window {\n  shut(): void {}\n}\n";
  const shut =
    "import { Frame, type Window } from './frame.ts';\nexport async function one(frame: Frame): Promise<void> {\n  frame.shut();\n}\nexport async function any(window: Window): Promise<void> {\n  window.shut();\n}\n";

  it('are not made on guesses', async () => {
    const files = { 'closing.ts': closing, 'frame.ts': wrapper, 'empty.ts': other, 'shut.ts': shut };
    assert.deepEqual(await found({ ...files, ...closers(2) }, 'shut.ts'), [
      'possible Frame.shut Closer0.close fs.closeSync',
    ]);
  });

  it('are made where what could be something else is nothing that is known', async () => {
    const files = {
      'read.js':
        "import { readFileSync } from 'node:fs';\nexport const load = (path, read = readFileSync) => read(path);\n",
      'run.js':
        "import { load } from './read.js';\nexport const run = (path, by = load) => by(path);\nexport async function start(path) {\n  run(path);\n}\n",
    };
    assert.deepEqual(await found(files, 'run.js'), ['possible run load fs.readFileSync']);
  });
});
