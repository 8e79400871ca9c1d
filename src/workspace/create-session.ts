import { catalog } from '../catalog/index.ts';
import { analyze } from '../engine/analyze.ts';
import type { FileReport, Finding } from '../engine/finding.ts';
import type { AnalysisSettings } from '../engine/settings.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import { fixAll } from '../fixes/fix-all.ts';
import type { Language, LoadedLanguage } from '../languages/language.ts';
import { isSkipped, readTextFile } from './text-file.ts';
import type { Session } from './session.ts';

/** What a session needs from outside. */
export interface SessionOptions {
  readonly languageOf: (path: string) => Language | undefined;
}

interface Loaded {
  readonly source: SourceText;
  readonly language: LoadedLanguage;
  readonly facts: FileFacts;
}

/** Opens a session: nothing is read before it is asked for. */
export function createSession({ languageOf }: SessionOptions): Session {
  const texts = new Map<string, string>();
  const loaded = new Map<string, Loaded>();
  const reasons = new Map<string, string>();

  async function load(path: string): Promise<Loaded | undefined> {
    const known = loaded.get(path);
    if (known !== undefined && texts.get(path) === known.source.text) return known;
    const language = await languageOf(path)?.load();
    if (language === undefined) return skip(path, 'not a language that Unblock reads');
    const text = texts.get(path) ?? (await readText(path));
    if (text === undefined) return undefined;
    const source = { path, text };
    const facts = extractFacts(language, source);
    if (facts === undefined) return skip(path, 'nested too deeply to be parsed');
    const result = { source, language, facts };
    reasons.delete(path);
    loaded.set(path, result);
    return result;
  }

  async function readText(path: string): Promise<string | undefined> {
    const file = await readTextFile(path);
    return isSkipped(file) ? skip(path, file.skipped) : file.text;
  }

  function skip(path: string, reason: string): undefined {
    reasons.set(path, reason);
    loaded.delete(path);
    return undefined;
  }

  function reportOf(
    { source, facts }: Pick<Loaded, 'source' | 'facts'>,
    settings: AnalysisSettings,
  ): FileReport {
    const files = new Map([[source.path, facts]]);
    return analyze({ files, catalog, resolve: () => undefined }).report(source.path, settings);
  }

  async function need(path: string): Promise<Loaded> {
    const found = await load(path);
    if (found === undefined)
      throw new Error(`${path} is not part of the session: ${reasons.get(path) ?? ''}`);
    return found;
  }

  return {
    setText: (path, text) => void texts.set(path, text),
    release: (path) => void (texts.delete(path), loaded.delete(path)),
    fileChanged: (path) => void loaded.delete(path),
    async report(path, settings) {
      const file = await load(path);
      return file === undefined ? undefined : reportOf(file, settings);
    },
    skipped: (path) => reasons.get(path),
    async convert(path, finding) {
      const { language, source, facts } = await need(path);
      if (facts.broken) return { refusal: { reason: 'the file has a syntax error' } };
      return language.convert(source, finding);
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
      if (file.facts.broken) return { edits: [], fixed: 0, remaining: reportOf(file, settings).findings };
      const findingsOf = (source: SourceText): readonly Finding[] => {
        const facts = extractFacts(file.language, source);
        return facts === undefined ? [] : reportOf({ source, facts }, settings).findings;
      };
      const { edits, fixed, remaining } = await fixAll(file.source, {
        analyze: findingsOf,
        convert: file.language.convert,
        parses: file.language.parses,
        accept,
      });
      return { edits, fixed, remaining };
    },
  };
}

/** Undefined for a text that is nested more deeply than the stack allows. */
function extractFacts(language: LoadedLanguage, source: SourceText): FileFacts | undefined {
  try {
    return language.extract(source);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
