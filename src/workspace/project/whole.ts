import type { Project } from './project.ts';

/** A project that is opened when it is first needed and brought up to date when it is needed again. */
export interface Whole {
  current(): Promise<Project>;
  /** A file changed, appeared or vanished. */
  changed(path: string): void;
  forget(): void;
}

/** Keeps a project that is rarely needed. */
export function createWhole(open: () => Promise<Project>): Whole {
  let opened: Promise<Project> | undefined;
  const stale = new Set<string>();

  return {
    async current() {
      const project = await (opened ??= open());
      const paths = [...stale];
      stale.clear();
      // A file that is new may be what imports have been looking for.
      if (paths.some((path) => !project.has(path))) {
        opened = open();
        return await opened;
      }
      for (const path of paths) await project.update(path);
      return project;
    },
    changed(path) {
      if (opened !== undefined) stale.add(path);
    },
    forget() {
      opened = undefined;
      stale.clear();
    },
  };
}
