import path from 'node:path';
import type { Catalog } from '../../catalog/lookup.ts';
import type { BlockingApi } from '../../catalog/schema.ts';
import { twinsByType } from '../../engine/declarations/twins.ts';
import type { InstalledPackages } from '../../engine/program.ts';
import type { Directories } from '../resolve/directories.ts';
import { installedPackage, splitSpecifier } from '../resolve/installed.ts';
import { DeclarationReader, type ReadDeclarations } from './declaration-reader.ts';

/**
 * What is known of the packages around the files of a project. The engine asks at once, the disk answers later: a
 * question that nobody has looked into is kept until `answer`. An answer holds until the project is opened anew.
 */
export class PackageKnowledge implements InstalledPackages {
  readonly #catalog: Catalog;
  readonly #disk: Directories;
  readonly #declarations: DeclarationReader;
  readonly #versions = new Map<string, string | undefined>();
  readonly #records = new Map<string, readonly BlockingApi[]>();
  /** What to look into. Each says whether it found something. */
  readonly #open = new Map<string, () => Promise<boolean>>();

  constructor(catalog: Catalog, disk: Directories, read: ReadDeclarations) {
    this.#catalog = catalog;
    this.#disk = disk;
    this.#declarations = new DeclarationReader(disk, read);
  }

  version(from: string, module: string): string | undefined {
    const folder = path.dirname(from);
    const key = keyOf(folder, packageOf(module));
    if (!this.#versions.has(key)) this.#open.set(key, () => this.#findVersion(folder, module));
    return this.#versions.get(key);
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

  /** Looks into all that was asked. Says whether anything was found that was not known before. */
  async answer(): Promise<boolean> {
    const questions = [...this.#open.values()];
    this.#open.clear();
    let isNew = false;
    for (const find of questions) if (await find()) isNew = true;
    return isNew;
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

function packageOf(module: string): string {
  return splitSpecifier(module)[0];
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
