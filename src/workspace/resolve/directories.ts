import path from 'node:path';
import { folderAt, textOf, type EntryKind, type Folder } from '../disk/looks.ts';

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

/**
 * Opens a view of the disk: one listing answers all questions about the files of a folder.
 *
 * @param isOpen Whether there is a document of this path in an editor: it may not be saved yet.
 */
export function createDirectories(isOpen: (path: string) => boolean = () => false): Directories {
  const listings = new Map<string, Promise<Folder>>();
  const texts = new Map<string, Promise<string | undefined>>();

  async function entry(file: string): Promise<EntryKind | undefined> {
    const folder = path.dirname(file);
    const listing = listings.get(folder) ?? folderAt(folder);
    listings.set(folder, listing);
    return (await listing).entry(path.basename(file));
  }

  return {
    async hasFile(file) {
      if (isOpen(file)) return true;
      const kind = await entry(file);
      return kind !== undefined && kind !== 'folder';
    },
    async hasFolder(folder) {
      const kind = await entry(folder);
      return kind === 'folder' || kind === 'link';
    },
    isLink: async (file) => (await entry(file)) === 'link',
    read(file) {
      const known = texts.get(file);
      if (known !== undefined) return known;
      const text = textOf(file).catch(() => undefined);
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
