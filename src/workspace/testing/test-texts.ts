import type { StubFact, StubFacts } from '../../facts/stubs.ts';
import type { Language } from '../../languages/language.ts';
import { pauses } from '../concurrency.ts';
import { createDirectories } from '../resolve/directories.ts';
import type { SearchedProject } from './searched-project.ts';
import { createSetupFiles, type SetupFiles } from './setup-files.ts';

/** A text of the project. What it says as a test is read when that may matter, once for each text. */
export interface TestText {
  readonly path: string;
  readonly text: string;
  /** It uses the words of a library that puts stubs in the place of functions. */
  readonly mayStub: boolean;
  facts(): Promise<StubFacts | undefined>;
}

/** A test with those of its stubs that stand in the place of some API. */
export interface ReplacingTest {
  readonly test: TestText;
  readonly facts: StubFacts;
  readonly stubs: readonly StubFact[];
}

/** The texts of a project as it is. */
export interface TestTexts {
  readonly project: SearchedProject;
  readonly revision: number;
  readonly all: readonly TestText[];
  /** What runs before the tests. */
  readonly setups: SetupFiles;
  /** The tests that replace an API, by its name. */
  readonly replacing: Map<string, Promise<readonly ReplacingTest[]>>;
  /** The files that tests load, by the test. */
  readonly loaded: Map<string, Promise<ReadonlySet<string>>>;
}

/** Keeps what was read of texts for as long as they stay as they are. */
export function createTestTexts(
  languageOf: (path: string) => Language | undefined,
): (project: SearchedProject, folders: readonly string[]) => Promise<TestTexts> {
  let known = new Map<string, TestText>();
  let newest: TestTexts | undefined;

  function read(path: string, text: string): TestText {
    const language = languageOf(path);
    let facts: Promise<StubFacts | undefined> | undefined;
    return {
      path,
      text,
      mayStub: language?.mayStub(text) === true,
      facts: () => (facts ??= Promise.resolve(language?.load()).then((one) => one?.stubs({ path, text }))),
    };
  }

  return async (project, folders) => {
    const { revision } = project;
    if (newest?.project === project && newest.revision === revision) return newest;
    const texts = new Map<string, TestText>();
    const pause = pauses();
    for (const path of project.paths) {
      await pause();
      const text = project.textOf(path) ?? '';
      const before = known.get(path);
      texts.set(path, before?.text === text ? before : read(path, text));
    }
    known = texts;
    newest = {
      ...{ project, revision, all: [...texts.values()] },
      setups: createSetupFiles(project, createDirectories(), folders),
      replacing: new Map(),
      loaded: new Map(),
    };
    return newest;
  };
}
