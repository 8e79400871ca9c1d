/** Lets other work in. */
export type Breathe = () => Promise<void>;

/** How long work may go on before others get their turn, in milliseconds. */
const slice = 10;

/** Runs work to its end, which yields where it can be interrupted; `breathe` is awaited after every few milliseconds. */
export async function inSlices<Result>(work: Generator<void, Result>, breathe: Breathe): Promise<Result> {
  let begun = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - begun < slice) continue;
    await breathe();
    begun = performance.now();
  }
}

/** Runs work to its end at once. */
export function finish<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
