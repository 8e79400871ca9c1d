import path from 'node:path';
import type { Catalog } from '../../catalog/lookup.ts';
import type { BlockingApi } from '../../catalog/schema.ts';
import type { InstalledPackages } from '../../engine/program.ts';
import type { Directories } from '../resolve/directories.ts';
import { installedPackage, splitSpecifier, type InstalledPackage } from '../resolve/installed.ts';

/**
 * What is known of the packages around the files of a project. The engine asks at once, the disk answers later: a
 * question that nobody has looked into is kept until `answer`. An answer holds until the project is opened anew.
 */
export class PackageKnowledge implements InstalledPackages {
  readonly #catalog: Catalog;
  readonly #disk: Directories;
  /** Packages by the folder that asks and their name. */
  readonly #packages = new Map<string, InstalledPackage | undefined>();
  readonly #open = new Map<string, Question>();

  constructor(catalog: Catalog, disk: Directories) {
    this.#catalog = catalog;
    this.#disk = disk;
  }

  version(from: string, module: string): string | undefined {
    const question = questionOf(from, module);
    if (!this.#packages.has(question.key)) this.#open.set(question.key, question);
    return this.#packages.get(question.key)?.version;
  }

  declared(): readonly BlockingApi[] {
    return [];
  }

  /** Looks up beforehand what will be asked about the modules that a file imports. */
  async prepare(from: string, modules: readonly string[]): Promise<void> {
    for (const module of modules)
      if (this.#catalog.isVersioned(module)) await this.#find(questionOf(from, module));
  }

  /** Looks into all that was asked. Says whether anything was found that was not known before. */
  async answer(): Promise<boolean> {
    const questions = [...this.#open.values()];
    this.#open.clear();
    let isNew = false;
    for (const question of questions) if ((await this.#find(question)) !== undefined) isNew = true;
    return isNew;
  }

  async #find({ key, folder, name }: Question): Promise<InstalledPackage | undefined> {
    if (!this.#packages.has(key)) this.#packages.set(key, await installedPackage(this.#disk, folder, name));
    return this.#packages.get(key);
  }
}

interface Question {
  readonly key: string;
  readonly folder: string;
  readonly name: string;
}

function questionOf(from: string, module: string): Question {
  const folder = path.dirname(from);
  const [name] = splitSpecifier(module);
  return { key: `${folder}\n${name}`, folder, name };
}
