import path from 'node:path';
import { mapConcurrently } from '../concurrency.ts';
import { discover, type ExcludeSettings } from '../discovery.ts';
import type { Directories } from '../resolve/directories.ts';
import { asString } from '../resolve/json.ts';
import { manifestOf, type Manifest } from '../resolve/packages.ts';

/** The source files below some folders, by the rules by which `check` looks for files. */
export async function projectFiles(
  roots: readonly string[],
  extensions: readonly string[],
  excludes: ExcludeSettings,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const found = await Promise.all(
    roots.map((root) =>
      discover([root], { ...excludes, cwd: root, extensions, ...(signal === undefined ? {} : { signal }) }),
    ),
  );
  return [...new Set(found.flatMap(({ files }) => files))];
}

/** The packages that some files belong to, by their names: what a workspace links together. */
export async function packagesOf(
  disk: Directories,
  files: readonly string[],
): Promise<ReadonlyMap<string, Manifest>> {
  const folders = new Set(files.map((file) => path.dirname(file)));
  const manifests = await mapConcurrently([...folders], 32, (folder) => manifestOf(disk, folder));
  const packages = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const name = asString(manifest?.json.name);
    if (manifest !== undefined && name !== undefined && !packages.has(name)) packages.set(name, manifest);
  }
  return packages;
}
