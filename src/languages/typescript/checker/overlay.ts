import type { SourceText } from '../../../facts/source-text.ts';
import { ts } from '../ts.ts';
import { toCompilerPath, type Disk } from './disk.ts';

interface Entry {
  readonly text: string;
  readonly version: string;
  readonly snapshot: ts.IScriptSnapshot;
}

/** Texts that are laid over the disk, each with a version of its own: one for all would reparse every file. */
export class Overlay {
  readonly #disk: Disk;
  #entries = new Map<string, Entry>();
  #count = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Replaces all texts. One that stays the same keeps its version; of two for one file the last counts. */
  set(texts: readonly SourceText[]): void {
    const entries = new Map<string, Entry>();
    for (const { path, text } of texts) {
      const name = toCompilerPath(path);
      const known = this.#entries.get(name);
      if (known?.text === text) entries.set(name, known);
      else {
        this.#count += 1;
        entries.set(name, {
          text,
          version: `text ${this.#count}`,
          snapshot: ts.ScriptSnapshot.fromString(text),
        });
      }
    }
    this.#entries = entries;
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  version(path: string): string {
    return this.#entries.get(path)?.version ?? this.#disk.version(path);
  }

  snapshot(path: string): ts.IScriptSnapshot | undefined {
    return this.#entries.get(path)?.snapshot ?? this.#disk.snapshot(path);
  }

  read(path: string): string | undefined {
    return this.#entries.get(path)?.text ?? ts.sys.readFile(path);
  }
}
