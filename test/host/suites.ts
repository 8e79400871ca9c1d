import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One session of VS Code: the workspace it opens and the test files that run in it. */
export interface Suite {
  readonly name: string;
  /** The folder that is copied for the session, because tests change files. */
  readonly template: string;
  /** What is opened, relative to the copy: a folder or a `.code-workspace` file. */
  readonly open: string;
  /** The test files, as full paths. */
  readonly tests: readonly string[];
  /** User settings of the session. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  /** The display language of the session, where it is not English. */
  readonly language: string | undefined;
}

/**
 * Reads the suites that a JSON file lists; paths in it are relative to its folder. Each entry:
 * `{ "name", "template", "open"?: ".", "tests": ["a.test.ts"], "settings"?: {}, "timeoutSeconds"?: 180,
 * "language"?: "de" }`.
 * A test file beside it that no suite names is an error, so that none is forgotten.
 */
export async function readSuites(file: string): Promise<Suite[]> {
  const folder = path.dirname(path.resolve(file));
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!Array.isArray(parsed) || parsed.length === 0) throw new Error(`${file} lists no suite`);
  const suites = parsed.map((entry: unknown, index) => {
    try {
      return toSuite(entry, folder);
    } catch (error) {
      throw new Error(
        `${file}: suite ${index + 1}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  });
  const named = new Set(suites.flatMap((suite) => suite.tests));
  const forgotten = (await readdir(folder))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => !named.has(path.join(folder, name)));
  if (forgotten.length > 0) throw new Error(`${file}: no suite runs ${forgotten.join(', ')}`);
  return suites;
}

function toSuite(entry: unknown, folder: string): Suite {
  if (!isRecord(entry)) throw new Error('is not an object');
  const { name, template, open = '.', tests, settings = {}, timeoutSeconds = 180, language } = entry;
  if (typeof name !== 'string' || !/^[\w-]+$/.test(name)) throw new Error('"name" must be one word');
  if (typeof template !== 'string') throw new Error('"template" must name a folder');
  if (typeof open !== 'string') throw new Error('"open" must be a path');
  if (!isStrings(tests) || tests.length === 0) throw new Error('"tests" must list files');
  if (!isRecord(settings)) throw new Error('"settings" must be an object');
  if (typeof timeoutSeconds !== 'number') throw new Error('"timeoutSeconds" must be a number');
  if (language !== undefined && (typeof language !== 'string' || !/^[a-z-]+$/.test(language)))
    throw new Error('"language" must be a tag such as "de"');
  const files = [path.resolve(folder, template), ...tests.map((test) => path.resolve(folder, test))];
  for (const needed of files) if (!existsSync(needed)) throw new Error(`${needed} does not exist`);
  return {
    name,
    template: path.resolve(folder, template),
    open,
    tests: files.slice(1),
    settings,
    timeoutMs: timeoutSeconds * 1000,
    language,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
