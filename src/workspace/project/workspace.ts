import type { Catalog } from '../../catalog/lookup.ts';
import type { Analysis } from '../../engine/analyze.ts';
import type { CallSettings } from '../../engine/settings.ts';
import { t } from '../../l10n/translate.ts';
import type { Language } from '../../languages/language.ts';
import { isConfig, type Configs } from '../configs.ts';
import type { ExcludeSettings } from '../discovery.ts';
import { createExcluders } from '../excluders.ts';
import type { FactsSource } from '../facts-source.ts';
import { isWithin } from '../paths.ts';
import { createDirectories } from '../resolve/directories.ts';
import { createResolver } from '../resolve/resolver.ts';
import { describeError } from '../system-error.ts';
import type { Texts } from '../texts.ts';
import { PackageKnowledge } from './installed-packages.ts';
import { createProjectRules } from './project-rules.ts';
import { repositoriesOf } from './project-root.ts';
import { Project } from './project.ts';
import { ProjectError } from './project-error.ts';
import { packagesOf, projectFiles } from './read-project.ts';
import { createWhole } from './whole.ts';

/** A folder whose files are looked at together with those of the other roots. */
export interface WorkspaceRoot {
  readonly folder: string;
  /** What is left out where no configuration file says it. */
  readonly excludes: ExcludeSettings;
  /** What is said about calls where no configuration file says it. */
  readonly calls?: CallSettings;
}

/** Sizes of the work, for statistics. */
export interface WorkspaceStatistics {
  /** Files that belong to the project. */
  readonly files: number;
  /** Files whose facts were needed. */
  readonly parsed: number;
  /** How long the newest look at the project took, in milliseconds. */
  readonly durationMs: number;
}

/** What is known of a project at the moment. */
export interface View {
  readonly analysis: Analysis;
  /** Whether the analysis has seen the newest text of a file; undefined facts mean that it need not be parsed. */
  isCurrent(path: string): boolean;
  /** What a file imports from the project, by the specifiers it uses. */
  importsOf(path: string): ReadonlyMap<string, string> | undefined;
  /** The files whose findings count, whatever else is open. */
  readonly listed: ReadonlySet<string>;
}

/** The project behind a session: read in the background, kept current afterwards. */
export interface Workspace {
  /** `files` belong to the project too, whatever the excludes say. */
  setRoots(roots: readonly WorkspaceRoot[], files: readonly string[]): void;
  /** The text of a file changed in an editor. */
  changed(path: string): void;
  /** A file changed, appeared or vanished on disk. */
  changedOnDisk(path: string): void;
  /**
   * The project that a file belongs to; undefined for a file of none, and while the project is being read unless
   * `patient`. Unless `patient`, it may be that of the state before the last changes.
   * @throws ProjectError, if `patient`.
   */
  view(path: string, patient: boolean): Promise<View | undefined>;
  /**
   * The repositories that the roots are in, with all files that the excludes leave out, tests above all:
   * they may call what is in the project.
   *
   * @param patienceMs How old it may be, in milliseconds, where it reaches beyond the roots: nobody tells of changes there.
   */
  wholeProject(patienceMs?: number): Promise<Project>;
  /** All files of the project as it is now; none where there are no roots. */
  files(): Promise<readonly string[]>;
  statistics(): WorkspaceStatistics;
}

export interface WorkspaceTools {
  readonly catalog: Catalog;
  readonly configs: Configs;
  readonly extensions: readonly string[];
  readonly texts: Texts;
  readonly facts: FactsSource;
  readonly languageOf: (path: string) => Language | undefined;
  /** The analysis is new: what was reported may be out of date. */
  readonly onReady: () => void;
  /** An analysis of the project as it now is was finished. */
  readonly onAnalysis: () => Promise<void>;
  /** The project could not be looked at, by a fault of ours. */
  readonly onFailure: (error: unknown) => void;
  readonly everything?: boolean;
}

/** How long changes are gathered before the whole project is looked at again, in milliseconds. */
const settling = 150;

/** Sets up the background work; nothing is read before there are roots. */
export function createWorkspace(tools: WorkspaceTools): Workspace {
  let roots: readonly WorkspaceRoot[] = [];
  let named: readonly string[] = [];
  let project: Promise<Project> | undefined;
  let abandoned = new AbortController();
  let newest: { readonly project: Project; readonly analysis: Analysis } | undefined;
  let refreshing: Promise<void> | undefined;
  let durationMs = 0;
  const stale = new Set<string>();
  const whole = createWhole(async () => {
    const folders = await repositoriesOf(roots.map(({ folder }) => folder));
    const everything = folders.map((folder) => ({
      folder,
      excludes: { exclude: [], defaultExcludes: false, base: folder },
    }));
    return await openProject(tools, everything, named);
  }, holds);

  function holds(path: string): boolean {
    return roots.some(({ folder }) => isWithin(folder, path));
  }

  /** The project is to be opened anew; work on it as it was ends. */
  function abandon(): void {
    project = undefined;
    abandoned.abort();
    abandoned = new AbortController();
  }

  async function refresh(): Promise<void> {
    const current = (project ??= openProject(tools, roots, named, abandoned.signal));
    try {
      await look(current);
    } catch (error) {
      if (project === current) throw error;
    }
  }

  async function look(current: Promise<Project>): Promise<void> {
    const begun = performance.now();
    const opened = await current;
    const paths = [...stale];
    stale.clear();
    for (const path of paths) await opened.update(path);
    const analysis = await opened.analysis();
    await tools.onAnalysis();
    // The project was opened anew meanwhile: this analysis is of the past.
    if (project === current) {
      newest = { project: opened, analysis };
      durationMs = Math.round(performance.now() - begun);
    }
  }

  function isOutOfDate(): boolean {
    return newest === undefined || project === undefined || stale.size > 0;
  }

  /** One refresh at a time; what changes while it runs is taken up by the next one. */
  function refreshOnce(): Promise<void> {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  function schedule(): void {
    if (refreshing !== undefined) return;
    refreshing = delay(newest === undefined ? 0 : settling)
      .then(refresh)
      .then(tools.onReady, tools.onFailure)
      .finally(() => {
        refreshing = undefined;
        if (newest !== undefined && isOutOfDate()) schedule();
      });
  }

  return {
    setRoots(changed, files) {
      // Settings are read again at every change of any setting.
      if (JSON.stringify([roots, named]) === JSON.stringify([changed, files])) return;
      roots = changed;
      named = files;
      abandon();
      newest = undefined;
      stale.clear();
      whole.forget();
    },
    changed(path) {
      if (!holds(path)) return;
      const isKnown = whole.has(path);
      whole.changed(path);
      const text = tools.texts.openText(path);
      if (text !== undefined && !stale.has(path) && text === newest?.project.textOf(path)) return;
      stale.add(path);
      // A document that is not saved yet may be what imports have been looking for.
      if (newest?.project.has(path) === false && !isKnown) abandon();
    },
    changedOnDisk(path) {
      if (isConfig(path)) abandon();
      if (!holds(path) || elsewhere.test(path)) return;
      const isKnown = whole.has(path);
      whole.changed(path);
      // A file that is new may be what imports have been looking for; a configuration changes how they are resolved.
      if (newest?.project.has(path) === true) stale.add(path);
      else if (!isKnown) abandon();
    },
    async view(path, patient) {
      if (!holds(path)) return undefined;
      // A file that the excludes leave out, but that somebody looks at all the same.
      if (newest?.project.has(path) === false) stale.add(path);
      if (patient) while (isOutOfDate()) await refreshOnce().catch(failProject);
      else if (isOutOfDate()) schedule();
      const seen = newest;
      if (seen === undefined) return undefined;
      return {
        analysis: seen.analysis,
        listed: seen.project.listed,
        isCurrent: (file) => seen.project.has(file) && !stale.has(file),
        importsOf: (file) => seen.project.importsOf(file),
      };
    },
    wholeProject: (patienceMs) => whole.current(patienceMs),
    async files() {
      if (roots.length === 0) return [];
      const isNew = isOutOfDate();
      while (isOutOfDate()) await refreshOnce();
      // Whoever asked for a report meanwhile got what could be said without the project.
      if (isNew) tools.onReady();
      return newest?.project.paths ?? [];
    },
    statistics: () => ({
      files: newest?.project.files ?? 0,
      parsed: newest?.project.parsed ?? 0,
      durationMs,
    }),
  };
}

function failProject(cause: unknown): never {
  throw new ProjectError(cause);
}

/** Installed packages and version control are no part of a project. */
const elsewhere = /[\\/](?:node_modules|\.git)[\\/]/;

async function openProject(
  tools: WorkspaceTools,
  roots: readonly WorkspaceRoot[],
  named: readonly string[],
  signal?: AbortSignal,
): Promise<Project> {
  const disk = createDirectories((path) => tools.texts.isOpen(path));
  const lists = await Promise.all(
    roots.map(({ folder, excludes }) =>
      projectFiles(folder, tools.extensions, excludes, createExcluders(tools.configs, excludes)),
    ),
  );
  const open = tools.texts
    .opened()
    .filter(
      (path) => tools.languageOf(path) !== undefined && roots.some(({ folder }) => isWithin(folder, path)),
    );
  const files = [...new Set([...lists.flat(), ...named, ...open])];
  const packages = await packagesOf(disk, files);
  const resolver = createResolver({ disk, packages });
  const folders = new Map([...packages].map(([name, { folder }]) => [name, folder]));
  const opened = new Project({
    rules: createProjectRules({ ...tools, folders: roots, packages: folders }),
    listed: new Set([...lists.flat(), ...named]),
    resolver,
    packages: new PackageKnowledge(tools.catalog, disk, tools.facts),
    everything: tools.everything ?? false,
    signal,
    read: (path) => tools.texts.read(path),
    scanImports: (path, text) => tools.languageOf(path)?.scanImports(text) ?? [],
    async facts(path, text) {
      try {
        const found = await tools.facts.of({ path, text });
        if (found === undefined) tools.texts.skip(path, t('nested too deeply to be parsed'));
        return found;
      } catch (fault) {
        // One file must not cost the findings of all others.
        tools.texts.skip(path, t('a fault of Unblock: {0}', describeError(fault)));
        return undefined;
      }
    },
  });
  await opened.add(files);
  return opened;
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
