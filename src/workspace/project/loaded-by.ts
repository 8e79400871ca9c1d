import type { LoadedBy } from '../../fixes/fix.ts';
import type { Project } from './project.ts';

/** The files of a project that load a file, with their texts as they are when that is asked. */
export function loadedBy(project: Pick<Project, 'importersOf' | 'textOf'>, path: string): LoadedBy {
  return () =>
    project.importersOf(path).flatMap(({ file, specifiers }) => {
      const text = project.textOf(file);
      return text === undefined ? [] : [{ source: { path: file, text }, specifiers }];
    });
}
