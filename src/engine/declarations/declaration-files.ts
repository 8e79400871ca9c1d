import type { DeclarationFacts } from '../../facts/declaration-facts.ts';

/** The declaration files of installed packages, as far as they were read. */
export interface DeclarationFiles {
  /** Undefined for a file that cannot be read, or was not read yet. */
  facts(file: string): DeclarationFacts | undefined;
  /** The declaration file that a specifier in another one stands for; undefined where there is none, or none is known yet. */
  resolve(from: string, specifier: string): string | undefined;
}

/** A module as its users name it, and the declaration file that speaks for it. */
export interface DeclaredModule {
  readonly name: string;
  readonly file: string;
}
