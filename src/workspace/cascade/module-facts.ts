import path from 'node:path';
import type { ModuleFacts } from '../../fixes/cascade/model.ts';
import type { ModuleUse } from '../../fixes/fix.ts';
import type { Directories } from '../resolve/directories.ts';
import { asObject, asString, readJson } from '../resolve/json.ts';
import { manifestOf } from '../resolve/packages.ts';

/** What TypeScript has to compile to for `await` to be legal at the top of a file. */
const modules = /^(?:es2022|esnext|node1[68]|node20|nodenext|preserve)$/i;
const tooOld = /^es(?:3|5|6|201[56])$/i;

/** Finds out whether `await` is legal at the top level of a file; where that is not evident it is not. */
export async function moduleFacts(disk: Directories, file: string, use: ModuleUse): Promise<ModuleFacts> {
  return { topLevelAwait: await allowsTopLevelAwait(disk, file), use };
}

async function allowsTopLevelAwait(disk: Directories, file: string): Promise<boolean> {
  if (/\.m[jt]s$/i.test(file)) return true;
  if (/\.c[jt]s$/i.test(file)) return false;
  const manifest = await manifestOf(disk, path.dirname(file));
  if (manifest?.json.type !== 'module') return false;
  return !/\.tsx?$/i.test(file) || (await compilesToModules(disk, path.dirname(file)));
}

async function compilesToModules(disk: Directories, folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, 'tsconfig.json');
    if (await disk.hasFile(file)) {
      const options = asObject((await readJson(disk, file))?.compilerOptions);
      const module = asString(options?.module);
      const target = asString(options?.target);
      return module !== undefined && modules.test(module) && (target === undefined || !tooOld.test(target));
    }
    if (path.dirname(at) === at) return false;
  }
}
