import type { Reach } from '../../engine/analyze.ts';
import { pauses } from '../concurrency.ts';
import { membersNamed, usesOf } from './search.ts';
import type { ImportGraph, SourceFile } from './source-files.ts';

/** What the search looks at. */
export interface Searched {
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly graph: ImportGraph;
  /** Whether a file is in the program already. */
  readonly has: (path: string) => boolean;
}

/** Finds the files that belong to a program but are not in it, each once. */
export class MissingFiles {
  readonly #searched: Searched;
  readonly #tried: Set<string>;
  /** Names that all texts were searched for. */
  readonly #mentions = new Set<string>();
  /** Names of members that were searched for in all files that can reach a file. */
  readonly #members = new Map<string, Set<string>>();

  /** @param tried The files that the program begins with. */
  constructor(searched: Searched, tried: Iterable<string>) {
    this.#searched = searched;
    this.#tried = new Set(tried);
  }

  /**
   * The files that are missing as far as some files of the program say.
   *
   * @param reach What those files reach.
   */
  async find(reach: Reach, files: Iterable<string>): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    await this.#addImporters(reach, files, found);
    for (const path of reach.wanted) if (this.#searched.sources.has(path)) this.#add(path, found);
    await this.#addCallers(reach, found);
    return found;
  }

  #isOpen(path: string): boolean {
    return !this.#tried.has(path) && !this.#searched.has(path);
  }

  #add(path: string, found: Set<string>): void {
    if (!this.#isOpen(path)) return;
    this.#tried.add(path);
    found.add(path);
  }

  /** Files that use what a file of the program exports. */
  async #addImporters(reach: Reach, files: Iterable<string>, found: Set<string>): Promise<void> {
    const { sources, graph } = this.#searched;
    const pause = pauses();
    for (const path of files) {
      const importers = [...graph.importersOf(path)].filter((importer) => this.#isOpen(importer));
      if (importers.length === 0) continue;
      await pause();
      const uses = usesOf(reach.carriedBy(path));
      for (const importer of importers)
        if (uses(sources.get(importer)?.text ?? '')) this.#add(importer, found);
    }
  }

  /**
   * Files that say the name of a member that blocks, and can have come by what has it through what they import; those
   * that say one which needs no more than that too.
   */
  async #addCallers(reach: Reach, found: Set<string>): Promise<void> {
    const { sources, graph } = this.#searched;
    const members = this.#freshMembers(reach);
    const mentions = [...reach.mentions].filter((name) => !this.#mentions.has(name));
    for (const name of mentions) this.#mentions.add(name);
    const names = new Set([...members.values(), mentions].flat());
    if (names.size === 0) return;
    const pause = pauses();
    const namedIn = membersNamed(names);
    const sayers = new Map<string, ReadonlySet<string>>();
    for (const [path, { text }] of sources) {
      await pause();
      if (!this.#isOpen(path)) continue;
      const said = namedIn(text);
      if (mentions.some((name) => said.has(name))) this.#add(path, found);
      else if (said.size > 0) sayers.set(path, said);
    }
    for (const [path, own] of members) {
      await pause();
      for (const importer of graph.closure([path])) {
        const said = sayers.get(importer);
        if (said !== undefined && own.some((name) => said.has(name))) this.#add(importer, found);
      }
    }
  }

  /** The names of members that were not searched for yet, by the files that declare them. */
  #freshMembers({ members }: Reach): ReadonlyMap<string, readonly string[]> {
    const fresh = new Map<string, readonly string[]>();
    for (const [path, names] of members) {
      const known = this.#members.get(path) ?? new Set();
      this.#members.set(path, known);
      const more = [...names].filter((name) => !known.has(name));
      if (more.length > 0) fresh.set(path, more);
      for (const name of more) known.add(name);
    }
    return fresh;
  }
}
