import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { builtinCatalog } from '../../../src/catalog/index.ts';
import type { BlockingApi } from '../../../src/catalog/schema.ts';
import { isWithinVersions } from '../../../src/catalog/versions.ts';
import { coreCatalog, otherRuntimes } from '../core.ts';
import { compilerOptions, Declarations, givenBy, type Exports } from '../declarations.ts';
import { asynchronousPackages } from './asynchronous.ts';
import { installedPackages } from './install.ts';

/** The catalogues of packages. */
export const packageCatalogs = builtinCatalog.filter(
  (part) => !coreCatalog.includes(part) && !otherRuntimes.includes(part),
);

/** One installed version of a package. */
export interface Pinned {
  /** The package's own name. */
  readonly name: string;
  /** The folder it is installed in: its name, or another one for an older version. */
  readonly alias: string;
  readonly version: string;
}

/** A record as it is checked against one version of its package. */
export interface Trial {
  readonly module: string;
  readonly api: BlockingApi;
  readonly pinned: Pinned;
  /** The files of its examples. */
  readonly bad: string;
  readonly good: string;
}

/** The pinned packages: what their declarations say, and the examples of the records compiled against them. */
export interface PinnedPackages {
  readonly trials: readonly Trial[];
  /** What the declarations of each version say, by alias. */
  readonly declarations: Declarations;
  /** The versions that there are of a module's package. */
  versionsOf(module: string): readonly Pinned[];
  /** What a module of one version exports. */
  exportsIn(module: string, pinned: Pinned): Exports | undefined;
  /** The name by which `declarations` knows a module of one version. */
  moduleIn(module: string, pinned: Pinned): string;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

let prepared: Promise<PinnedPackages> | undefined;

/** Installs the packages and prepares the examples, once for all tests. */
export function pinnedPackages(): Promise<PinnedPackages> {
  return (prepared ??= prepare());
}

async function prepare(): Promise<PinnedPackages> {
  const folder = await installedPackages();
  const versions = versionsIn(await readJson<Manifest>(path.join(folder, 'package.json')));
  const files = new Map<string, string>();
  const trials: Trial[] = [];
  const versionsOf = (module: string): readonly Pinned[] => versions.get(packageName(module)) ?? [];
  for (const { module, blocking } of packageCatalogs) {
    blocking.forEach((api, index) => {
      for (const pinned of versionsOf(module)) {
        if (!covers(api, pinned)) continue;
        const name = `${module}.${api.member}.${index}`.replaceAll(/[^\w.]/g, '_');
        const at = (kind: string): string =>
          path.join(folder, 'examples', encodeURIComponent(pinned.alias), `${name}.${files.size}.${kind}.ts`);
        const trial = { module, api, pinned, bad: at('bad'), good: at('good') };
        trials.push(trial);
        files.set(trial.bad, api.example.bad).set(trial.good, api.example.good);
      }
    });
  }
  const modules = [
    ...new Set(packageCatalogs.map(({ module }) => module)),
    ...Object.values(asynchronousPackages).flat(),
  ];
  const index = path.join(folder, 'index.ts');
  const specifiers = modules.flatMap((module) =>
    versionsOf(module).map((pinned) => moduleIn(module, pinned)),
  );
  files.set(index, specifiers.map((name, count) => `import * as m${count} from '${name}';`).join('\n'));
  const declarations: Declarations = new Declarations({
    files,
    // Packages without declarations are read as they are.
    options: {
      ...compilerOptions(path.join(folder, 'node_modules/@types'), ['node']),
      allowJs: true,
      maxNodeModuleJsDepth: 1,
    },
    renamed: (specifier, file) => renamed(specifier, file, versions),
    module: (name) => moduleOf(declarations, index, name),
    gives: (module) => givesOf(module, versions),
  });
  const exportsIn = (module: string, pinned: Pinned): Exports | undefined =>
    moduleOf(declarations, index, moduleIn(module, pinned));
  return { trials, declarations, versionsOf, exportsIn, moduleIn };
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}

/** `"glob-8": "npm:glob@8.1.0"` is glob 8; `"glob": "14.0.0"` is what it says. */
function versionsIn({ dependencies }: Manifest): ReadonlyMap<string, readonly Pinned[]> {
  const found = new Map<string, Pinned[]>();
  for (const [alias, range] of Object.entries(dependencies)) {
    if (alias.startsWith('@types/')) {
      // A package of declarations alone, such as that of the API of an editor.
      const typed = alias.slice('@types/'.length);
      if (!(typed in dependencies)) found.set(typed, [{ name: typed, alias: typed, version: range }]);
      continue;
    }
    const [, name = alias, version = range] = /^npm:(.+)@(.+)$/.exec(range) ?? [];
    const list = found.get(name) ?? [];
    list.push({ name, alias, version });
    found.set(name, list);
  }
  return found;
}

/** `@scope/name/sub` is of the package `@scope/name`. */
function packageName(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

function moduleIn(module: string, { name, alias }: Pinned): string {
  return alias + module.slice(name.length);
}

function covers({ versions }: BlockingApi, { version }: Pinned): boolean {
  return versions === undefined || isWithinVersions(version, versions);
}

/** In the examples for an older version, the package's name means that version. */
function renamed(specifier: string, file: string, versions: ReadonlyMap<string, readonly Pinned[]>): string {
  const alias = decodeURIComponent(/[\\/]examples[\\/]([^\\/]+)[\\/][^\\/]+$/.exec(file)?.[1] ?? '');
  if (alias === '' || /^[./]/.test(specifier)) return specifier;
  const pinned = versions.get(packageName(specifier))?.find((one) => one.alias === alias);
  return pinned === undefined ? specifier : moduleIn(specifier, pinned);
}

function moduleOf(declarations: Declarations, index: string, name: string): Exports | undefined {
  const file = declarations.program.getSourceFile(index);
  const found = file?.statements.find(
    (statement): statement is ts.ImportDeclaration =>
      ts.isImportDeclaration(statement) && (statement.moduleSpecifier as ts.StringLiteral).text === name,
  );
  const symbol = found && declarations.checker.getSymbolAtLocation(found.moduleSpecifier);
  return symbol && declarations.exportsOf(symbol);
}

function givesOf(
  module: string,
  versions: ReadonlyMap<string, readonly Pinned[]>,
): Readonly<Record<string, string>> {
  const pinned = [...versions.values()].flat().find((one) => one.alias === packageName(module));
  const name = pinned === undefined ? module : pinned.name + module.slice(pinned.alias.length);
  return givenBy(packageCatalogs, name);
}
