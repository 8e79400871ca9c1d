import path from 'node:path';
import { compileGlob, isGlob } from '../glob.ts';
import { isWithin } from '../paths.ts';
import type { Directories } from '../resolve/directories.ts';
import { asObject, asString, readJson } from '../resolve/json.ts';
import { namesInScript, setupNames, type Runner } from './setup-names.ts';
import type { SearchedProject } from './searched-project.ts';

/** The files that run before the tests of a file's package, whatever the tests load themselves. */
export interface SetupFiles {
  /**
   * @param file Any file.
   * @param isSource Whether a file is the project's own code: what a setup file loads of that is no setup.
   */
  of(file: string, isSource: (path: string) => boolean): Promise<ReadonlySet<string>>;
}

/** Configurations of runners, by their names without an extension. */
const configs: readonly (readonly [string, Runner])[] = [
  ['jest.config', 'jest'],
  ['vitest.config', 'jest'],
  ['vitest.workspace', 'jest'],
  ['vite.config', 'jest'],
  ['.mocharc', 'mocha'],
  ['spec/support/jasmine', 'jasmine'],
  ['ava.config', 'ava'],
];

const extensions = ['js', 'cjs', 'mjs', 'ts', 'cts', 'mts', 'json', 'jsonc', 'yml', 'yaml'];

const mostImports = 4;

/** Reads, when it is first asked for, what the configurations of runners name. */
export function createSetupFiles(
  project: SearchedProject,
  disk: Directories,
  folders: readonly string[],
): SetupFiles {
  const known = new Map<string, Promise<readonly string[]>>();
  const stems = new Map<string, string>();
  for (const file of project.paths) stems.set(stemOf(file), file);

  /** The files of the project that a name in a configuration stands for. */
  function filesOf(name: string, bases: readonly string[]): readonly string[] {
    const text = name.replace(/^<rootDir>\/?/, './');
    if (text.startsWith('!')) return [];
    return bases.flatMap((base) => {
      if (isGlob(text)) return project.paths.filter(compileGlob(text, base).matches);
      const stem = stemOf(path.resolve(base, text));
      const file = stems.get(stem) ?? stems.get(path.join(stem, 'index'));
      return file === undefined ? [] : [file];
    });
  }

  async function inConfig(config: string, runner: Runner, folder: string): Promise<readonly string[]> {
    const text = project.textOf(config) ?? (await disk.read(config)) ?? '';
    const below = /"?spec_dir"?\s*:\s*["']([^"']+)/.exec(text)?.[1];
    const bases = new Set([path.dirname(config), folder, path.join(folder, below ?? '')]);
    return setupNames(text, runner).flatMap((name) => filesOf(name, [...bases]));
  }

  async function inManifest(folder: string): Promise<readonly string[]> {
    const file = path.join(folder, 'package.json');
    const json = (await disk.hasFile(file)) ? await readJson(disk, file) : undefined;
    if (json === undefined) return [];
    const found: string[] = [];
    for (const runner of ['jest', 'mocha', 'jasmine', 'ava'] as const) {
      const own = asObject(json[runner]);
      if (own === undefined) continue;
      const names = setupNames(JSON.stringify(own, undefined, 1), runner);
      found.push(...names.flatMap((name) => filesOf(name, [folder])));
    }
    for (const script of Object.values(asObject(json['scripts']) ?? {})) {
      const named = namesInScript(asString(script) ?? '');
      found.push(...named.setups.flatMap((name) => filesOf(name, [folder])));
      for (const name of named.configs)
        found.push(...(await inConfig(path.resolve(folder, name), runnerOf(name, script), folder)));
    }
    return found;
  }

  /** What the configurations in a folder name. */
  async function namedIn(folder: string): Promise<readonly string[]> {
    const found = [...(await inManifest(folder)), ...filesOf('src/setupTests', [folder])];
    for (const [stem, runner] of configs)
      for (const extension of ['', ...extensions.map((one) => `.${one}`)]) {
        const config = path.join(folder, stem + extension);
        const isThere = project.textOf(config) !== undefined || (await disk.hasFile(config));
        if (isThere) found.push(...(await inConfig(config, runner, folder)));
      }
    return found;
  }

  return {
    async of(file, isSource) {
      const found = new Set<string>();
      const root = folders.find((folder) => isWithin(folder, file));
      if (root === undefined) return found;
      for (let at = path.dirname(file); isWithin(root, at); at = path.dirname(at)) {
        const named = known.get(at) ?? namedIn(at);
        known.set(at, named);
        for (const one of await named) found.add(one);
        if (path.dirname(at) === at) break;
      }
      let open: readonly string[] = [...found];
      for (let hop = 0; hop < mostImports && open.length > 0; hop += 1) {
        open = open
          .flatMap((one) => [...(project.importsOf(one)?.values() ?? [])])
          .filter((one) => !found.has(one) && !isSource(one));
        for (const one of open) found.add(one);
      }
      return found;
    },
  };
}

function runnerOf(config: string, script: unknown): Runner {
  const name = `${config} ${asString(script) ?? ''}`;
  if (/mocha/.test(name)) return 'mocha';
  if (/jasmine/.test(name)) return 'jasmine';
  return /\bava\b/.test(name) ? 'ava' : 'jest';
}

function stemOf(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/i, '');
}
