import { analyzeInSlices, type Analysis, type Reach } from '../../engine/analyze.ts';
import type { Program } from '../../engine/program.ts';
import type { FileFacts } from '../../facts/file-facts.ts';
import { breathe, mapConcurrently, pauses } from '../concurrency.ts';
import type { Resolver } from '../resolve/resolver.ts';
import type { ProjectRules } from './project-rules.ts';
import type { PackageKnowledge } from './installed-packages.ts';
import { findCandidates } from './candidates.ts';
import { MissingFiles } from './missing-files.ts';
import { mentionsOf } from './search.ts';
import { describeSource, ImportGraph, type SourceFile } from './source-files.ts';
import { createTextAnswers } from './text-answers.ts';

/** What a project needs from outside. */
export interface ProjectTools {
  /** What is known of calls, and what the project says of them. */
  readonly rules: ProjectRules;
  readonly resolver: Resolver;
  readonly packages: PackageKnowledge;
  /** The text of a file as it counts now; undefined when it cannot or should not be read. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly scanImports: (path: string, text: string) => readonly string[];
  /** The facts of a text; undefined when it cannot be parsed. */
  readonly facts: (path: string, text: string) => Promise<FileFacts | undefined>;
  /** The files that the settings ask to look at, beside those that these import. */
  readonly listed: ReadonlySet<string>;
  /** Parse every file instead of those that may matter. The findings are the same. */
  readonly everything?: boolean;
  /** Nobody needs the project any more: work that is under way ends with an error. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The files of a project and what is known of them. Only files that may matter are parsed: those that mention a name
 * that blocks, and those that import a file which hands on something that blocks.
 */
export class Project {
  readonly #tools: ProjectTools;
  readonly #sources = new Map<string, SourceFile>();
  readonly #facts = new Map<string, FileFacts>();
  readonly #graph = new ImportGraph();
  #analysis: Promise<Analysis> | undefined;
  #revision = 0;

  constructor(tools: ProjectTools) {
    this.#tools = tools;
  }

  /** Grows when a file changes, appears or vanishes. */
  get revision(): number {
    return this.#revision;
  }

  get files(): number {
    return this.#sources.size;
  }

  /** How many files had to be parsed, or to be read from the cache as facts. */
  get parsed(): number {
    return this.#facts.size;
  }

  has(path: string): boolean {
    return this.#sources.has(path);
  }

  /** What a file imports from the project, by the specifiers it uses. */
  importsOf(path: string): ReadonlyMap<string, string> | undefined {
    return this.#sources.get(path)?.imports;
  }

  /** The file of the project that a specifier leads to. */
  async resolve(from: string, specifier: string): Promise<string | undefined> {
    const file = await this.#tools.resolver.resolve(from, specifier);
    return file !== undefined && this.has(file) ? file : undefined;
  }

  /** The text of a file as it was when it was looked at last. */
  textOf(path: string): string | undefined {
    return this.#sources.get(path)?.text;
  }

  /** The files that the settings ask to look at. */
  get listed(): ReadonlySet<string> {
    return this.#tools.listed;
  }

  get paths(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** The files that import a file, with the specifiers by which they do. */
  importersOf(path: string): readonly { readonly file: string; readonly specifiers: readonly string[] }[] {
    return [...this.#graph.importersOf(path)].map((file) => {
      const imports = [...(this.#sources.get(file)?.imports ?? [])];
      return {
        file,
        specifiers: imports.filter(([, target]) => target === path).map(([specifier]) => specifier),
      };
    });
  }

  /** The files whose texts mention a word. */
  mentioning(word: string): readonly string[] {
    const mentions = mentionsOf(new Set([word]));
    return [...this.#sources.values()].filter(({ text }) => mentions(text)).map(({ path }) => path);
  }

  /** Takes files into the analysis that need not matter for findings. */
  async include(paths: Iterable<string>): Promise<void> {
    for (const path of paths) {
      if (this.#facts.has(path) || !this.#sources.has(path)) continue;
      await this.factsOf(path);
      this.#analysis = undefined;
    }
  }

  /** Whether a file is part of the analysis. */
  isParsed(path: string): boolean {
    return this.#facts.has(path);
  }

  /** What would block if some files had other texts. */
  async revised(texts: ReadonlyMap<string, string>): Promise<Analysis> {
    const files = new Map(this.#facts);
    for (const [path, text] of texts) {
      const facts = await this.#tools.facts(path, text);
      if (facts !== undefined) files.set(path, facts);
    }
    return await this.#link(files);
  }

  /** Reads files, and what they import in turn. */
  async add(paths: Iterable<string>): Promise<void> {
    let open = [...paths].filter((path) => !this.#sources.has(path));
    while (open.length > 0) {
      const sources = await mapConcurrently(open, 32, (path) => this.#describe(path), this.#tools.signal);
      const next = new Set<string>();
      for (const source of sources) {
        if (source === undefined) continue;
        this.#put(source);
        for (const target of source.imports.values()) if (!this.#sources.has(target)) next.add(target);
      }
      const known = new Set(open);
      open = [...next].filter((path) => !known.has(path) && !this.#sources.has(path));
    }
    this.#analysis = undefined;
  }

  /** A file changed, appeared or vanished. */
  async update(path: string): Promise<void> {
    const source = await this.#describe(path);
    // What could not be read before and cannot now, such as a file that is too long, changes nothing either.
    if (source?.text === this.textOf(path)) return;
    this.#drop(path);
    if (source !== undefined) {
      this.#put(source);
      await this.add(source.imports.values());
    }
    this.#analysis = undefined;
  }

  /** What blocks in the project as it is now. */
  analysis(): Promise<Analysis> {
    this.#analysis ??= this.#analyze();
    return this.#analysis;
  }

  /** The facts of a file, parsed if need be. */
  async factsOf(path: string): Promise<FileFacts | undefined> {
    const known = this.#facts.get(path);
    const source = this.#sources.get(path);
    if (known !== undefined || source === undefined) return known;
    const facts = await this.#tools.facts(path, source.text);
    if (facts !== undefined) this.#facts.set(path, facts);
    return facts;
  }

  /** Adds the files that matter until none is missing. What was added last is looked at first, and all once more at the end. */
  async #analyze(): Promise<Analysis> {
    await this.#tools.packages.search(this.#sources.values());
    let wanted: ReadonlySet<string> =
      this.#tools.everything === true
        ? new Set(this.#sources.keys())
        : await findCandidates([...this.#sources.values()], this.#graph, this.#tools);
    await this.#parse(wanted);
    const missing = new MissingFiles(
      { sources: this.#sources, graph: this.#graph, has: (path) => this.#facts.has(path) },
      wanted,
    );
    let analysis = await this.#link();
    for (;;) {
      const isMoreKnown = await this.#tools.packages.answer();
      wanted = await missing.find(analysis, this.#facts.keys());
      if (wanted.size === 0 && !isMoreKnown) return analysis;
      let reach: Reach = analysis;
      while (wanted.size > 0) {
        await this.#parse(wanted);
        const added = [...wanted].filter((path) => this.#facts.has(path));
        reach = await reach.added(added, this.#breathe);
        wanted = await missing.find(reach, added);
      }
      // What installed packages say may change any answer.
      analysis = isMoreKnown ? await this.#link() : await reach.whole(this.#breathe);
    }
  }

  #link(files: ReadonlyMap<string, FileFacts> = this.#facts): Promise<Analysis> {
    const { packages, rules } = this.#tools;
    const program: Program = {
      files,
      ...createTextAnswers(this.#sources, this.#graph),
      paths: this.#sources.keys(),
      catalog: rules.catalog(),
      rules: rules.rules(),
      installed: packages,
      exhaustive: this.#tools.everything === true,
      resolve: (from, specifier) => this.#sources.get(from)?.imports.get(specifier),
    };
    return analyzeInSlices(program, this.#breathe);
  }

  /** Lets others in between; ends what nobody needs any more. */
  readonly #breathe = async (): Promise<void> => {
    await breathe();
    this.#tools.signal?.throwIfAborted();
  };

  async #parse(paths: Iterable<string>): Promise<void> {
    const pause = pauses();
    const open = [...paths];
    const read = async (path: string): Promise<FileFacts | undefined> => {
      await pause();
      const source = this.#sources.get(path);
      await this.#tools.packages.prepare(path, source?.modules ?? []);
      return this.#facts.get(path) ?? (source && (await this.#tools.facts(path, source.text)));
    };
    // So many that whoever parses them elsewhere always has some at hand.
    const found = await mapConcurrently(open, 4, read, this.#tools.signal);
    // In their own order, whichever was read first.
    open.forEach((path, index) => {
      const facts = found[index];
      if (facts !== undefined) this.#facts.set(path, facts);
    });
  }

  async #describe(path: string): Promise<SourceFile | undefined> {
    const text = await this.#tools.read(path);
    if (text === undefined) return undefined;
    await this.#tools.rules.prepare(path);
    return await describeSource(path, text, this.#tools.scanImports(path, text), this.#tools.resolver);
  }

  #put(source: SourceFile): void {
    this.#revision += 1;
    this.#sources.set(source.path, source);
    this.#graph.add(source);
  }

  #drop(path: string): void {
    this.#revision += 1;
    const source = this.#sources.get(path);
    if (source !== undefined) this.#graph.remove(source);
    this.#sources.delete(path);
    this.#facts.delete(path);
  }
}
