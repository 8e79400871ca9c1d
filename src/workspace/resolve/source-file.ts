import path from 'node:path';
import type { Directories } from './directories.ts';

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What a compiler makes of a source file, back to the source. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

/** The declarations of what an import names by its extension. */
const declarations: Readonly<Record<string, string>> = { '.js': '.d.ts', '.mjs': '.d.mts', '.cjs': '.d.cts' };

const outputFolders = new Set(['dist', 'build', 'out', 'distribution', 'lib', 'es', 'esm', 'cjs']);

/** Finds the source file for a path as an import writes it: with or without extension, a folder, or compiled output. */
export async function sourceFile(disk: Directories, wanted: string): Promise<string | undefined> {
  return (await asFile(disk, wanted)) ?? (await asFolder(disk, wanted));
}

/** Like `sourceFile`, for a path that a manifest names: output that was built from sources beside it loses to them. */
export async function sourceOfOutput(
  disk: Directories,
  root: string,
  target: string,
): Promise<string | undefined> {
  return (
    (await sourceBehind(disk, root, target)) ??
    (await sourceFile(disk, target)) ??
    (outputFolder(root, target) === undefined ? undefined : await sourceFile(disk, path.join(root, 'src')))
  );
}

/** The source that a file in a folder for output was built from; undefined for other files, and where there is none. */
export async function sourceBehind(
  disk: Directories,
  root: string,
  target: string,
): Promise<string | undefined> {
  const output = outputFolder(root, target);
  if (output === undefined) return undefined;
  const rest = path.relative(output, target).split(path.sep);
  // `dist/esm/x.js` is made of `src/x.ts` as well.
  const inner = rest.length > 1 && outputFolders.has(rest[0] ?? '') ? rest.slice(1) : rest;
  for (const names of [rest, inner]) {
    const found = await sourceFile(disk, path.join(path.dirname(output), 'src', ...names));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The folder for output that a path below a root is in; undefined for a path that is in none. */
export function outputFolder(root: string, target: string): string | undefined {
  const parts = path.relative(root, target).split(path.sep);
  const output = parts.findIndex((part) => outputFolders.has(part));
  return output === -1 || parts[0] === '..' ? undefined : path.join(root, ...parts.slice(0, output + 1));
}

async function asFile(disk: Directories, wanted: string): Promise<string | undefined> {
  const extension = path.extname(wanted);
  const stem = wanted.slice(0, wanted.length - extension.length);
  const candidates = [
    ...(sources[extension] ?? []).map((source) => stem + source),
    ...(extensions.includes(extension) ? [wanted] : []),
    ...extensions.map((source) => wanted + source),
  ];
  for (const candidate of candidates) {
    if (!isDeclaration(candidate) && (await disk.hasFile(candidate))) return candidate;
  }
  // What there is no source of, such as a native module, may be declared.
  const declaration = stem + (declarations[extension] ?? `${extension}.d.ts`);
  return (await disk.hasFile(declaration)) ? declaration : undefined;
}

function isDeclaration(file: string): boolean {
  return /\.d\.[mc]?ts$/.test(file);
}

async function asFolder(disk: Directories, folder: string): Promise<string | undefined> {
  if (!(await disk.hasFolder(folder))) return undefined;
  const main = await mainOf(disk, folder);
  const named = main === undefined ? undefined : await asFile(disk, path.join(folder, main));
  return named ?? (await asFile(disk, path.join(folder, 'index')));
}

async function mainOf(disk: Directories, folder: string): Promise<string | undefined> {
  if (!(await disk.hasFile(path.join(folder, 'package.json')))) return undefined;
  const text = await disk.read(path.join(folder, 'package.json'));
  const main = /"main"\s*:\s*"([^"]*)"/.exec(text ?? '');
  return main?.[1];
}
