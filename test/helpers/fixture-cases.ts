import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { defaultSettings, type AnalysisSettings } from '../../src/engine/settings.ts';
import { separate, type Annotated } from './annotations.ts';

/** One file of a case. */
export interface FixtureFile extends Annotated {
  readonly path: string;
  /** The text after fix-all, where the case says so. */
  readonly fixed: string | undefined;
}

/** Files that are analysed together: one alone, or all of a folder whose name ends in `.project`. */
export interface FixtureCase {
  /** Path below the folder of fixtures. */
  readonly name: string;
  /** The folder of a project, whose files name each other as its configuration has it. */
  readonly folder: string | undefined;
  readonly files: readonly FixtureFile[];
  readonly settings: AnalysisSettings;
}

const source = /\.[cm]?[jt]sx?$/;
const projectFolder = /\.project$/;

/** All cases below a folder. */
export function fixtureCases(root: string): FixtureCase[] {
  const cases: FixtureCase[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory() && !projectFolder.test(entry.name)) visit(at);
      else if (entry.isDirectory()) cases.push(caseOf(root, at, sourcesBelow(at)));
      else if (isCase(entry.name)) cases.push(caseOf(root, at, [at]));
    }
  };
  visit(root);
  return cases.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where the text after fix-all stands. */
export function fixedPath(file: string): string {
  return file.replace(source, (extension) => `.fixed${extension}`);
}

function isCase(name: string): boolean {
  return source.test(name) && !/\.fixed\.\w+$/.test(name);
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isCase(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function caseOf(root: string, at: string, paths: readonly string[]): FixtureCase {
  const files = paths.map((file): FixtureFile => {
    const fixed = fixedPath(file);
    return {
      path: file,
      ...separate(readFileSync(file, 'utf8')),
      fixed: existsSync(fixed) ? readFileSync(fixed, 'utf8') : undefined,
    };
  });
  return {
    name: path.relative(root, at).replaceAll(path.sep, '/'),
    folder: projectFolder.test(at) ? at : undefined,
    files,
    settings: settingsOf(files[0]?.code ?? ''),
  };
}

/** `// @settings {"contexts":{"module":"warning"}}` at the head of the first file. */
function settingsOf(code: string): AnalysisSettings {
  const json = /^\/\/ @settings (.*)$/m.exec(code)?.[1];
  if (json === undefined) return defaultSettings;
  const given = JSON.parse(json) as Partial<AnalysisSettings>;
  return {
    ...defaultSettings,
    ...given,
    contexts: { ...defaultSettings.contexts, ...given.contexts },
  };
}
