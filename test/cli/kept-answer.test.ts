import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { run } from '../../src/cli/run.ts';
import { createServices } from '../../src/cli/services.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';

const helper =
  "import fs from 'node:fs';\nexport function load(path) {\n  return fs.readFileSync(path, 'utf8');\n}\n";
const handler =
  "import { load } from './helper.js';\nexport async function handle(name) {\n  return load(name);\n}\n";
const files = { 'package.json': '{ "type": "module" }', 'src/helper.js': helper, 'src/handler.js': handler };

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly notes: readonly string[];
  /** Whether the project had to be analysed. */
  readonly worked: boolean;
}

/** Runs the command line in this process; answers are kept in `store`, unless it is undefined. */
async function runCli(
  args: readonly string[],
  cwd: string,
  store?: string,
  version = 'one',
): Promise<Outcome> {
  const services = createServices();
  let out = '';
  let worked = false;
  const notes: string[] = [];
  const status = await run(args, {
    cwd,
    terminal: {
      print: (text) => Promise.resolve(void (out += text)),
      note: (line) => Promise.resolve(void notes.push(line)),
      status: undefined,
      colour: false,
    },
    services: {
      ...services,
      createSession(useCache, configs) {
        worked = true;
        return services.createSession(useCache, configs);
      },
      answers: store === undefined ? undefined : { folder: store, version },
    },
  });
  return { status, out: out.replace(/"durationMs": ?\d+/, ''), notes, worked };
}

describe('kept answers', () => {
  let project: TemporaryFolder;
  let store: string;

  beforeEach(async () => {
    project = await temporaryFolder(files);
    store = (await temporaryFolder()).at('answers');
  });
  afterEach(removeTemporaryFolders);

  const check = (...args: string[]): Promise<Outcome> => runCli(['check', ...args], project.path, store);
  const afresh = (...args: string[]): Promise<Outcome> => runCli(['check', ...args], project.path);

  /** Runs twice with a change in between; whether the project was analysed again. The answer must always be right. */
  async function isAskedAgainAfter(change: () => Promise<unknown>, ...args: string[]): Promise<boolean> {
    await check(...args);
    await change();
    const again = await check(...args);
    assert.deepEqual({ ...again, worked: true }, await afresh(...args));
    return again.worked;
  }

  for (const format of ['text', 'json', 'sarif', 'github'])
    it(`say the same as the analysis: ${format}`, async () => {
      const first = await check('--format', format);
      assert.ok(first.worked && first.out.includes('readFileSync'));
      assert.deepEqual(await check('--format', format), { ...first, worked: false });
    });

  it('know of each path when it was changed last, where that was a while ago', async function () {
    this.timeout(30_000);
    await delay(2100);
    await check();
    const [kept = ''] = await readdir(store);
    const stamps = (await readFile(path.join(store, kept), 'utf8')).match(/"stamp":/g) ?? [];
    assert.ok(stamps.length >= 3);
    assert.equal((await check()).worked, false);
  });

  it('say again what was said on standard error', async () => {
    await project.write({ 'unblock.config.json': '{ "nonsense": 1 }', 'src/long.js': 'a;'.repeat(30_000) });
    const first = await check();
    assert.equal(first.notes.length, 2);
    assert.deepEqual(await check(), { ...first, worked: false });
  });

  it('hold for the baseline that is named', async () => {
    const first = await check();
    assert.equal((await check('--baseline', 'known.json', '--update-baseline')).status, 0);
    assert.deepEqual(await check('--baseline', 'known.json').then(({ status }) => status), 0);
    assert.deepEqual((await check()).out, first.out);
  });

  it('hold where a file was written anew as it was', async () => {
    assert.equal(await isAskedAgainAfter(() => writeFile(project.at('src/helper.js'), helper)), false);
  });

  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    'a text': () => writeFile(project.at('src/helper.js'), 'export function load() {}\n'),
    'a text of the same length and time': async () => {
      const file = project.at('src/helper.js');
      await writeFile(file, helper.replace('readFileSync', 'readFileSynk'));
      await utimes(file, 1, 1);
    },
    'a new file': () => project.write({ 'src/more.js': handler }),
    'a file that is gone': () => rm(project.at('src/handler.js')),
    'a file with another name': () => rename(project.at('src/handler.js'), project.at('src/other.js')),
    'a file in place of a package': () =>
      project.write({
        'node_modules/x/package.json': '{}',
        'src/handler.js': handler.replace('./helper.js', 'x'),
      }),
    'an ignore file': () => project.write({ '.gitignore': 'src/handler.js\n', '.git/': '' }),
    'a configuration': () =>
      project.write({ 'src/unblock.config.json': '{ "severity": { "file": "error" } }' }),
    'a module that hides another': () => project.write({ 'src/helper.js.ts': helper }),
    'a package file': () =>
      project.write({ 'package.json': '{ "type": "module", "imports": { "#x": "./src/helper.js" } }' }),
  };
  for (const [what, change] of Object.entries(changes))
    it(`do not hold after a change: ${what}`, async () => {
      assert.equal(await isAskedAgainAfter(change), true);
    });

  it('do not hold for another question', async () => {
    await check();
    for (const args of [['src'], ['--format', 'json'], []])
      assert.ok((await runCli(['check', ...args], project.path, store)).worked);
  });

  it('do not hold for another version', async () => {
    await check();
    assert.ok((await runCli(['check'], project.path, store, 'two')).worked);
  });

  it('are neither used nor kept with --no-cache', async () => {
    await check();
    assert.ok((await check('--no-cache')).worked);
    await rm(store, { recursive: true });
    await check('--no-cache');
    await assert.rejects(readdir(store));
  });

  it('are ignored where they are damaged', async () => {
    const first = await check();
    const [name = ''] = await readdir(store);
    const file = path.join(store, name);
    const text = await readFile(file, 'utf8');
    for (const damaged of ['', text.slice(0, -1), text.replace('readFileSync', 'readFileSink'), '\0\n{}']) {
      await writeFile(file, damaged);
      assert.deepEqual(await check(), first);
      assert.equal((await check()).worked, false);
    }
  });

  it('are not kept where a part of the analysis failed, or something changed meanwhile', async () => {
    const services = createServices();
    const context = {
      cwd: project.path,
      terminal: {
        print: () => Promise.resolve(),
        note: () => Promise.resolve(),
        status: undefined,
        colour: false,
      },
    };
    const fail = { ...services, answers: { folder: store, version: 'one' } };
    await run(['check'], {
      ...context,
      services: {
        ...fail,
        createSession: (useCache, configs) => ({
          ...services.createSession(useCache, configs),
          report: () => Promise.reject(new Error('out of order')),
        }),
      },
    });
    await assert.rejects(readdir(store));
    await run(['check'], {
      ...context,
      services: {
        ...fail,
        createSession(useCache, configs) {
          const session = services.createSession(useCache, configs);
          return {
            ...session,
            async report(file, settings) {
              const report = await session.report(file, settings);
              await appendFile(file, '// more\n');
              // Read once more with another text.
              session.fileChanged(file);
              await session.report(file, settings);
              return report;
            },
          };
        },
      },
    });
    await assert.rejects(readdir(store));
  });

  const texts = [helper, handler, '', 'export async function load() {}\n', "export * from './helper.js';\n"];
  const names = ['src/helper.js', 'src/handler.js', 'src/helper/index.js', 'src/new.js'];
  const edits = fc.array(
    fc.record({ name: fc.constantFrom(...names), text: fc.option(fc.constantFrom(...texts)) }),
    { maxLength: 3 },
  );

  it('are right after any edits', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 5 }), async (steps) => {
        for (const step of steps) {
          for (const { name, text } of step)
            if (text === null) await rm(project.at(name), { force: true });
            else await project.write({ [name]: text });
          assert.deepEqual({ ...(await check()), worked: true }, await afresh());
        }
      }),
      { numRuns: 20 },
    );
  });
});
