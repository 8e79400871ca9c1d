import { catalog } from '../catalog/index.ts';
import { analyze } from '../engine/analyze.ts';
import type { FileReport, Finding } from '../engine/finding.ts';
import type { AnalysisSettings } from '../engine/settings.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import { fixAll } from '../fixes/fix-all.ts';
import type { Language, LoadedLanguage } from '../languages/language.ts';
import { openFactsCache, type CacheOptions, type FactsCache } from './facts-cache.ts';
import { createFactsSource } from './facts-source.ts';
import { createWorkspace } from './project/workspace.ts';
import type { Session } from './session.ts';
import { Texts } from './texts.ts';

/** What a session needs from outside. */
export interface SessionOptions {
  readonly languageOf: (path: string) => Language | undefined;
  /** Extensions of all files that some language reads, with their dot. */
  readonly extensions: readonly string[];
  /**
   * Whether a report waits until the whole project is known. In an editor it does not: findings that need no other
   * file come first, and `onUpdate` says when there may be more.
   */
  readonly patient: boolean;
  /** Where facts are kept between runs; they are not kept when left out. */
  readonly cache?: Omit<CacheOptions, 'project'> | undefined;
  /** Hears of faults of ours in the background. */
  readonly onFailure?: (error: unknown) => void;
  /** Parse every file of a project instead of those that may matter. The findings are the same. */
  readonly everything?: boolean;
}

interface Read {
  readonly source: SourceText;
  readonly facts: FileFacts;
}

/** Opens a session: nothing is read before it is asked for. */
export function createSession(options: SessionOptions): Session {
  const { languageOf, patient } = options;
  const texts = new Texts();
  let cache: FactsCache | undefined;
  const facts = createFactsSource(languageOf, () => cache);
  const listeners = new Set<() => void>();
  const workspace = createWorkspace({
    ...options,
    catalog,
    texts,
    facts,
    onReady: () => {
      for (const listener of listeners) listener();
    },
    onAnalysis: async () => {
      await cache?.save();
    },
    onFailure: options.onFailure ?? (() => undefined),
  });

  async function read(path: string): Promise<Read | undefined> {
    if (languageOf(path) === undefined) {
      texts.skip(path, 'not a language that Unblock reads');
      return undefined;
    }
    const text = await texts.read(path);
    if (text === undefined) return undefined;
    const found = await facts.of({ path, text });
    if (found === undefined) texts.skip(path, 'nested too deeply to be parsed');
    return found && { source: { path, text }, facts: found };
  }

  async function need(path: string): Promise<Read & { readonly language: LoadedLanguage }> {
    const found = await read(path);
    const language = await languageOf(path)?.load();
    if (found === undefined || language === undefined)
      throw new Error(`${path} is left out: ${texts.reason(path) ?? 'unknown'}`);
    return { ...found, language };
  }

  /** The findings of a text in place of the file's, all other files as they are. */
  async function reportOf({ source, facts: own }: Read, settings: AnalysisSettings): Promise<FileReport> {
    const { path } = source;
    const view = await workspace.view(path, patient);
    if (view !== undefined) return view.analysis.revised(path, own, settings);
    const alone = { files: new Map([[path, own]]), catalog, exhaustive: true, resolve: () => undefined };
    return analyze(alone).report(path, settings);
  }

  return {
    setRoots(roots, files = []) {
      const project = roots.map(({ folder }) => folder).join('\n');
      if (options.cache !== undefined) cache = openFactsCache({ ...options.cache, project });
      workspace.setRoots(roots, files);
    },
    onUpdate(listener) {
      listeners.add(listener);
    },
    files: () => workspace.files(),
    text: (path) => texts.read(path),
    statistics: () => workspace.statistics(),
    setText(path, text) {
      texts.set(path, text);
      workspace.changed(path);
    },
    release(path) {
      texts.release(path);
      workspace.changed(path);
    },
    fileChanged(path) {
      workspace.changedOnDisk(path);
    },
    async report(path, settings) {
      const view = await workspace.view(path, patient);
      // What the project's analysis did not need to look at has nothing to report.
      if (view?.isCurrent(path) === true)
        return texts.reason(path) === undefined ? view.analysis.report(path, settings) : undefined;
      const file = await read(path);
      return file === undefined ? undefined : await reportOf(file, settings);
    },
    async helperAt(path, offset, where) {
      const view = await workspace.view(path, patient);
      return view?.isCurrent(path) === true ? view.analysis.helperAt(path, offset, where) : undefined;
    },
    skipped: (path) => texts.reason(path),
    async convert(path, finding) {
      const file = await need(path);
      if (file.facts.broken) return { refusal: { reason: 'the file has a syntax error' } };
      return file.language.convert(file.source, finding);
    },
    async suppress(path, finding) {
      const { language, source } = await need(path);
      return language.suppress(source, finding);
    },
    async removeDirective(path, problem) {
      const { language, source } = await need(path);
      return language.removeDirective(source, problem);
    },
    async fixAll(path, settings, accept) {
      const file = await need(path);
      if (file.facts.broken)
        return { edits: [], fixed: 0, remaining: (await reportOf(file, settings)).findings };
      const { language } = file;
      const { edits, fixed, remaining } = await fixAll(file.source, {
        async analyze(source): Promise<readonly Finding[]> {
          const found = await facts.of(source);
          return found === undefined ? [] : (await reportOf({ source, facts: found }, settings)).findings;
        },
        convert: (source, finding) => language.convert(source, finding),
        parses: (source) => language.parses(source),
        accept,
      });
      return { edits, fixed, remaining };
    },
  };
}
