import type { Project } from './project.ts';

/** A project that is opened when it is first needed and brought up to date when it is needed again. */
export interface Whole {
  /** @param patienceMs How old it may be, in milliseconds, where nobody tells of changes in some of its files. */
  current(patienceMs?: number): Promise<Project>;
  /** A file changed, appeared or vanished. */
  changed(path: string): void;
  /** Whether it is known to have a file, which has not changed since. */
  has(path: string): boolean;
  forget(): void;
}

/**
 * Keeps a project that is rarely needed.
 *
 * @param isWatched Whether changes of a file will be told.
 */
export function createWhole(open: () => Promise<Project>, isWatched: (path: string) => boolean): Whole {
  let opened: Promise<Project> | undefined;
  let newest: Project | undefined;
  /** When it was opened, where changes of some of its files are not told. */
  let unwatchedSince: number | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const stale = new Set<string>();

  async function openNow(): Promise<Project> {
    unwatchedSince = undefined;
    const begun = performance.now();
    const project = await open();
    if (![...project.listed].every(isWatched)) unwatchedSince = begun;
    return project;
  }

  async function bringUpToDate(patienceMs: number): Promise<Project> {
    if (unwatchedSince !== undefined && performance.now() - unwatchedSince >= patienceMs) opened = undefined;
    const project = (newest = await (opened ??= openNow()));
    const paths = [...stale];
    stale.clear();
    // A file that is new may be what imports have been looking for.
    if (paths.some((path) => !project.has(path))) {
      opened = openNow();
      return (newest = await opened);
    }
    for (const path of paths) await project.update(path);
    return project;
  }

  return {
    current(patienceMs = 0) {
      // Whoever asks meanwhile must not get a project that is half up to date.
      const next = turn.then(() => bringUpToDate(patienceMs));
      turn = next.catch(() => undefined);
      return next;
    },
    changed(path) {
      if (opened !== undefined) stale.add(path);
    },
    has: (path) => newest?.has(path) === true && !stale.has(path),
    forget() {
      opened = undefined;
      newest = undefined;
      stale.clear();
    },
  };
}
