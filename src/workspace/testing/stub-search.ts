import type { StubFact, StubFacts } from '../../facts/stubs.ts';
import { pauses } from '../concurrency.ts';
import { isWithin, toSlashes } from '../paths.ts';
import { mentionsOf } from '../project/search.ts';
import { loadedBy } from './loaded-files.ts';
import { moduleWord, replaces } from './replaces.ts';
import type { ReplacingTest, TestText, TestTexts } from './test-texts.ts';

const none: ReadonlySet<string> = new Set();

/** A place where a test puts something else in the place of what a file calls. */
export interface PlacedStub {
  readonly test: TestText;
  readonly stub: StubFact;
}

/**
 * Finds the stubs that a file meets in tests in the place of an API.
 *
 * @param api As the catalogue calls it: `node:fs.readFileSync`.
 * @param isSource Whether a file is the project's own code, unless it has tests.
 */
export async function findPlacedStubs(
  texts: TestTexts,
  file: string,
  api: string,
  isSource: (path: string) => boolean,
): Promise<readonly PlacedStub[]> {
  const replacing = texts.replacing.get(api) ?? findReplacing(texts.all, api);
  texts.replacing.set(api, replacing);
  const found: PlacedStub[] = [...packageMocks(texts, file, api)];
  const pause = pauses();
  const open = await replacing;
  const setups = open.length === 0 ? none : await texts.setups.of(file, isSource);
  for (const { test, facts, stubs } of open) {
    const isSetup = setups.has(test.path);
    if (test.path === file || (!isSetup && !facts.tests && isSource(test.path))) continue;
    await pause();
    const forAll = isSetup ? stubs.find(({ subject }) => subject === undefined) : undefined;
    const stub = forAll ?? (await firstMet(texts, test, facts, stubs, file));
    if (stub !== undefined) found.push({ test, stub });
  }
  return found;
}

/**
 * The stand-ins for a package that Jest takes without being told: `__mocks__/fs-extra.js` beside the `node_modules` of the
 * file's package or of one above. Those for modules of Node count only where a test says so.
 */
function packageMocks({ all }: TestTexts, file: string, api: string): readonly PlacedStub[] {
  if (api.startsWith('node:')) return [];
  const module = moduleWord(api);
  return all.flatMap((test) => {
    const [folder, name] = test.path.split(/[\\/]__mocks__[\\/]/);
    if (folder === undefined || name === undefined || !isWithin(folder, file)) return [];
    return toSlashes(name).replace(/(?:\/index)?\.[cm]?[jt]sx?$/i, '') === module
      ? [{ test, stub: { module, span: { start: 0, end: 0 } } }]
      : [];
  });
}

/**
 * The tests that replace an API, wherever. Texts are searched for the words of the libraries that put stubs, and parsed only
 * where they also mention the module in question.
 */
async function findReplacing(all: readonly TestText[], api: string): Promise<readonly ReplacingTest[]> {
  const mentions = mentionsOf(new Set([moduleWord(api)]));
  const found: ReplacingTest[] = [];
  const pause = pauses();
  for (const test of all) {
    if (!test.mayStub || !mentions(test.text)) continue;
    await pause();
    const facts = await test.facts();
    const stubs = facts?.stubs.filter((stub) => replaces(stub, api)) ?? [];
    if (facts !== undefined && stubs.length > 0) found.push({ test, facts, stubs });
  }
  return found;
}

/** The first of a test's stubs that a file meets. */
async function firstMet(
  { project, loaded }: TestTexts,
  { path }: TestText,
  facts: StubFacts,
  stubs: readonly StubFact[],
  file: string,
): Promise<StubFact | undefined> {
  for (const stub of stubs) {
    const subject = stub.subject && (await project.resolve(path, stub.subject));
    if (subject === file) return stub;
    if (subject !== undefined) continue;
    const files = loaded.get(path) ?? loadedBy(project, path, facts);
    loaded.set(path, files);
    if ((await files).has(file)) return stub;
  }
  return undefined;
}
