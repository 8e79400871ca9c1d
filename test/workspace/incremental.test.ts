import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { defaultSettings } from '../../src/engine/settings.ts';
import { createFactsThread } from '../../src/parsing/facts-thread.ts';
import type { FactsReader } from '../../src/workspace/facts-reader.ts';
import type { Session } from '../../src/workspace/session.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/** What each file of a small service may hold, in the order in which it could be written. */
const versions: Readonly<Record<string, readonly string[]>> = {
  'store.ts': [
    "import { readFileSync } from 'node:fs';\nexport class Store {\n  load(name: string) { return readFileSync(name, 'utf8'); }\n}\n",
    "import { readFile } from 'node:fs/promises';\nexport class Store {\n  async load(name: string) { return await readFile(name, 'utf8'); }\n}\n",
    "import fs from 'node:fs';\nimport { helper } from './helper';\nexport class Store {\n  constructor() { helper(); }\n  load(name: string) { return fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : ''; }\n}\n",
    'export class Store {\n',
    "import { loadSync } from 'unheard-of';\nexport class Store {\n  load(name: string) { return loadSync(name); }\n}\n",
  ],
  'helper.ts': [
    "export { run as helper } from './process';\n",
    "export * from './process';\nexport function helper() {}\n",
    "import { run } from './process';\nexport const helper = () => run();\n",
  ],
  'process.ts': [
    "import { execFileSync } from 'node:child_process';\nexport function run() { execFileSync('ls'); }\n",
    'export async function run() {}\n',
    "import { helper } from './helper';\nexport function run(): void { helper(); }\n",
  ],
  'handler.ts': [
    "import { Store } from './store';\nimport { helper } from './helper';\nexport async function handle(store: Store) {\n  helper();\n  return store.load('a');\n}\n",
    "import * as tools from './helper';\nimport { Store } from './store';\nexport const handle = async () => {\n  tools.helper();\n  return new Store().load('b');\n};\n",
    "// unblock-ignore-file -- all of it\nimport { Store } from './store';\nexport async function handle() { return ['a'].map((name) => new Store().load(name)); }\n",
  ],
};

const names = Object.keys(versions);

const edit = fc.record({
  file: fc.constantFrom(...names),
  version: fc.nat(4),
  how: fc.constantFrom('type', 'type', 'save', 'remove', 'close', 'look'),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

describe('incremental analysis', () => {
  afterEach(removeTemporaryFolders);

  async function agrees(edits: readonly Edit[], reader?: FactsReader): Promise<void> {
    const folder = await temporaryFolder(first());
    const open = new Map<string, string>();
    const session = projectSession(folder.path, false, reader);
    for (const step of edits) await apply(step, session, folder, open);
    for (const everything of [false, true]) {
      const fresh = projectSession(folder.path, everything);
      for (const [path, text] of open) fresh.setText(path, text);
      assert.deepEqual(await findings(session, folder), await findings(fresh, folder));
    }
  }

  const sequence = fc.array(edit, { minLength: 1, maxLength: 8 });

  it('gives the same findings after any sequence of edits as starting afresh', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(sequence, (edits) => agrees(edits)),
      { numRuns: 100 },
    );
  });

  it('does so where another thread parses', async function () {
    this.timeout(120_000);
    const thread = createFactsThread({ memoryMb: 500, timeMs: 60_000, idleMs: 60_000 });
    try {
      await fc.assert(
        fc.asyncProperty(sequence, (edits) => agrees(edits, thread)),
        { numRuns: 20 },
      );
    } finally {
      await thread.stop();
    }
  });
});

function first(): Record<string, string> {
  return {
    ...Object.fromEntries(names.map((name) => [name, versions[name]?.[0] ?? ''])),
    'node_modules/unheard-of/package.json': '{"types":"index.d.ts"}',
    'node_modules/unheard-of/index.d.ts':
      'export function load(name: string): Promise<string>;\nexport function loadSync(name: string): string;\n',
  };
}

async function apply(
  { file, version, how }: Edit,
  session: Session,
  folder: TemporaryFolder,
  open: Map<string, string>,
): Promise<void> {
  const path = folder.at(file);
  const texts = versions[file] ?? [];
  const text = texts[version % texts.length] ?? '';
  switch (how) {
    case 'type':
      open.set(path, text);
      session.setText(path, text);
      return;
    case 'save':
      await writeFile(path, text);
      session.fileChanged(path);
      return;
    case 'remove':
      await rm(path, { force: true });
      open.delete(path);
      session.release(path);
      session.fileChanged(path);
      return;
    case 'close':
      open.delete(path);
      session.release(path);
      return;
    case 'look':
      await session.report(path, defaultSettings);
      return;
  }
}

async function findings(session: Session, folder: TemporaryFolder): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) {
    const report = await session.report(folder.at(name), defaultSettings);
    for (const finding of report?.findings ?? [])
      found.push(`${name}:${finding.span.start} ${finding.severity} ${finding.message}`);
    for (const problem of report?.directives ?? [])
      found.push(`${name}:${problem.span.start} ${problem.kind}`);
  }
  return found;
}
