import { union, type Entity } from './entity.ts';

/** Answers by key, where an answer may depend on others and, through them, on itself. */
export interface Fixpoint {
  answer(key: string, compute: () => readonly Entity[]): readonly Entity[];
  /** Says that the answer under way, and all that depend on it, may be another one when there are more files. */
  loosen(): void;
  /**
   * Answers for a program with more files: takes over those that these cannot change, rather than a copy, which would take
   * as much memory again. The earlier program must not be asked any more.
   */
  grown(): Fixpoint;
}

/** More rounds than any chain of names that feed each other needs; what still changes then is cut. */
const mostRounds = 10;

interface Provisional {
  readonly value: readonly Entity[];
  /** The outermost level under way that the answer depends on, and that level's run when it was computed. */
  readonly head: number;
  readonly run: number;
  readonly isLoose: boolean;
}

/**
 * Memoises answers. Answers that depend on themselves start out empty and are computed again until they stay as they
 * are: the least solution, which is the same whatever is asked first.
 */
export function createFixpoint(): Fixpoint {
  return startWith(new Map());
}

function startWith(final: Map<string, readonly Entity[]>): Fixpoint {
  const loose = new Set<string>();
  const provisional = new Map<string, Provisional>();
  const active = new Map<string, number>();
  /** By level: which of all computations is under way there. */
  const runs: number[] = [];
  let started = 0;
  /** The outermost level that the answer under way turned out to depend on. */
  let head = Infinity;
  /** Grows whenever an answer under way turns out to rest on something that may change with more files. */
  let loosened = 0;

  return {
    loosen() {
      loosened++;
    },
    grown() {
      for (const key of loose) final.delete(key);
      return startWith(final);
    },
    answer(key, compute) {
      const known = final.get(key);
      if (known !== undefined) {
        if (loose.has(key)) loosened++;
        return known;
      }
      const guess = provisional.get(key);
      const level = active.get(key);
      if (level !== undefined) {
        head = Math.min(head, level);
        return guess?.value ?? [];
      }
      if (guess !== undefined && runs[guess.head] === guess.run) {
        head = Math.min(head, guess.head);
        if (guess.isLoose) loosened++;
        return guess.value;
      }
      const outer = head;
      const before = loosened;
      const own = runs.length;
      active.set(key, own);
      const value = settle(key, own, compute);
      active.delete(key);
      runs.length = own;
      const isLoose = loosened > before;
      if (head >= own) {
        provisional.delete(key);
        final.set(key, value);
        if (isLoose) loose.add(key);
        head = outer;
      } else {
        provisional.set(key, { value, head, run: runs[head] ?? 0, isLoose });
        head = Math.min(outer, head);
      }
      return value;
    },
  };

  /** Computes an answer, again for as long as it depends on nothing but itself and changes. */
  function settle(key: string, own: number, compute: () => readonly Entity[]): readonly Entity[] {
    for (let count = 0; ; count++) {
      head = Infinity;
      runs[own] = ++started;
      const value = compute();
      if (head > own || count === mostRounds) return value;
      const before = provisional.get(key)?.value ?? [];
      const grown = union([before, value]);
      if (head < own || grown.length === before.length) return grown;
      provisional.set(key, { value: grown, head: own, run: 0, isLoose: false });
    }
  }
}
