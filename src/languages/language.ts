import type { DirectiveProblem, Finding } from '../engine/finding.ts';
import type { DeclarationFacts } from '../facts/declaration-facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { StubFacts } from '../facts/stubs.ts';
import type { CascadeLanguage } from '../fixes/cascade/model.ts';
import type { Convert, Fix } from '../fixes/fix.ts';
import type { Checker } from '../fixes/proof.ts';

/** One language: text → facts, finding → edits. Cheap to hold; the parser is loaded by `load`. */
export interface Language {
  readonly id: string;
  /** File extensions with their dot. */
  readonly extensions: readonly string[];
  /** The extensions again, by VS Code's identifier of the language that it takes a file for. */
  readonly editorLanguages: Readonly<Record<string, readonly string[]>>;
  /** Names of the modules that a text loads, read without a parser: all of them, and perhaps some more. */
  scanImports(text: string): readonly string[];
  /** Whether a text may put stubs in the place of functions, read without a parser. */
  mayStub(text: string): boolean;
  load(): Promise<LoadedLanguage>;
}

/** A language with its parser at hand. All functions are pure and never throw on any text. */
export interface LoadedLanguage {
  /** What the file says about itself. */
  extract(source: SourceText): FileFacts;
  /** What a declaration file of a package says of the package's functions. */
  declarations(source: SourceText): DeclarationFacts;
  /** What a test puts in the place of functions, and of whole modules. */
  stubs(source: SourceText): StubFacts;
  /** The awaited form of one finding, or the reason why there is none. */
  readonly convert: Convert;
  /** A comment that suppresses one finding on its line. */
  suppress(source: SourceText, finding: Finding): Fix;
  /** Removes a suppression comment. */
  removeDirective(source: SourceText, problem: DirectiveProblem): Fix;
  /** Whether the text parses without a syntax error. */
  parses(source: SourceText): boolean;
  /** Makes functions async, with all that depends on them. */
  readonly cascade: CascadeLanguage;
  /** Makes a type checker, for a language that has one. */
  readonly createChecker?: (() => Checker) | undefined;
}
