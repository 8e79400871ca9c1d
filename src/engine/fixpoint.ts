import { union, type Entity } from './entity.ts';

/** Answers by key, where an answer may depend on others and, through them, on itself. */
export interface Fixpoint {
  answer(key: string, compute: () => readonly Entity[]): readonly Entity[];
}

/** More rounds than any chain of names that feed each other needs; what still changes then is cut. */
const mostRounds = 10;

interface Provisional {
  readonly value: readonly Entity[];
  /** The level of the outermost answer under way that this one depends on. */
  readonly head: number;
  readonly round: number;
}

/**
 * Memoises answers. Answers that depend on themselves start out empty and are computed again until they stay as they
 * are: the least solution, which is the same whatever is asked first.
 */
export function createFixpoint(): Fixpoint {
  const final = new Map<string, readonly Entity[]>();
  const provisional = new Map<string, Provisional>();
  const active = new Map<string, number>();
  let round = 0;
  /** The outermost level that the answer under way turned out to depend on. */
  let head = Infinity;

  return {
    answer(key, compute) {
      const known = final.get(key);
      if (known !== undefined) return known;
      const level = active.get(key);
      const guess = provisional.get(key);
      if (level !== undefined) {
        head = Math.min(head, level);
        return guess?.value ?? [];
      }
      if (guess?.round === round && guess.head < active.size) {
        head = Math.min(head, guess.head);
        return guess.value;
      }
      const outer = head;
      const own = active.size;
      active.set(key, own);
      const value = settle(key, own, compute);
      active.delete(key);
      if (head >= own) {
        final.set(key, value);
        head = outer;
      } else {
        provisional.set(key, { value, head, round });
        head = Math.min(outer, head);
      }
      return value;
    },
  };

  /** Computes an answer, again for as long as it depends on itself and changes. */
  function settle(key: string, own: number, compute: () => readonly Entity[]): readonly Entity[] {
    for (let count = 0; ; count++) {
      head = Infinity;
      const value = compute();
      if (head > own || count === mostRounds) return value;
      const before = provisional.get(key)?.value ?? [];
      const grown = union([before, value]);
      if (head < own || grown.length === before.length) return grown;
      provisional.set(key, { value: grown, head, round });
      round++;
    }
  }
}
