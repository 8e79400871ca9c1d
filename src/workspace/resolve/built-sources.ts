import path from 'node:path';
import type { Directories } from './directories.ts';
import { asObject, asString, readJson } from './json.ts';
import { outputFolder, sourceBehind, sourceFile } from './source-file.ts';
import { locate, parentsOf } from './tsconfig.ts';

/** Configurations by which packages are built. */
const configNames = ['', '.build', '.prod', '.production', '.release', '.dist', '.lib', '.esm', '.cjs'].map(
  (kind) => `tsconfig${kind}.json`,
);

/** Where sources customarily are, below a package. */
const sourceFolders = ['src', 'source', 'lib', '.'];

/** Configurations that extend each other go no deeper. */
const deepest = 10;

/** A folder that a compiler writes to, and those whose files it may have been given. */
interface Output {
  readonly to: string;
  readonly from: readonly string[];
}

/**
 * Finds the sources of what a manifest names, which may be output that a checkout lacks: by what the compiler is told of
 * folders, and by what is customary. Declarations written by hand are among them.
 *
 * @param folder The package's.
 * @param target An absolute path.
 */
export async function sourcesOf(
  disk: Directories,
  folder: string,
  target: string,
): Promise<readonly string[]> {
  const found = new Set([await sourceBehind(disk, folder, codeOf(target))]);
  const places = [target];
  for (const { to, from } of await outputsOf(disk, folder)) {
    const rest = path.relative(to, target);
    if (rest !== '' && !rest.startsWith('..')) places.push(...from.map((source) => path.join(source, rest)));
  }
  const output = outputFolder(folder, target);
  if (output !== undefined)
    for (const name of ['src', 'source'])
      places.push(path.join(path.dirname(output), name, path.relative(output, target)));
  for (const place of places) {
    found.add(await sourceFile(disk, codeOf(place)));
    if (/\.d\.[cm]?ts$/.test(place) && (await disk.hasFile(place))) found.add(place);
  }
  return [...found].filter((file) => file !== undefined);
}

/** What is declared is made of the same source as the code beside it. */
export function codeOf(target: string): string {
  return target.replace(/\.d\.([cm]?)ts$/, '.$1js');
}

async function outputsOf(disk: Directories, folder: string): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (const name of configNames) {
    const file = path.join(folder, name);
    if (!(await disk.hasFile(file))) continue;
    const { rootDir, outDir, declarationDir } = await optionsOf(disk, file, folder, 0);
    // Without a root it is the folder that all files have in common: whichever has the file, is.
    const from = rootDir === undefined ? sourceFolders.map((one) => path.join(folder, one)) : [rootDir];
    for (const to of [outDir, declarationDir]) if (to !== undefined) outputs.push({ to, from });
  }
  return outputs;
}

type Options = Readonly<Partial<Record<'rootDir' | 'outDir' | 'declarationDir', string>>>;

/**
 * What a configuration says of folders, with what it extends: each path counts from the file that has it.
 *
 * @param root What `${configDir}` stands for.
 */
async function optionsOf(disk: Directories, file: string, root: string, depth: number): Promise<Options> {
  const folder = path.dirname(file);
  const json = await readJson(disk, file);
  let options: Options = {};
  for (const parent of parentsOf(json)) {
    const found = depth < deepest ? await locate(disk, folder, parent) : undefined;
    if (found !== undefined) options = { ...options, ...(await optionsOf(disk, found, root, depth + 1)) };
  }
  const own = asObject(json?.compilerOptions);
  const named = (['rootDir', 'outDir', 'declarationDir'] as const).flatMap((key) => {
    const value = asString(own?.[key])?.replace('${configDir}', root);
    return value === undefined ? [] : [[key, path.resolve(folder, value)] as const];
  });
  return { ...options, ...Object.fromEntries(named) };
}
