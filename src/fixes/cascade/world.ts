import type { FunctionGraph } from '../../engine/function-graph.ts';
import type { AnalysisSettings } from '../../engine/settings.ts';
import type { SourceText } from '../../facts/source-text.ts';
import type { Span } from '../../facts/span.ts';
import type { LoadedBy } from '../fix.ts';
import type { CascadeLanguage, ModuleFacts } from './model.ts';

/** A file that loads another one, by the specifiers that it uses for it. */
export interface Importer {
  readonly file: string;
  readonly specifiers: readonly string[];
}

/** A place in a file. */
export interface PlacedSpan {
  readonly file: string;
  readonly span: Span;
}

/** A file as the planner sees it. */
export interface WorldFile {
  readonly source: SourceText;
  readonly language: CascadeLanguage;
  readonly module: ModuleFacts;
  readonly loadedBy: LoadedBy;
  /** Why it cannot be edited; undefined where it can. */
  readonly untouchable?: string | undefined;
}

/** The whole project, with all files that may call something in it: tests too. */
export interface World {
  readonly functions: FunctionGraph;
  readonly settings: AnalysisSettings;
  /** Undefined for a file that cannot be read. */
  file(path: string): Promise<WorldFile | undefined>;
  importersOf(path: string): readonly Importer[];
  /** Asks for what a file imports to be looked at: something in it is not clear without. */
  lookInto(path: string): void;
  /** Where files that mention a word name another file, without importing it: a loader may get that name. */
  loadedByName(path: string, word: string): readonly PlacedSpan[];
  /** Where files take a function out of its module, whether or not that exports it. */
  takenOut(path: string, name: string): readonly PlacedSpan[];
  /** Where a test puts something else in the place of a function, by its name or by its file. */
  standInFor(path: string, name: string): PlacedSpan | undefined;
  /** Whether a file belongs to the tests of the project, and is not its code. */
  isTest(path: string): boolean;
  /** The first of some places for the user, with how many other files have one. */
  describePlaces(places: readonly PlacedSpan[]): string;
  /** The files whose texts mention a word. */
  mentioning(word: string): Promise<readonly string[]>;
  /** A file of a language that is not read, and so cannot be edited, that mentions a word. */
  mentionedElsewhere(word: string): Promise<string | undefined>;
  /** A file that a package shows to others. */
  isEntry(path: string): Promise<boolean>;
  /** Whether the declarations that the package of a file shows to others, written by hand, have a member of some name. */
  isDeclared(path: string, name: string): Promise<boolean>;
}
