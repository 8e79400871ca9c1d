import type { Project } from './project.ts';

/** A project that is opened when it is first needed and brought up to date when it is needed again. */
export interface Whole {
  current(): Promise<Project>;
  /** A file changed, appeared or vanished. */
  changed(path: string): void;
  /** Whether it is known to have a file, which has not changed since. */
  has(path: string): boolean;
  forget(): void;
}

/** Keeps a project that is rarely needed. */
export function createWhole(open: () => Promise<Project>): Whole {
  let opened: Promise<Project> | undefined;
  let newest: Project | undefined;
  const stale = new Set<string>();

  return {
    async current() {
      const project = (newest = await (opened ??= open()));
      const paths = [...stale];
      stale.clear();
      // A file that is new may be what imports have been looking for.
      if (paths.some((path) => !project.has(path))) {
        opened = open();
        return (newest = await opened);
      }
      for (const path of paths) await project.update(path);
      return project;
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
