import type { Catalog } from '../catalog/lookup.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { ProgramRules } from './call-rules.ts';
import type { InstalledPackages } from './installed.ts';

/** The files that are looked at together, and how they name each other. */
export interface Program {
  readonly files: ReadonlyMap<string, FileFacts>;
  /** The paths of all files that it may get as well: what is found does not depend on when they are added. */
  readonly paths?: Iterable<string>;
  readonly catalog: Catalog;
  /**
   * The file of the project that a specifier names; undefined for a package, a built-in module or nothing. The answer
   * may be a file that `files` does not hold: then its exports are unknown.
   */
  readonly resolve: (from: string, specifier: string) => string | undefined;
  /** Whether the text of some file mentions a word; undefined where nobody knows. */
  readonly mentions?: ((word: string) => boolean) | undefined;
  /**
   * Whether more classes and interfaces name a type of a file as their base than can be told apart; undefined for no. It must
   * not depend on which files the program has.
   */
  readonly isWidelyInherited?: ((file: string, type: string) => boolean) | undefined;
  /** What the project says about calls; none when left out. */
  readonly rules?: ProgramRules | undefined;
  /** The packages around the files; nothing is known of them when left out. */
  readonly installed?: InstalledPackages | undefined;
  /** Link every call rather than those that may matter. The findings are the same. */
  readonly exhaustive: boolean;
}
