import path from 'node:path';

import type { AnalysisSettings } from '../engine/settings.ts';
import { defaultConfig, loadConfig } from '../workspace/config.ts';
import { discover } from '../workspace/discovery.ts';
import { relativePath } from '../workspace/paths.ts';
import { projectRoots } from '../workspace/project/project-root.ts';
import type { Session } from '../workspace/session.ts';
import type { SkippedFile } from '../workspace/text-file.ts';
import type { AnalysisArguments } from './args.ts';
import type { CommandContext } from './context.ts';

/** The files that a command works on, and what it needs to analyse them. */
export interface Project {
  readonly files: readonly string[];
  readonly settings: AnalysisSettings;
  readonly session: Session;
}

/** Reads the settings and finds the files. */
export async function openProject(args: AnalysisArguments, context: CommandContext): Promise<Project> {
  const { cwd, services, terminal } = context;
  const config =
    args.config === undefined
      ? defaultConfig(cwd)
      : await loadConfig(path.resolve(cwd, args.config), args.config);
  const found = await discover(args.paths, { ...config.files, cwd, extensions: services.extensions });
  await noteSkipped(found.skipped, context);
  if (found.files.length === 0) {
    const hint =
      found.excluded > 0
        ? ': what is there is excluded (tests, build output, ignored by git). Files that are named are always checked'
        : '';
    await terminal.note(`There are no files to check${hint}.`);
  }
  const session = services.createSession(args.cache);
  // Helpers may live anywhere in the project, not only in what is checked.
  const roots = await projectRoots(found.files);
  session.setRoots(
    roots.map((folder) => ({ folder, excludes: config.files })),
    found.files,
  );
  return { files: found.files, settings: config.analysis, session };
}

/** Tells which files were left out, and why. */
export async function noteSkipped(files: readonly SkippedFile[], context: CommandContext): Promise<void> {
  for (const { path, skipped } of files) {
    await context.terminal.note(`Skipped ${displayPath(path, context)}: ${skipped}.`);
  }
}

/** A path as messages show it. */
export function displayPath(absolute: string, { cwd }: CommandContext): string {
  return relativePath(cwd, absolute) || '.';
}
