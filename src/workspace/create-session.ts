import { extname } from 'node:path';
import { catalog } from '../catalog/index.ts';
import { analyze } from '../engine/analyze.ts';
import type { FileReport, Finding } from '../engine/finding.ts';
import type { AnalysisSettings, CallSettings } from '../engine/settings.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import { applyEdits } from '../fixes/edits.ts';
import type { CaveatsOf, ConvertOptions, ModuleUse } from '../fixes/fix.ts';
import { fixAll } from '../fixes/fix-all.ts';
import { onlyGone } from '../fixes/recheck.ts';
import { t } from '../l10n/translate.ts';
import type { Language, LoadedLanguage } from '../languages/language.ts';
import { createEntries } from './cascade/package-entries.ts';
import type { CascadeTarget } from './cascade/parts.ts';
import { runCascade } from './cascade/run-cascade.ts';
import { pauses } from './concurrency.ts';
import { createConfigs, isConfig, type Configs } from './configs.ts';
import { createFactsReader, type FactsReader } from './facts-reader.ts';
import { createFactsSource } from './facts-source.ts';
import { seenFrom } from './own-records.ts';
import { loadedBy } from './project/loaded-by.ts';
import { createProjectRules } from './project/project-rules.ts';
import { createWorkspace } from './project/workspace.ts';
import { createDirectories } from './resolve/directories.ts';
import { indexLines, positionAt } from './line-index.ts';
import type { CascadeOutcome, Session } from './session.ts';
import { createIsTest } from './testing/is-test.ts';
import { createTestCaveats } from './testing/test-caveats.ts';
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
  /** The configuration files; they are looked for when left out. */
  readonly configs?: Configs;
  /** What reads the texts; when left out they are parsed in this thread, and nothing is kept between runs. */
  readonly reader?: FactsReader;
  /** Hears of faults of ours in the background. */
  readonly onFailure?: (error: unknown) => void;
  /** Parse every file of a project instead of those that may matter. The findings are the same. */
  readonly everything?: boolean;
}

interface Read {
  readonly source: SourceText;
  readonly facts: FileFacts;
}

/** How old what is known of tests may be that nobody watches, in milliseconds. */
const testsPatience = 60_000;

const nothing: FileReport = { findings: [], directives: [] };

/** Opens a session: nothing is read before it is asked for. */
export function createSession(options: SessionOptions): Session {
  const { languageOf, patient, configs = createConfigs(), reader = createFactsReader(languageOf) } = options;
  const texts = new Texts();
  let folders: readonly string[] = [];
  let elsewhere: CallSettings | undefined;
  const facts = createFactsSource(reader);
  const tests = createTestCaveats(languageOf);
  const listeners = new Set<() => void>();
  const workspace = createWorkspace({
    ...options,
    configs,
    catalog,
    texts,
    facts,
    onReady: () => {
      for (const listener of listeners) listener();
    },
    onAnalysis: () => reader.save(),
    onFailure: options.onFailure ?? (() => undefined),
  });

  async function read(path: string): Promise<Read | undefined> {
    if (languageOf(path) === undefined) {
      texts.skip(path, t('not a language that Unblock reads'));
      return undefined;
    }
    const text = await texts.read(path);
    if (text === undefined) return undefined;
    const found = await facts.of({ path, text }, true);
    if (found === undefined) texts.skip(path, t('nested too deeply to be parsed'));
    return found && { source: { path, text }, facts: found };
  }

  async function need(path: string): Promise<Read & { readonly language: LoadedLanguage }> {
    const found = await read(path);
    const language = await languageOf(path)?.load();
    if (found === undefined || language === undefined)
      throw new Error(`${path} is left out: ${texts.reason(path) ?? 'unknown'}`);
    return { ...found, language };
  }

  /** Whether the settings want reports on files of a file's language. */
  function isWanted(path: string, { languages }: AnalysisSettings): boolean {
    const language = languageOf(path);
    const extension = extname(path).toLowerCase();
    return (
      language === undefined || languages.some((name) => language.editorLanguages[name]?.includes(extension))
    );
  }

  async function cascade(
    target: CascadeTarget,
    settings: AnalysisSettings,
    partly: boolean,
  ): Promise<CascadeOutcome> {
    const { file } = target;
    const view = await workspace.view(file, true);
    if (view === undefined) {
      const reason = t('the file belongs to no open folder, so its callers cannot be found');
      return { refusal: { reason, file, line: 1, column: 1 } };
    }
    const project = await workspace.wholeProject();
    const reported = [...view.listed];
    const isSource = (path: string): boolean => view.listed.has(path);
    const tested = { project, folders, isSource };
    const parts = {
      ...{ project, folders, reported, settings, facts, languageOf },
      isTest: createIsTest(folders, isSource),
      // Functions that become async are awaited in tests too.
      caveats: (path: string, findings: readonly Finding[]) => tests.stubs(tested, path, findings),
    };
    const outcome = await runCascade(target, partly, parts);
    if (!('reason' in outcome)) return { cascade: outcome };
    const { line, column } = positionAt(indexLines(project.textOf(outcome.file) ?? ''), outcome.span.start);
    return { refusal: { reason: outcome.reason, file: outcome.file, line, column } };
  }

  /** The findings of a text in place of the file's, all other files as they are. */
  async function reportOf({ source, facts: own }: Read, settings: AnalysisSettings): Promise<FileReport> {
    const { path } = source;
    if (!isWanted(path, settings)) return nothing;
    const view = await workspace.view(path, patient);
    if (view !== undefined) return view.analysis.revised(path, own, settings);
    const found = createProjectRules({
      configs,
      catalog,
      folders: [],
      packages: new Map(),
      elsewhere,
    });
    await found.prepare(path);
    const rules = found.rules();
    const alone = {
      files: new Map([[path, own]]),
      catalog: found.catalog(),
      rules,
      exhaustive: true,
      resolve: () => undefined,
    };
    return analyze(alone).report(path, settings);
  }

  /** What the conversions of findings change for the tests of the project. */
  async function caveatsOf(path: string, findings: readonly Finding[]): Promise<CaveatsOf> {
    // What is reached by way of helpers is converted in their files.
    const direct = findings.filter((finding) => finding.path.length === 1);
    if (direct.length === 0) return () => [];
    const project = await workspace.wholeProject(testsPatience);
    if (!project.has(path)) return () => [];
    // In an editor it may not be known yet which files are looked at.
    const view = await workspace.view(path, patient);
    const isSource = (file: string): boolean => view?.listed.has(file) === true;
    return await tests.all({ project, folders, isSource }, path, direct);
  }

  /** What its project says of conversions in a file. */
  async function optionsOf(
    path: string,
    findings: readonly Finding[],
  ): Promise<(finding: Finding) => ConvertOptions> {
    const caveats = await caveatsOf(path, findings);
    if (findings.length === 0) return () => ({});
    const use = await useOf(path);
    const project = await workspace.wholeProject(testsPatience);
    return (finding) => ({ caveats: caveats(finding), use, loadedBy: loadedBy(project, path) });
  }

  /** How a file is used that says by its name that `await` is legal at its top; undefined for others. */
  async function useOf(path: string): Promise<ModuleUse | undefined> {
    if (!/\.m[jt]s$/i.test(path)) return undefined;
    const project = await workspace.wholeProject(testsPatience);
    return project.has(path)
      ? await createEntries(createDirectories()).useOf(path, project.importersOf(path).length > 0)
      : undefined;
  }

  /** The finding with the paths that its own record has as the file writes them. */
  async function seenFromFile(path: string, finding: Finding): Promise<Finding> {
    if (finding.record?.base === undefined) return finding;
    const view = await workspace.view(path, patient);
    return seenFrom(finding, view?.importsOf(path) ?? new Map<string, string>());
  }

  return {
    setRoots(roots, files = [], calls) {
      elsewhere = calls;
      folders = roots.map(({ folder }) => folder);
      reader.open(folders.join('\n'));
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
      if (isConfig(path)) configs.clear();
      workspace.changedOnDisk(path);
    },
    async report(path, settings) {
      if (!isWanted(path, settings)) return nothing;
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
      if (file.facts.broken) return { refusal: { reason: t('the file has a syntax error') } };
      const seen = await seenFromFile(path, finding);
      const conversion = file.language.convert(file.source, seen);
      if ('refusal' in conversion) return conversion;
      return file.language.convert(file.source, seen, (await optionsOf(path, [seen]))(seen));
    },
    async isGoneAfter(path, settings, finding, edits) {
      const file = await need(path);
      const source = { path, text: applyEdits(file.source.text, edits) };
      const edited = await facts.of(source, true);
      if (edited === undefined || edited.broken) return false;
      const before = await reportOf(file, settings);
      const after = await reportOf({ source, facts: edited }, settings);
      return onlyGone(before.findings, [finding], after.findings);
    },
    cascade: (target, settings) => cascade(target, settings, false),
    cascadePartly: (target, settings) => cascade(target, settings, true),
    async suppress(path, finding) {
      const { language, source } = await need(path);
      return language.suppress(source, finding);
    },
    async removeDirective(path, problem) {
      const { language, source } = await need(path);
      return language.removeDirective(source, problem);
    },
    async fixAll(path, settings, accept, excluded) {
      const file = await need(path);
      if (file.facts.broken)
        return { edits: [], fixed: 0, remaining: (await reportOf(file, settings)).findings };
      const { language } = file;
      let options: (finding: Finding) => ConvertOptions = () => ({});
      const { edits, fixed, remaining } = await fixAll(file.source, {
        async analyze(source): Promise<readonly Finding[]> {
          const found = await facts.of(source, true);
          if (found === undefined) return [];
          const report = await reportOf({ source, facts: found }, settings);
          const findings = await Promise.all(report.findings.map((finding) => seenFromFile(path, finding)));
          options = await optionsOf(path, findings);
          return findings;
        },
        convert: (text, finding, how) => language.convert(text, finding, { ...how, ...options(finding) }),
        parses: (source) => language.parses(source),
        breathe: pauses(),
        accept,
        excluded,
      });
      return { edits, fixed, remaining };
    },
  };
}
