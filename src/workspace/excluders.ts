import type { Configs } from './configs.ts';
import { createExcluder, type ExcludeSettings } from './discovery.ts';
import type { PathTest } from './glob.ts';

/** Says which entries of a folder are left out. */
export type ExcluderOf = (folder: string) => Promise<PathTest>;

/** The excludes of each folder: those of its configuration file, or what holds where there is none. */
export function createExcluders(configs: Configs, otherwise: ExcludeSettings): ExcluderOf {
  const known = new Map<ExcludeSettings, PathTest>();
  return async (folder) => {
    const settings = (await configs.of(folder))?.config.files ?? otherwise;
    const excluder = known.get(settings) ?? createExcluder(settings);
    known.set(settings, excluder);
    return excluder;
  };
}
