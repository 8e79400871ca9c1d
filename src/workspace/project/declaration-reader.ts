import path from 'node:path';
import type { DeclarationFiles } from '../../engine/declarations/declaration-files.ts';
import type { DeclarationFacts } from '../../facts/declaration-facts.ts';
import type { SourceText } from '../../facts/source-text.ts';
import { mapConcurrently } from '../concurrency.ts';
import { textOf } from '../disk/looks.ts';
import { defaultLimits } from '../limits.ts';
import { codeFile, declarationFile } from '../resolve/declarations.ts';
import type { Directories } from '../resolve/directories.ts';

/** Reads the facts of a declaration file; undefined when it cannot be parsed. */
export type ReadDeclarations = (source: SourceText) => Promise<DeclarationFacts | undefined>;

/** No question reads more files than this: what lies beyond stays unknown. */
const mostFiles = 400;

/**
 * The declaration files of packages, each read when a question first leads to it. A question is asked again until
 * nothing is missing any more.
 */
export class DeclarationReader implements DeclarationFiles {
  readonly #disk: Directories;
  readonly #read: ReadDeclarations;
  readonly #facts = new Map<string, DeclarationFacts | undefined>();
  readonly #targets = new Map<string, string | undefined>();
  readonly #missing = new Map<string, () => Promise<void>>();

  constructor(disk: Directories, read: ReadDeclarations) {
    this.#disk = disk;
    this.#read = read;
  }

  facts(file: string): DeclarationFacts | undefined {
    if (!this.#facts.has(file))
      this.#missing.set(file, async () => {
        this.#facts.set(file, await this.#load(file));
      });
    return this.#facts.get(file);
  }

  resolve(from: string, specifier: string): string | undefined {
    const folder = path.dirname(from);
    const key = `${folder}\n${specifier}`;
    if (!this.#targets.has(key))
      this.#missing.set(key, async () => {
        this.#targets.set(key, await this.#find(folder, specifier));
      });
    return this.#targets.get(key);
  }

  /** Packages without declarations are read as they are. */
  async #find(folder: string, specifier: string): Promise<string | undefined> {
    return (
      (await declarationFile(this.#disk, folder, specifier)) ??
      (await codeFile(this.#disk, folder, specifier))
    );
  }

  /** The answer to a question once all files are read that it leads to. */
  async ask<Answer>(question: () => Answer): Promise<Answer> {
    for (let read = 0; ;) {
      const answer = question();
      const missing = [...this.#missing.values()];
      this.#missing.clear();
      read += missing.length;
      if (missing.length === 0 || read > mostFiles) return answer;
      await mapConcurrently(missing, 16, async (load) => {
        await load();
      });
    }
  }

  async #load(file: string): Promise<DeclarationFacts | undefined> {
    // It may vanish while an install runs.
    const text = await textOf(file).catch(() => undefined);
    if (text === undefined || text.length > defaultLimits.maxBytes) return undefined;
    // A fault in one file of a package must not cost the findings of the project.
    return await this.#read({ path: file, text }).catch(() => undefined);
  }
}
