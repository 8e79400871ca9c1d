import type { Project } from '../project/project.ts';

/** The parts of a project that searches in its tests ask. */
export type SearchedProject = Pick<
  Project,
  'revision' | 'paths' | 'textOf' | 'importsOf' | 'importersOf' | 'resolve'
>;
