import { isSkipped, readTextFile } from './text-file.ts';

/** The texts of files as they count now: those of open documents before those on disk. */
export class Texts {
  readonly #open = new Map<string, string>();
  readonly #reasons = new Map<string, string>();

  set(path: string, text: string): void {
    this.#open.set(path, text);
    this.#reasons.delete(path);
  }

  release(path: string): void {
    this.#open.delete(path);
  }

  isOpen(path: string): boolean {
    return this.#open.has(path);
  }

  /** The text of an open document. */
  openText(path: string): string | undefined {
    return this.#open.get(path);
  }

  /** The paths of all open documents. */
  opened(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Undefined when the file cannot or should not be read; then `reason` says why. */
  async read(path: string): Promise<string | undefined> {
    const open = this.#open.get(path);
    if (open !== undefined) return open;
    const file = await readTextFile(path);
    this.#reasons.delete(path);
    if (!isSkipped(file)) return file.text;
    this.skip(path, file.skipped);
    return undefined;
  }

  /** Notes why a file is left out. */
  skip(path: string, reason: string): void {
    this.#reasons.set(path, reason);
  }

  reason(path: string): string | undefined {
    return this.#reasons.get(path);
  }
}
