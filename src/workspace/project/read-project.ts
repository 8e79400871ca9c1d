import path from 'node:path';
import { mapConcurrently } from '../concurrency.ts';
import { discover, type ExcludeSettings } from '../discovery.ts';
import type { ExcluderOf } from '../excluders.ts';
import { PathError } from '../named-paths.ts';
import type { Directories } from '../resolve/directories.ts';
import { asString } from '../resolve/json.ts';
import { manifestOf, type Manifest } from '../resolve/packages.ts';

/** The source files below a folder, by the rules by which `check` looks for files; none when it cannot be read. */
export async function projectFiles(
  root: string,
  extensions: readonly string[],
  excludes: ExcludeSettings,
  excluderOf?: ExcluderOf,
): Promise<readonly string[]> {
  try {
    const { files } = await discover([root], {
      ...excludes,
      ...(excluderOf && { excluderOf }),
      cwd: root,
      extensions,
    });
    return files;
  } catch (error) {
    // An editor may have a folder open that is not there (yet).
    if (error instanceof PathError) return [];
    throw error;
  }
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
