import { ts } from '../ts.ts';

/** A path as the compiler writes it. */
export function toCompilerPath(path: string): string {
  return path.replaceAll('\\', '/');
}

interface Snapshot {
  readonly version: string;
  readonly text: WeakRef<ts.IScriptSnapshot>;
}

/** Files on disk with their versions. Each file is looked at once between two calls of `refresh`. */
export class Disk {
  readonly #versions = new Map<string, string>();
  /** What parsed files were made of: as long as somebody has such a file, it need not be read again. */
  readonly #snapshots = new Map<string, Snapshot>();

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

  /** The text of a file; undefined while there is none. */
  snapshot(path: string): ts.IScriptSnapshot | undefined {
    const version = this.version(path);
    const known = this.#snapshots.get(path);
    const before = known?.version === version ? known.text.deref() : undefined;
    if (before !== undefined) return before;
    const text = ts.sys.readFile(path);
    if (text === undefined) return undefined;
    const snapshot = ts.ScriptSnapshot.fromString(text);
    this.#snapshots.set(path, { version, text: new WeakRef(snapshot) });
    return snapshot;
  }
}
