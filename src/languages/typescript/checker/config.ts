import { ts } from '../ts.ts';
import type { Disk } from './disk.ts';

/** A `tsconfig.json` or `jsconfig.json` with the files that it names. */
export interface Config {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  readonly files: ReadonlySet<string>;
  /** Paths of the configurations that it refers to. */
  readonly references: readonly string[];
  readonly projectReferences: readonly ts.ProjectReference[] | undefined;
}

interface Entry {
  readonly config: Config;
  /** All files that it was read from, each with its version. */
  readonly versions: ReadonlyMap<string, string>;
}

const names = ['tsconfig.json', 'jsconfig.json'];

/** The configurations of projects, read again when they change. */
export class Configs {
  readonly #disk: Disk;
  readonly #known = new Map<string, Entry>();
  /** Configurations whose list of files is of now. */
  readonly #fresh = new Set<string>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** From now on files may have come or gone. */
  refresh(): void {
    this.#fresh.clear();
  }

  /**
   * The configuration whose files include a file: its own folder's or the nearest one above, or one that such a one
   * refers to. Failing that, the nearest one whose program `holds` the file because others import it.
   */
  governing(file: string, holds: (config: Config) => boolean): Config | undefined {
    const above = this.above(file);
    for (const config of above) {
      const found = this.#including(config, file, new Set());
      if (found !== undefined) return found;
    }
    const [nearest] = above;
    return nearest !== undefined && holds(nearest) ? nearest : undefined;
  }

  /** The configurations of the folders that a file lies in, the nearest first. */
  above(file: string): readonly Config[] {
    const found: Config[] = [];
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      const name = names.find((candidate) => ts.sys.fileExists(join(folder, candidate)));
      const config = name === undefined ? undefined : this.at(join(folder, name));
      if (config !== undefined) found.push(config);
      if (folderOf(folder) === folder) return found;
    }
  }

  /** The configurations that refer to one, directly or through others, as far as folders above it tell. */
  referringTo(target: Config): readonly Config[] {
    const known = new Map<string, Config>();
    const visit = (config: Config | undefined): void => {
      if (config === undefined || known.has(config.path)) return;
      known.set(config.path, config);
      for (const reference of config.references) visit(this.at(reference));
    };
    for (const config of this.above(target.path)) visit(config);
    const reaches = (config: Config, seen: Set<string>): boolean => {
      if (seen.has(config.path)) return false;
      seen.add(config.path);
      return config.references.some((path) => {
        const next = known.get(path);
        return path === target.path || (next !== undefined && reaches(next, seen));
      });
    };
    return [...known.values()].filter((config) => config.path !== target.path && reaches(config, new Set()));
  }

  /** Reads a configuration; undefined where there is none. What is wrong in it is left out. */
  at(path: string): Config | undefined {
    const known = this.#known.get(path);
    const isCurrent =
      known !== undefined &&
      [...known.versions].every(([file, version]) => this.#disk.version(file) === version);
    if (isCurrent) return known.config;
    return this.#read(path);
  }

  #including(config: Config, file: string, seen: Set<string>): Config | undefined {
    if (seen.has(config.path)) return undefined;
    seen.add(config.path);
    if (config.files.has(file)) return config;
    // A file that is new is not on a list that was made before.
    const again = this.#fresh.has(config.path) ? config : this.#read(config.path);
    if (again?.files.has(file) === true) return again;
    for (const reference of again?.references ?? []) {
      const next = this.at(reference);
      const found = next === undefined ? undefined : this.#including(next, file, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #read(path: string): Config | undefined {
    this.#fresh.add(path);
    if (!ts.sys.fileExists(path)) {
      this.#known.delete(path);
      return undefined;
    }
    const source = ts.readJsonConfigFile(path, (file) => ts.sys.readFile(file));
    const parsed = ts.parseJsonSourceFileConfigFileContent(source, ts.sys, folderOf(path), undefined, path);
    const config: Config = {
      path,
      options: completed(path, parsed.options),
      files: new Set(parsed.fileNames),
      references: (parsed.projectReferences ?? []).map((reference) =>
        ts.resolveProjectReferencePath(reference),
      ),
      projectReferences: parsed.projectReferences,
    };
    const sources = [path, ...(source.extendedSourceFiles ?? [])];
    const versions = new Map(sources.map((file) => [file, this.#disk.version(file)]));
    this.#known.set(path, { config, versions });
    return config;
  }
}

/** Whether the compiler reports type errors in files of this project. */
export function checksTypes({ options, files }: Config): boolean {
  return (
    options.checkJs === true || [...files].some((file) => /\.[cm]?tsx?$/.test(file) && !isDeclaration(file))
  );
}

function isDeclaration(file: string): boolean {
  return /\.d\.([^./]+\.)?[cm]?ts$/.test(file);
}

/** What the options leave out means what it means to the compiler that the project itself uses. */
function completed(path: string, options: ts.CompilerOptions): ts.CompilerOptions {
  return {
    ...(isOlder(path) && olderDefaults(options)),
    // TypeScript 6 takes no declarations of its own accord; without Node's, hardly anything would be checked.
    types: ['*'],
    ...options,
    declaration: options.declaration ?? options.composite ?? false,
    // What TypeScript 6 calls deprecated still counts.
    ignoreDeprecations: '6.0',
    // Nothing is written, whatever the project is built to.
    noEmit: true,
    incremental: false,
    composite: false,
  };
}

/** What was the default before TypeScript 6, where that decides about errors. */
function olderDefaults({ module, moduleResolution }: ts.CompilerOptions): ts.CompilerOptions {
  const isNode = module !== undefined && module >= ts.ModuleKind.Node16;
  const isCommon = module === undefined || module === ts.ModuleKind.CommonJS;
  return {
    strict: false,
    esModuleInterop: isNode,
    noUncheckedSideEffectImports: false,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it counts in projects that still have it
    ...(isCommon && moduleResolution === undefined && { moduleResolution: ts.ModuleResolutionKind.Node10 }),
  };
}

/** Whether the project uses a TypeScript whose defaults are not those of TypeScript 6. */
function isOlder(path: string): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const manifest = ts.sys.readFile(join(folder, 'node_modules/typescript/package.json'));
    const version = manifest === undefined ? undefined : /"version"\s*:\s*"(\d+)\./.exec(manifest)?.[1];
    if (version !== undefined) return Number(version) < 6;
    if (folderOf(folder) === folder) return false;
  }
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  // The root keeps its slash: `/`, `C:/`.
  return at <= path.indexOf('/') ? path.slice(0, at + 1) : path.slice(0, at);
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
