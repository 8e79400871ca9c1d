import path from 'node:path';

import { mapConcurrently } from './concurrency.ts';
import { defaultExcludes, fixedExcludes } from './default-excludes.ts';
import { findRepository } from './git-ignore.ts';
import { compileExcludes, type PathTest } from './glob.ts';
import { noMatch, resolveNamed, type NamedFolder } from './named-paths.ts';
import { comparePaths, isWithin } from './paths.ts';
import type { SkippedFile } from './text-file.ts';
import { followLink, walk, type Entry, type WalkResult, type WalkRules } from './walk.ts';

/** What the settings say about which files to leave out. */
export interface ExcludeSettings {
  /** Globs; see `compileExcludes`. */
  readonly exclude: readonly string[];
  /** Whether tests, build output and vendored code are left out too. */
  readonly defaultExcludes: boolean;
  /** The folder that the globs are relative to. */
  readonly base: string;
}

/** How to look for files. */
export interface DiscoveryOptions extends ExcludeSettings {
  /** The folder that named paths are relative to. Absolute. */
  readonly cwd: string;
  /** Extensions of source files, with their dot. */
  readonly extensions: readonly string[];
  /** Says which entries of a folder are left out, where that differs by folder. */
  readonly excluderOf?: (folder: string) => Promise<PathTest>;
  readonly signal?: AbortSignal;
}

/** What was found. */
export interface Discovery {
  /** Absolute paths, sorted, each file once. */
  readonly files: readonly string[];
  /** Named files and folders that had to be left out, and why. */
  readonly skipped: readonly SkippedFile[];
  /** How many source files and folders were left out by excludes and ignore files. */
  readonly excluded: number;
}

/**
 * Finds the files to analyse. A file that is named is always one of them; in folders and globs, excludes and ignore
 * files count for what lies below the folder named, and hidden folders are skipped.
 * @throws PathError when a named path cannot be read or a glob matches nothing.
 */
export async function discover(paths: readonly string[], options: DiscoveryOptions): Promise<Discovery> {
  const named = await mapConcurrently(paths, 16, (text) => resolveNamed(text, options.cwd), options.signal);
  const isExcluded = createExcluder(options);
  const rules: WalkRules = {
    isSource: hasExtension(options.extensions),
    excluderOf: options.excluderOf ?? (() => Promise.resolve(isExcluded)),
    signal: options.signal,
  };
  const found = new Findings();
  for (const entry of named) {
    if (entry.kind === 'folder') continue;
    if (rules.isSource(entry.path)) found.add(entry.path, entry.realPath);
    else found.skip(entry.path, `not one of ${options.extensions.join(', ')}`);
  }

  const folders = named.filter((entry) => entry.kind === 'folder');
  const searches = folders.map((folder) => new Search(folder, found, rules));
  // All real places come first, so that a file has its true name and links only add what is not there already.
  for (const search of searches) await search.walkFolder(options.cwd);
  for (const search of searches) await search.followLinks();
  for (const search of searches) search.finish();
  return found.result();
}

/** Says which paths the settings leave out, wherever they are; ignore files are not asked. */
export function createExcluder(settings: ExcludeSettings): PathTest {
  const isFixed = compileExcludes(fixedExcludes, settings.base);
  const isDefault = compileExcludes(settings.defaultExcludes ? defaultExcludes : [], settings.base);
  const isOwn = compileExcludes(settings.exclude, settings.base);
  return (absolute) => isFixed(absolute) || isDefault(absolute) || isOwn(absolute);
}

function hasExtension(extensions: readonly string[]): PathTest {
  const known = new Set(extensions);
  return (absolute) => known.has(path.extname(absolute).toLowerCase());
}

/** Collects what all searches come upon, each file once. */
class Findings {
  readonly #files = new Map<string, string>();
  readonly #skipped: SkippedFile[] = [];
  #excluded = 0;

  add(file: string, realPath: string): void {
    if (!this.#files.has(realPath)) this.#files.set(realPath, file);
  }

  skip(file: string, reason: string): void {
    this.#skipped.push({ path: file, skipped: reason });
  }

  addExcluded(count: number): void {
    this.#excluded += count;
  }

  result(): Discovery {
    return {
      files: [...this.#files.values()].sort(comparePaths),
      skipped: this.#skipped.sort((a, b) => comparePaths(a.path, b.path)),
      excluded: this.#excluded,
    };
  }
}

/** The search in one named folder. */
class Search {
  readonly #folder: NamedFolder;
  readonly #found: Findings;
  readonly #rules: WalkRules;
  readonly #seen = new Set<string>();
  #boundary = '';
  #matched = 0;
  #links: WalkResult['links'] = [];

  constructor(folder: NamedFolder, found: Findings, rules: WalkRules) {
    this.#folder = folder;
    this.#found = found;
    this.#rules = rules;
  }

  async walkFolder(cwd: string): Promise<void> {
    const { path, realPath, depth } = this.#folder;
    const repository = await findRepository(realPath);
    // Outside of a repository the working folder bounds the project, if the search is in it.
    this.#boundary = repository ?? (isWithin(cwd, realPath) ? cwd : realPath);
    this.#links = await this.#walk({ path, realPath, depth });
  }

  async followLinks(): Promise<void> {
    // One after the other, in order of their names: which of two links to a folder is followed must not be chance.
    const queue = [...this.#links];
    for (let link = queue.shift(); link !== undefined; link = queue.shift()) {
      this.#rules.signal?.throwIfAborted();
      const { path, depth } = link;
      const target = await followLink(link, this.#boundary, this.#rules);
      if (target.kind === 'outside') this.#found.skip(path, 'a link that leads out of the project');
      if (target.kind === 'file') this.#addFile(path, target.realPath);
      if (target.kind === 'folder' && depth > 0) {
        queue.push(...(await this.#walk({ path, realPath: target.realPath, depth: depth - 1 })));
      }
    }
  }

  finish(): void {
    const { glob } = this.#folder;
    if (glob !== undefined && this.#matched === 0) throw noMatch(glob);
  }

  async #walk(start: Entry): Promise<WalkResult['links']> {
    const root = { ...start, boundary: this.#boundary };
    const { files, links, unreadable, excluded } = await walk(root, this.#rules, this.#seen);
    for (const { path, realPath } of files) this.#addFile(path, realPath);
    for (const { path, reason } of unreadable) this.#found.skip(path, reason);
    this.#found.addExcluded(excluded);
    return links;
  }

  #addFile(file: string, realPath: string): void {
    if (!this.#folder.matches(file)) return;
    this.#matched += 1;
    this.#found.add(file, realPath);
  }
}
