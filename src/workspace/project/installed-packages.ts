import path from 'node:path';
import type { Catalog } from '../../catalog/lookup.ts';
import type { BlockingApi } from '../../catalog/schema.ts';
import { twinsByType } from '../../engine/declarations/twins.ts';
import type { InstalledPackages } from '../../engine/installed.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { Directories } from '../resolve/directories.ts';
import { installedPackage, splitSpecifier } from '../resolve/installed.ts';
import { declarationFile } from '../resolve/declarations.ts';
import { namesWithAsync } from './async-names.ts';
import type { FactsSource } from '../facts-source.ts';
import { asString, readJson } from '../resolve/json.ts';
import { DeclarationReader } from './declaration-reader.ts';

/** Facts of what packages declare. */
export type PackageFacts = Pick<FactsSource, 'declarationsOf' | 'namesOf'>;

/**
 * What is known of the packages around the files of a project. The engine asks at once, the disk answers later: a
 * question that nobody has looked into is kept until `answer`. An answer holds until the project is opened anew.
 */
export class PackageKnowledge implements InstalledPackages {
  readonly #catalog: Catalog;
  readonly #disk: Directories;
  readonly #facts: PackageFacts;
  readonly #declarations: DeclarationReader;
  readonly #versions = new Map<string, string | undefined>();
  readonly #records = new Map<string, readonly BlockingApi[]>();
  /** Names that a module has with `Async` after them as well, by modules that no catalogue describes. */
  readonly #withAsync = new Map<string, ReadonlySet<string>>();
  readonly #anyWithAsync = new Set<string>();
  /** What to look into. Each says whether it found something. */
  readonly #open = new Map<string, () => Promise<boolean>>();

  constructor(catalog: Catalog, disk: Directories, facts: PackageFacts) {
    this.#catalog = catalog;
    this.#disk = disk;
    this.#facts = facts;
    this.#declarations = new DeclarationReader(disk, (source) => facts.declarationsOf(source));
  }

  version(from: string, module: string): string | undefined {
    const folder = path.dirname(from);
    const key = keyOf(folder, packageOf(module));
    if (!this.#versions.has(key)) this.#open.set(key, () => this.#findVersion(folder, module));
    return this.#versions.get(key);
  }

  mentionsAsync(name: string, module?: string): boolean {
    const names = module === undefined ? this.#anyWithAsync : this.#withAsync.get(module);
    return names?.has(name) ?? false;
  }

  /** All such names, by the modules that have any. */
  get withAsync(): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map([...this.#withAsync].filter(([, names]) => names.size > 0));
  }

  twins(from: string, module: string, member: string): readonly BlockingApi[] {
    const key = keyOf(path.dirname(from), module, member);
    const known = this.#records.get(key);
    if (known === undefined) this.#open.set(key, () => this.#findRecords(key, from, module, member));
    return known ?? [];
  }

  /** Looks up beforehand what will be asked about the modules that a file imports. */
  async prepare(from: string, modules: readonly string[]): Promise<void> {
    for (const module of modules)
      if (this.#catalog.isVersioned(module)) await this.#findVersion(path.dirname(from), module);
  }

  /** Searches the declarations of all modules that files import and no catalogue describes; each of them once. */
  async search(
    files: Iterable<{ readonly path: string; readonly modules: readonly string[] }>,
  ): Promise<void> {
    const known = this.#catalog.modules();
    const open: [module: string, folder: string][] = [];
    for (const { path: file, modules } of files)
      for (const module of modules) {
        if (this.#withAsync.has(module) || known.has(module) || known.has(packageOf(module))) continue;
        this.#withAsync.set(module, new Set());
        if (!/^(?:node|bun|https?):|^[./#]/.test(module)) open.push([module, path.dirname(file)]);
      }
    await mapConcurrently(open, 4, async ([module, folder]) => {
      const entry = await declarationFile(this.#disk, folder, module);
      if (entry === undefined) return;
      const names = await this.#namesIn(entry);
      this.#withAsync.set(module, new Set(names));
      for (const name of names) this.#anyWithAsync.add(name);
    });
  }

  /** Looks into all that was asked. Says whether anything was found that was not known before. */
  async answer(): Promise<boolean> {
    const questions = [...this.#open.values()];
    this.#open.clear();
    let isNew = false;
    for (const find of questions) if (await find()) isNew = true;
    return isNew;
  }

  /** Remembered for each version of a package; the files of one that is linked may change at any time. */
  async #namesIn(entry: string): Promise<readonly string[]> {
    const search = () => namesWithAsync(this.#disk, entry);
    const manifest = manifestOf(entry);
    const version = manifest && asString((await readJson(this.#disk, manifest))?.['version']);
    return version === undefined
      ? await search()
      : await this.#facts.namesOf({ path: entry, text: version }, search);
  }

  async #findVersion(folder: string, module: string): Promise<boolean> {
    const name = packageOf(module);
    const key = keyOf(folder, name);
    if (!this.#versions.has(key))
      this.#versions.set(key, (await installedPackage(this.#disk, folder, name))?.version);
    return this.#versions.get(key) !== undefined;
  }

  async #findRecords(key: string, from: string, module: string, member: string): Promise<boolean> {
    const records = await this.#declarations.ask(() => {
      const file = this.#declarations.resolve(from, module);
      return file === undefined ? [] : twinsByType(this.#declarations, { name: module, file }, member);
    });
    this.#records.set(key, records);
    return records.length > 0;
  }
}

/** The manifest of the installed package that a file belongs to. */
function manifestOf(file: string): string | undefined {
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file)?.[0];
  return folder === undefined ? undefined : path.join(folder, 'package.json');
}

function packageOf(module: string): string {
  return splitSpecifier(module)[0];
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
