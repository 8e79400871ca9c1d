import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Does some work for every item, for at most `width` of them at a time, and gives the results in the order of the items.
 * After a failure or an abort nothing new is begun.
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  // One iterator shared by all workers deals the items out.
  const queue = items.entries();
  let failed = false;

  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      signal?.throwIfAborted();
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  // Whoever aborted wants no results, even if all work was under way by then.
  signal?.throwIfAborted();
  return results;
}

/** Lets other messages and timers have their turn. */
export async function breathe(): Promise<void> {
  await nextTurn();
}

/** How long work may go on before others get their turn, in milliseconds. */
const slice = 10;

/** Makes a function to be awaited now and then in long work: it lets others in when the work has gone on for long enough. */
export function pauses(): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < slice) return;
    await breathe();
    begun = performance.now();
  };
}
