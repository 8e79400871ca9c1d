import { ts } from '../ts.ts';

/** A path as the compiler writes it. */
export function toCompilerPath(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Files on disk with their versions. Each file is looked at once between two calls of `refresh`. */
export class Disk {
  readonly #versions = new Map<string, string>();

  /** From now on files may have changed. */
  refresh(): void {
    this.#versions.clear();
  }

  /** Another one whenever the file has changed; empty while there is none. */
  version(path: string): string {
    const known = this.#versions.get(path);
    if (known !== undefined) return known;
    const version = String(ts.sys.getModifiedTime?.(path)?.getTime() ?? '');
    this.#versions.set(path, version);
    return version;
  }
}
