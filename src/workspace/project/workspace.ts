import type { Catalog } from '../../catalog/lookup.ts';
import type { Analysis } from '../../engine/analyze.ts';
import type { Language } from '../../languages/language.ts';
import type { ExcludeSettings } from '../discovery.ts';
import type { FactsSource } from '../facts-source.ts';
import { isWithin } from '../paths.ts';
import { createDirectories } from '../resolve/directories.ts';
import { createResolver } from '../resolve/resolver.ts';
import type { Texts } from '../texts.ts';
import { Project } from './project.ts';
import { packagesOf, projectFiles } from './read-project.ts';

/** A folder whose files are looked at together with those of the other roots. */
export interface WorkspaceRoot {
  readonly folder: string;
  readonly excludes: ExcludeSettings;
}

/** Sizes of the work, for statistics. */
export interface WorkspaceStatistics {
  /** Files that belong to the project. */
  readonly files: number;
  /** Files whose facts were needed. */
  readonly parsed: number;
}

/** The project behind a session: read in the background, kept current afterwards. */
export interface Workspace {
  /** `files` belong to the project too, whatever the excludes say. */
  setRoots(roots: readonly WorkspaceRoot[], files: readonly string[]): void;
  /** A file changed, appeared or vanished, in an editor or on disk. */
  changed(path: string): void;
  /**
   * The analysis of the project that a file belongs to; undefined for a file of none, and while the project is being
   * read unless `patient`. In the time after a change it may be that of the state before.
   */
  analysis(path: string, patient: boolean): Promise<Analysis | undefined>;
  statistics(): WorkspaceStatistics;
}

export interface WorkspaceTools {
  readonly catalog: Catalog;
  readonly extensions: readonly string[];
  readonly texts: Texts;
  readonly facts: FactsSource;
  readonly languageOf: (path: string) => Language | undefined;
  /** The analysis is new: what was reported may be out of date. */
  readonly onReady: () => void;
  readonly everything?: boolean;
}

/** How long changes are gathered before the whole project is looked at again, in milliseconds. */
const settling = 150;

/** Sets up the background work; nothing is read before there are roots. */
export function createWorkspace(tools: WorkspaceTools): Workspace {
  let roots: readonly WorkspaceRoot[] = [];
  let named: readonly string[] = [];
  let project: Promise<Project> | undefined;
  let opened: Project | undefined;
  let newest: Analysis | undefined;
  let refreshing: Promise<void> | undefined;
  const stale = new Set<string>();

  async function open(folders: readonly WorkspaceRoot[]): Promise<Project> {
    const disk = createDirectories();
    const lists = await Promise.all(
      folders.map(({ folder, excludes }) => projectFiles(folder, tools.extensions, excludes)),
    );
    const files = [...new Set([...lists.flat(), ...named])];
    const resolver = createResolver({ disk, packages: await packagesOf(disk, files) });
    const opened = new Project({
      catalog: tools.catalog,
      resolver,
      everything: tools.everything ?? false,
      read: (path) => tools.texts.read(path),
      scanImports: (path, text) => tools.languageOf(path)?.scanImports(text) ?? [],
      facts: (path, text) => tools.facts.of({ path, text }),
    });
    await opened.add(files);
    return opened;
  }

  async function refresh(): Promise<void> {
    const current = (project ??= open(roots));
    const found = await current;
    const paths = [...stale];
    stale.clear();
    for (const path of paths) await found.update(path);
    const analysis = await found.analysis();
    // The roots were changed meanwhile: that is another project's analysis.
    if (project !== current) return;
    opened = found;
    newest = analysis;
  }

  /** One refresh at a time; what changes while it runs is taken up by the next one. */
  function ready(): Promise<void> {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  return {
    setRoots(changed, files) {
      // Settings are read again at every change of any setting.
      if (JSON.stringify([roots, named]) === JSON.stringify([changed, files])) return;
      roots = changed;
      named = files;
      project = undefined;
      opened = undefined;
      newest = undefined;
      stale.clear();
    },
    changed(path) {
      if (roots.some(({ folder }) => isWithin(folder, path))) stale.add(path);
    },
    async analysis(path, patient) {
      if (!roots.some(({ folder }) => isWithin(folder, path))) return undefined;
      // A file that the excludes leave out, but that somebody looks at all the same.
      if (opened?.has(path) === false) stale.add(path);
      if (patient) {
        while (newest === undefined || stale.size > 0) await ready();
        return newest;
      }
      if (newest === undefined || stale.size > 0) schedule();
      return newest;
    },
    statistics: () => ({ files: opened?.files ?? 0, parsed: opened?.parsed ?? 0 }),
  };

  function schedule(): void {
    if (refreshing !== undefined) return;
    const wait = newest === undefined ? 0 : settling;
    refreshing = delay(wait)
      .then(refresh)
      .then(tools.onReady)
      .finally(() => {
        refreshing = undefined;
        if (stale.size > 0) schedule();
      });
  }
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
