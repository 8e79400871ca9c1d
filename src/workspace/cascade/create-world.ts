import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Analysis } from '../../engine/analyze.ts';
import type { AnalysisSettings } from '../../engine/settings.ts';
import type { World, WorldFile } from '../../fixes/cascade/world.ts';
import { t } from '../../l10n/translate.ts';
import type { Language } from '../../languages/language.ts';
import type { Project } from '../project/project.ts';
import { createDirectories, type Directories } from '../resolve/directories.ts';
import type { MentionedElsewhere } from './foreign-files.ts';
import { mentionsOf } from '../project/search.ts';
import { openedModules, withOpeners, type OpenedModules } from './opened-modules.ts';
import { placeText } from '../testing/place-text.ts';
import { createEntries } from './package-entries.ts';
import { loadedBy } from '../project/loaded-by.ts';
import { loadByName } from './loads-by-name.ts';
import { moduleFacts } from './module-facts.ts';
import { reachedInside } from './reached-inside.ts';
import { remember } from './remember.ts';
import { standIn } from './stand-ins.ts';

/** How long work may go on before others get their turn, in milliseconds. */
const slice = 12;

/** What is that far away says no more of what a call runs. */
const mostReached = 100;

/** A world that notes which files it was asked about that the analysis has not seen. */
export interface NotingWorld extends World {
  readonly missing: ReadonlySet<string>;
}

/** What a world needs to know of a project. */
export type ProjectView = Pick<
  Project,
  'textOf' | 'isParsed' | 'importsOf' | 'importersOf' | 'mentioning' | 'paths'
> & {
  readonly isFresh?: (word: string) => boolean;
};

/**
 * A project in which some files have other texts. They load the same files by the same specifiers.
 *
 * @param fresh Names that only those texts mention: who loads files by their paths does not know them.
 */
export function withTexts(
  project: Project,
  texts: ReadonlyMap<string, string>,
  fresh: ReadonlySet<string>,
): ProjectView {
  return {
    paths: project.paths,
    isFresh: (word) => fresh.has(word),
    textOf: (path) => texts.get(path) ?? project.textOf(path),
    isParsed: (path) => project.isParsed(path),
    importsOf: (path) => project.importsOf(path),
    importersOf: (path) => project.importersOf(path),
    mentioning(word) {
      const mentions = mentionsOf(new Set([word]));
      const others = project.mentioning(word).filter((path) => !texts.has(path));
      return [...others, ...[...texts].filter(([, text]) => mentions(text)).map(([path]) => path)];
    },
  };
}

/** What of a project is tests. */
export interface TestView {
  /** The folders that paths are shown relative to. */
  readonly folders: readonly string[];
  readonly isTest: (path: string) => boolean;
}

/** The project as the planner of conversions sees it. */
export function createWorld(
  project: ProjectView,
  analysis: Analysis,
  settings: AnalysisSettings,
  languageOf: (path: string) => Language | undefined,
  mentionedElsewhere: MentionedElsewhere,
  tests: TestView,
): NotingWorld {
  let begun = performance.now();
  const disk = createDirectories();
  const missing = new Set<string>();
  let opened: OpenedModules | undefined;
  const files = new Map<string, Promise<WorldFile | undefined>>();
  const { isEntry, isDeclared, useOf } = createEntries(disk);

  async function read(path: string): Promise<WorldFile | undefined> {
    const text = project.textOf(path);
    const language = await languageOf(path)?.load();
    if (text === undefined || language === undefined) return undefined;
    const source = { path, text };
    return {
      source,
      language: remember(language.cascade, source),
      loadedBy: loadedBy(project, path),
      module: await moduleFacts(disk, path, await useOf(path, project.importersOf(path).length > 0)),
      untouchable: await untouchable(disk, path),
    };
  }

  return {
    functions: analysis.functions,
    settings,
    missing,
    async file(path) {
      if (performance.now() - begun > slice) {
        await nextTurn();
        begun = performance.now();
      }
      if (!project.isParsed(path)) missing.add(path);
      const known = files.get(path);
      if (known !== undefined) return await known;
      const found = read(path);
      files.set(path, found);
      return await found;
    },
    importersOf(path) {
      opened ??= openedModules(project.mentioning('rewire'), (file) => project.textOf(file));
      return withOpeners(project.importersOf(path), opened, path);
    },
    lookInto(path) {
      for (const file of reachedFrom(path, project)) if (!project.isParsed(file)) missing.add(file);
    },
    loadedByName(path, word) {
      if (project.isFresh?.(word) === true) return [];
      return project.mentioning(word).flatMap((file) => {
        const span = file === path ? undefined : loadByName(project.textOf(file) ?? '', file, path);
        return span === undefined ? [] : [{ file, span }];
      });
    },
    takenOut(path, name) {
      return project.mentioning(name).flatMap((file) => {
        const span = reachedInside(project.textOf(file) ?? '', file, path, name);
        return span === undefined ? [] : [{ file, span }];
      });
    },
    standInFor(path, name) {
      for (const file of project.paths) {
        const span = standIn(project.textOf(file) ?? '', file, path, name);
        if (span !== undefined) return { file, span };
      }
      return undefined;
    },
    isTest: tests.isTest,
    describePlaces(places) {
      const [first] = places;
      if (first === undefined) return '';
      const source = { path: first.file, text: project.textOf(first.file) ?? '' };
      return placeText(source, first.span, new Set(places.map(({ file }) => file)).size, tests.folders);
    },
    mentioning: (word) => Promise.resolve(project.mentioning(word)),
    mentionedElsewhere,
    isEntry,
    isDeclared,
  };
}

/** The files that a file imports, those that they import, and so on, the nearest first. */
function reachedFrom(path: string, project: ProjectView): ReadonlySet<string> {
  const found = new Set([path]);
  for (const file of found) {
    for (const target of project.importsOf(file)?.values() ?? [])
      if (found.size < mostReached) found.add(target);
  }
  return found;
}

async function untouchable(disk: Directories, path: string): Promise<string | undefined> {
  if (/[\\/]node_modules[\\/]/.test(path)) return t('the file belongs to an installed package');
  const declarations = path.replace(/\.([cm]?)jsx?$/i, '.d.$1ts');
  return declarations !== path && (await disk.hasFile(declarations))
    ? t('a declaration file beside it says what it gives, and is not edited')
    : undefined;
}
