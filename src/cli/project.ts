import path from 'node:path';

import type { AnalysisSettings } from '../engine/settings.ts';
import { defaultConfig } from '../workspace/config.ts';
import { configWarnings, createConfigs, type Configs } from '../workspace/configs.ts';
import { discover } from '../workspace/discovery.ts';
import { createExcluders } from '../workspace/excluders.ts';
import { relativePath } from '../workspace/paths.ts';
import { projectRoots } from '../workspace/project/project-root.ts';
import type { Session } from '../workspace/session.ts';
import type { SkippedFile } from '../workspace/text-file.ts';
import type { AnalysisArguments } from './args.ts';
import type { CommandContext } from './context.ts';

/** The files that a command works on, and what it needs to analyse them. */
export interface Project {
  readonly files: readonly string[];
  /** The settings that hold for a file. */
  readonly settingsOf: (file: string) => Promise<AnalysisSettings>;
  readonly session: Session;
}

/** Reads the settings and finds the files. */
export async function openProject(args: AnalysisArguments, context: CommandContext): Promise<Project> {
  const { cwd, services, terminal } = context;
  const configs = createConfigs(args.config === undefined ? undefined : path.resolve(cwd, args.config));
  const fallback = defaultConfig(cwd);
  const excluderOf = createExcluders(configs, fallback.files);
  const found = await discover(args.paths, {
    ...fallback.files,
    excluderOf,
    cwd,
    extensions: services.extensions,
  });
  for (const file of found.files) await configs.of(path.dirname(file));
  await noteConfigs(configs, args.config, context);
  await noteSkipped(found.skipped, context);
  if (found.files.length === 0) {
    const hint =
      found.excluded > 0
        ? ': what is there is excluded (tests, build output, ignored by git). Files that are named are always checked'
        : '';
    await terminal.note(`There are no files to check${hint}.`);
  }
  const session = services.createSession(args.cache, configs);
  // Helpers may live anywhere in the project, not only in what is checked.
  const roots = await projectRoots(found.files.map((file) => path.dirname(file)));
  session.setRoots(
    roots.map((folder) => ({ folder, excludes: fallback.files })),
    found.files,
  );
  const settingsOf = async (file: string): Promise<AnalysisSettings> =>
    ((await configs.of(path.dirname(file)))?.config ?? fallback).analysis;
  return { files: found.files, settingsOf, session };
}

/** Tells which entries of the configurations are bad. Throws where one is no configuration at all. */
async function noteConfigs(
  configs: Configs,
  given: string | undefined,
  context: CommandContext,
): Promise<void> {
  for (const config of await configs.known())
    for (const warning of configWarnings(config, given ?? displayPath(config.path, context)))
      await context.terminal.note(warning);
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
