import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What is on disk, asked folder by folder and remembered until `forget`. */
export interface Directories {
  /** Whether there is a file of this path. Links count as files. */
  hasFile(file: string): Promise<boolean>;
  hasFolder(folder: string): Promise<boolean>;
  /** Whether there is a symbolic link of this path. */
  isLink(file: string): Promise<boolean>;
  /** The text of a file, for configuration; undefined when it cannot be read. */
  read(file: string): Promise<string | undefined>;
  /** Something appeared, changed or vanished at this path. */
  forget(file: string): void;
}

interface Listing {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

const nothing: Listing = { files: new Set(), folders: new Set(), links: new Set() };

/**
 * Opens a view of the disk: one listing answers all questions about the files of a folder.
 *
 * @param isOpen Whether there is a document of this path in an editor: it may not be saved yet.
 */
export function createDirectories(isOpen: (path: string) => boolean = () => false): Directories {
  const listings = new Map<string, Promise<Listing>>();
  const texts = new Map<string, Promise<string | undefined>>();

  function listing(folder: string): Promise<Listing> {
    const known = listings.get(folder);
    if (known !== undefined) return known;
    const found = list(folder);
    listings.set(folder, found);
    return found;
  }

  return {
    hasFile: async (file) =>
      isOpen(file) || (await listing(path.dirname(file))).files.has(path.basename(file)),
    hasFolder: async (folder) => (await listing(path.dirname(folder))).folders.has(path.basename(folder)),
    isLink: async (file) => (await listing(path.dirname(file))).links.has(path.basename(file)),
    read(file) {
      const known = texts.get(file);
      if (known !== undefined) return known;
      const text = readFile(file, 'utf8').catch(() => undefined);
      texts.set(file, text);
      return text;
    },
    forget(file) {
      listings.delete(path.dirname(file));
      listings.delete(path.dirname(path.dirname(file)));
      texts.delete(file);
    },
  };
}

async function list(folder: string): Promise<Listing> {
  // A folder that is not there, or may not be read, holds nothing that could be resolved.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return nothing;
  const files = new Set<string>();
  const folders = new Set<string>();
  const links = new Set<string>();
  for (const entry of entries) {
    if (entry.isDirectory() || entry.isSymbolicLink()) folders.add(entry.name);
    if (!entry.isDirectory()) files.add(entry.name);
    if (entry.isSymbolicLink()) links.add(entry.name);
  }
  return { files, folders, links };
}
