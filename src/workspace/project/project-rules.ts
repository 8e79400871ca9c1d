import path from 'node:path';
import type { Catalog } from '../../catalog/lookup.ts';
import {
  createCallRules,
  type CallRules,
  type PackageFolders,
  type ProgramRules,
} from '../../engine/call-rules.ts';
import { createProgramRules, extendCatalog } from '../../engine/program-rules.ts';
import type { CallSettings } from '../../engine/settings.ts';
import type { Configs } from '../configs.ts';
import { isWithin } from '../paths.ts';

/** What holds in a folder that has no configuration file. */
export interface FolderCalls {
  readonly folder: string;
  readonly calls?: CallSettings | undefined;
}

/** What configurations say about the calls in the files of a project. */
export interface ProjectRules {
  /** Finds the rules for a file. */
  prepare(file: string): Promise<void>;
  /** The rules for all files that were prepared. */
  rules(): ProgramRules;
  /** The catalogue with what they say of packages. */
  catalog(): Catalog;
}

/** What rules are made of. */
export interface RuleSources {
  readonly configs: Configs;
  readonly catalog: Catalog;
  /** The roots of the project. */
  readonly folders: readonly FolderCalls[];
  /** The packages that the project consists of. */
  readonly packages: PackageFolders;
  /** What holds in files of no root. */
  readonly elsewhere?: CallSettings | undefined;
}

/** Starts with no file. */
export function createProjectRules({
  configs,
  catalog,
  folders,
  packages,
  elsewhere,
}: RuleSources): ProjectRules {
  const inner = [...folders].sort((a, b) => b.folder.length - a.folder.length);
  const byFile = new Map<string, CallRules>();
  const bySettings = new Map<CallSettings, CallRules>();

  return {
    async prepare(file) {
      const config = await configs.of(path.dirname(file));
      const calls =
        config === undefined
          ? (inner.find(({ folder }) => isWithin(folder, file))?.calls ?? elsewhere)
          : config.config.calls;
      if (calls === undefined || calls.blocking.length + calls.ignored.length === 0) return;
      const rules = bySettings.get(calls) ?? createCallRules(calls, packages);
      bySettings.set(calls, rules);
      byFile.set(file, rules);
    },
    rules: () => createProgramRules((file) => byFile.get(file), bySettings.keys(), packages),
    catalog: () => extendCatalog(catalog, bySettings.keys()),
  };
}
