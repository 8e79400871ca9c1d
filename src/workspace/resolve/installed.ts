import path from 'node:path';
import { targetOf } from '../disk/looks.ts';
import type { Directories } from './directories.ts';
import { asString, readJson, type JsonObject } from './json.ts';

/** A package in a `node_modules` folder. */
export interface InstalledPackage {
  /** Its true folder: package managers put links in the places where it is looked for. */
  readonly folder: string;
  readonly json: JsonObject;
  readonly version: string | undefined;
}

/**
 * Finds the package of a name that code in a folder gets: in the nearest `node_modules` that has it, whether that is
 * its own or one of a workspace further up. Undefined where it is not installed.
 */
export async function installedPackage(
  disk: Directories,
  from: string,
  name: string,
): Promise<InstalledPackage | undefined> {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    const isThere =
      (await disk.hasFolder(path.join(at, 'node_modules'))) &&
      (await disk.hasFolder(folder)) &&
      (await disk.hasFile(path.join(folder, 'package.json')));
    const json = isThere ? await readJson(disk, path.join(folder, 'package.json')) : undefined;
    if (json !== undefined)
      return { folder: await trueFolder(folder), json, version: asString(json['version']) };
    if (path.dirname(at) === at) return undefined;
  }
}

/** `@scope/name/sub` is `@scope/name` and `./sub`; a package itself has the subpath `.`. */
export function splitSpecifier(specifier: string): readonly [name: string, subpath: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  const rest = parts.slice(length).join('/');
  return [parts.slice(0, length).join('/'), rest === '' ? '.' : `./${rest}`];
}

async function trueFolder(folder: string): Promise<string> {
  // It may vanish while an install runs.
  return await targetOf(folder).catch(() => folder);
}
