import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { defaultSettings } from '../../src/engine/settings.ts';
import type { Session } from '../../src/workspace/session.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/*
 * What configurations and tags say must not depend on what was looked at before, nor on which files were parsed. No name
 * in these files is one that the catalogue knows, so that the search finds them by the entries and tags alone.
 */

const sources: Readonly<Record<string, readonly string[]>> = {
  'db/client.ts': [
    'export function ask(text: string) { return text; }\nexport class Client {\n  fetch() { return ask("a"); }\n}\n',
    '/** @blocking {database} waits */\nexport function ask(text: string) { return text; }\nexport class Client {\n  /** @nonblocking */\n  fetch() { return ask("a"); }\n}\n',
    'import { rows } from "my-db";\nexport const ask = (text: string) => rows(text);\nexport class Client {\n  /** @blocking */\n  fetch() { return 1; }\n}\n',
    'export function ask(\n',
  ],
  'db/index.ts': [
    'export * from "./client";\n',
    'export { ask as question, Client } from "./client";\nexport function ask() {}\n',
    'import { ask as inner, Client } from "./client";\nexport const ask = (text: string) => inner(text);\nexport { Client };\n',
  ],
  'pool.ts': [
    'export function run(task: () => void) { task(); }\n',
    '/** @offloads */\nexport function run(task: () => void) { task(); }\n',
  ],
  'main.ts': [
    'import { ask, Client } from "./db";\nimport { run } from "./pool";\nexport async function main(client: Client) {\n  ask("a");\n  client.fetch();\n  run(() => ask("b"));\n}\n',
    'import * as db from "./db";\nimport { query, Rows } from "my-db";\nexport const main = async (rows: Rows) => {\n  db.ask("a");\n  query("b");\n  rows.next();\n  new db.Client().fetch();\n};\n',
  ],
  'lib/pull.ts': [
    'export const pullAll = (name: string) => name;\nexport class Puller {\n  pull() {}\n}\n',
    'export async function pullAll(name: string) { return name; }\nexport { pullAll as Puller };\n',
  ],
  'deep/puller.ts': [
    'import { pullAll, Puller } from "@own/lib";\nconst helper = () => pullAll("a");\nexport async function puller() {\n  helper();\n  await pullAll("b");\n  new Puller().pull();\n}\n',
    'import { pullAll } from "../lib/pull";\nexport const puller = async () => pullAll("a");\n',
  ],
  'deep/job.ts': [
    'import { ask } from "../db/client";\nimport load from "my-files";\nexport async function job() {\n  ask("a");\n  load("b");\n  ["c"].map(load);\n}\n',
    'import { query } from "my-db";\nimport { main } from "../main";\nconst helper = () => query("a");\nexport async function job() {\n  helper();\n}\n',
  ],
};

const everything = {
  blockingCalls: [
    'my-db#*',
    'my-files#default',
    './db/client#ask',
    './db/client#Client.*',
    '@own/lib#pullAll',
    '@own/lib#Puller.pull',
  ],
};

const configs: Readonly<Record<string, readonly string[]>> = {
  'unblock.config.json': [
    '{}',
    JSON.stringify(everything),
    '{ "blockingCalls": ["my-db#q*y", "my-db#Rows.next", "./db/client#ask"], "ignoredCalls": ["my-files#*"] }',
    '{ "blockingCalls": ["./db#ask", "./db/client.ts#Client.fetch"], ',
    '{ "blockingCalls": ["my-db#*"], "ignoredCalls": ["./db/client#*", "my-db#query"] }',
  ],
  'deep/unblock.config.json': [
    JSON.stringify({ blockingCalls: ['my-files#default', '../db/client#ask', 7, '@own/lib#*'] }),
    '{ "ignoredCalls": ["my-db#*", "../db/client#ask"] }',
  ],
};

/** What stays as it is. */
const fixed = {
  'lib/package.json': '{ "name": "@own/lib", "exports": "./index.ts" }',
  'lib/index.ts': 'export * from "./pull";\n',
};

const texts = { ...sources, ...configs };
const names = Object.keys(texts);

const edit = fc.record({
  file: fc.constantFrom(...names, ...Object.keys(configs)),
  version: fc.nat(4),
  how: fc.constantFrom('type', 'save', 'save', 'remove', 'look'),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

describe('rules of a project', () => {
  afterEach(removeTemporaryFolders);

  it('find the same after any sequence of edits as afresh, and whatever is parsed', async function () {
    this.timeout(120_000);
    let reported = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { minLength: names.length, maxLength: names.length }),
        fc.array(edit, { maxLength: 8 }),
        async (first, edits) => {
          const start = names.map((name, index) => [name, textOf(name, first[index] ?? 0)] as const);
          const folder = await temporaryFolder({ ...Object.fromEntries(start), ...fixed });
          const open = new Map<string, string>();
          const session = projectSession(folder.path, false);
          await findings(session, folder);
          for (const step of edits) await apply(step, session, folder, open);
          const found = await findings(session, folder);
          reported += found.length;
          for (const everything of [false, true]) {
            const fresh = projectSession(folder.path, everything);
            for (const [path, text] of open) fresh.setText(path, text);
            assert.deepEqual(found, await findings(fresh, folder));
          }
        },
      ),
      { numRuns: 100 },
    );
    assert.ok(reported > 100, 'the entries and tags lead to findings');
  });
});

function textOf(name: string, version: number): string {
  const versions = texts[name as keyof typeof texts] ?? [];
  return versions[version % versions.length] ?? '';
}

async function apply(
  { file, version, how }: Edit,
  session: Session,
  folder: TemporaryFolder,
  open: Map<string, string>,
): Promise<void> {
  const path = folder.at(file);
  const text = textOf(file, version);
  // A configuration counts when it is saved.
  if (how === 'type' && file in sources) {
    open.set(path, text);
    session.setText(path, text);
  } else if (how === 'remove') {
    await rm(path, { force: true });
    open.delete(path);
    if (file in sources) session.release(path);
    session.fileChanged(path);
  } else if (how === 'look') await session.report(path, defaultSettings);
  else {
    await writeFile(path, text);
    session.fileChanged(path);
  }
}

async function findings(session: Session, folder: TemporaryFolder): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of Object.keys(sources)) {
    const report = await session.report(folder.at(name), defaultSettings);
    for (const finding of report?.findings ?? [])
      found.push(`${name}:${finding.span.start} ${finding.severity} ${finding.message}`);
  }
  return found;
}
