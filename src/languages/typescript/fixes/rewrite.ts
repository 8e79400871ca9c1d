import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import type { Span } from '../../../facts/span.ts';
import type { ts } from '../ts.ts';
import type { Binds } from './parens.ts';
import type { Piece } from './pieces.ts';
import type { Site } from './site.ts';

/** What is awaited in the place of something that blocks, wherever that may stand. */
export interface Rewrite {
  /** Stable name of the kind of fix. */
  readonly id: string;
  /** The awaited form as a title shows it, without back-quotes: `await readFile(…)`. */
  readonly shown: string;
  /** The expression or statement that is replaced. */
  readonly target: ts.Node;
  /** What is replaced, where that is more than the target. */
  readonly span?: Span | undefined;
  readonly pieces: readonly Piece[];
  readonly binds: Binds;
  /** The promise itself, where all that is done with it is to await it. */
  readonly promise?: readonly Piece[] | undefined;
  /** What changes for the user, as clauses: the fix is then no safe one. */
  readonly caveats: readonly string[];
  /** Edits elsewhere in the file, once it is known which stretches of text are replaced. */
  readonly others: (gone: readonly Span[]) => readonly TextEdit[];
}

/** One way to find what to await; undefined when the finding is none of its business. */
export type Rewriter = (site: Site) => Rewrite | Refusal | undefined;
