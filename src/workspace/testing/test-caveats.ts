import { descriptorFunctions } from '../../catalog/node/fs-descriptors.ts';
import type { Finding } from '../../engine/finding.ts';
import type { CaveatsOf } from '../../fixes/fix.ts';
import { t } from '../../l10n/translate.ts';
import type { Language } from '../../languages/language.ts';
import { placeText } from './place-text.ts';
import type { SearchedProject } from './searched-project.ts';
import { findPlacedStubs } from './stub-search.ts';
import { createTestTexts, type TestTexts } from './test-texts.ts';
import { findUnawaited } from './unawaited-search.ts';

/** A project whose tests are to be heeded. */
export interface TestedProject {
  readonly project: SearchedProject;
  /** The folders that paths are shown relative to. */
  readonly folders: readonly string[];
  /** Whether a file is the project's own code, unless it has tests. */
  readonly isSource: (path: string) => boolean;
}

/** What conversions change for the tests of a project. */
export interface TestCaveats {
  /** A test that puts something in the place of a function no longer meets the code that has come to call another one. */
  stubs(project: TestedProject, file: string, findings: readonly Finding[]): Promise<CaveatsOf>;
  /** That, and tests that look at what an async function has done without waiting for it. */
  all(project: TestedProject, file: string, findings: readonly Finding[]): Promise<CaveatsOf>;
}

/** Prepares the search in tests; nothing is read before it is asked for. */
export function createTestCaveats(languageOf: (path: string) => Language | undefined): TestCaveats {
  const textsOf = createTestTexts(languageOf);
  return {
    async stubs(tested, file, findings) {
      const texts = await textsOf(tested.project, tested.folders);
      const apis = new Set(findings.flatMap(({ api }) => convertedWith(api)));
      const caveats = await each(apis, (api) => aboutStubs(texts, tested, file, api));
      return ({ api }) => convertedWith(api).flatMap((one) => caveats.get(one) ?? []);
    },
    async all(tested, file, findings) {
      const ofStubs = await this.stubs(tested, file, findings);
      const texts = await textsOf(tested.project, tested.folders);
      const names = new Set(findings.map(nameOf).filter((name) => name !== undefined));
      const caveats = await each(names, (name) => aboutCalls(texts, tested, file, name));
      return (finding) => [...ofStubs(finding), ...(caveats.get(nameOf(finding) ?? '') ?? [])];
    },
  };
}

/** Calls on a file descriptor are converted with those that open, use and close it. */
const descriptorApis: ReadonlySet<string> = new Set(
  [...descriptorFunctions.map(({ member }) => member), 'readFileSync', 'writeFileSync', 'appendFileSync'].map(
    (member) => `node:fs.${member}`,
  ),
);

/** What the conversion of a call may convert with it: itself, and all that work on a descriptor. */
function convertedWith(api: string): readonly string[] {
  const isOnDescriptor = descriptorFunctions.some(({ member }) => api === `node:fs.${member}`);
  return isOnDescriptor ? [api, ...[...descriptorApis].filter((other) => other !== api)] : [api];
}

/** The last part of the name of the async function that a call stands in. */
function nameOf({ context }: Finding): string | undefined {
  const name = context.kind === 'async-function' ? context.name.split('.').at(-1) : undefined;
  return name === '' ? undefined : name;
}

async function each(
  keys: ReadonlySet<string>,
  caveatOf: (key: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const caveats = new Map<string, readonly string[]>();
  for (const key of keys) {
    const caveat = await caveatOf(key);
    if (caveat !== undefined) caveats.set(key, [caveat]);
  }
  return caveats;
}

/** "tests replace `fs.existsSync`: test/load.test.js:12 and 2 more files" */
async function aboutStubs(
  texts: TestTexts,
  { folders, isSource }: TestedProject,
  file: string,
  api: string,
): Promise<string | undefined> {
  const found = await findPlacedStubs(texts, file, api, isSource);
  const [first] = found;
  if (first === undefined) return undefined;
  const what = first.stub.members === undefined ? first.stub.module : api;
  const place = placeText(first.test, first.stub.span, found.length, folders);
  return t('tests replace `{0}`: {1}', what.replace(/^node:/, ''), place);
}

/** "tests call `load` without awaiting it: test/load.test.js:12" */
async function aboutCalls(
  texts: TestTexts,
  { folders }: TestedProject,
  file: string,
  name: string,
): Promise<string | undefined> {
  const found = await findUnawaited(texts, file, name);
  const [first] = found;
  if (first === undefined) return undefined;
  const place = placeText(first.test, first.call.span, found.length, folders);
  return t('tests call `{0}` without awaiting it: {1}', name, place);
}
