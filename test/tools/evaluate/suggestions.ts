import type { Effect } from './figures.ts';
import { keepWhatHolds } from './keep-what-holds.ts';
import { Workbench, type Offer, type OpenCall } from './workbench.ts';

/** An offer that was not kept, with what came out differently. */
export interface TakenBack extends Pick<Offer, 'title' | 'caveats'> {
  readonly why: 'tests changed' | 'type error';
  readonly detail: string;
}

/** What came of taking all that the light bulb offers. */
export interface Suggestions {
  readonly accepted: readonly Pick<Offer, 'title' | 'caveats'>[];
  readonly takenBack: readonly TakenBack[];
  /** How many calls are gone; of those that are left, how many had an offer that was taken back; and how many are new. */
  readonly calls: {
    readonly accepted: number;
    readonly testsChanged: number;
    readonly typeErrors: number;
    readonly left: number;
    /** They stand in functions that have become async. */
    readonly added: number;
  };
  /** Each call that is left, with the reason. */
  readonly left: readonly string[];
}

type Failure = Pick<TakenBack, 'why' | 'detail'>;

/** What is kept makes new offers; as often as that they are taken. */
const mostRounds = 6;

/**
 * Takes what the light bulb offers, as a user would who runs the type check and the tests each time, and takes back what
 * changes something. All is tried at once first, then in groups.
 *
 * @param effectOf What the project's own checks say has come out differently.
 */
export async function acceptSuggestions(
  folder: string,
  paths: readonly string[],
  effectOf: () => Promise<Effect>,
  say: (line: string) => void,
): Promise<Suggestions> {
  const bench = await Workbench.open(folder, paths);
  try {
    return await acceptAll(bench, effectOf, say);
  } finally {
    await bench.close();
  }
}

async function acceptAll(
  bench: Workbench,
  effectOf: () => Promise<Effect>,
  say: (line: string) => void,
): Promise<Suggestions> {
  const accepted: Offer[] = [];
  const declined = new Map<string, string>();
  const failures = new Map<string, Failure & { readonly offer: Offer }>();

  async function attempt(offers: readonly Offer[]): Promise<Failure | undefined> {
    const taken = await bench.take(new Set(offers.map(({ key }) => key)));
    say(`Trying ${taken.offers.length} of ${offers.length} offers`);
    if (bench.isChanged) {
      await bench.write();
      const { typeErrors, testsChanged } = await effectOf();
      if (typeErrors.length > 0 || testsChanged > 0) {
        await bench.undo();
        return typeErrors.length > 0
          ? { why: 'type error', detail: typeErrors.join('; ') }
          : { why: 'tests changed', detail: `${testsChanged}` };
      }
      bench.keep();
    }
    accepted.push(...taken.offers);
    for (const offer of offers) {
      const objection = taken.objections.get(offer.key);
      // What the others made impossible is offered again where it is possible after all.
      if (objection?.isProof === true)
        failures.set(offer.key, { offer, why: 'type error', detail: objection.reason });
      else if (objection !== undefined) declined.set(offer.key, objection.reason);
    }
    return undefined;
  }

  const before = await bench.calls(new Set());
  for (let round = 0; round < mostRounds; round += 1) {
    const open = await bench.calls(new Set(failures.keys()));
    const offers = [...new Map(open.flatMap(({ offer }) => (offer ? [[offer.key, offer]] : []))).values()];
    const sofar = accepted.length + failures.size;
    say(`Round ${round + 1}: ${offers.length} offers`);
    const { failed } = await keepWhatHolds(offers, attempt, isWatched);
    for (const { item, failure } of failed) failures.set(item.key, { ...failure, offer: item });
    if (accepted.length + failures.size === sofar) break;
  }

  const after = await bench.calls(new Set(failures.keys()));
  const { both: left, more } = compare(before, after);
  const failureOf = (keys: readonly string[]): Failure | undefined =>
    keys.map((key) => failures.get(key)).find((failure) => failure !== undefined);
  const count = (why: Failure['why']): number =>
    left.filter(({ keys }) => failureOf(keys)?.why === why).length;
  return {
    accepted: accepted.map(({ title, caveats }) => ({ title, caveats })),
    takenBack: [...failures.values()].map(({ offer: { title, caveats }, why, detail }) => ({
      ...{ title, caveats, why, detail },
    })),
    calls: {
      accepted: before.length - left.length,
      testsChanged: count('tests changed'),
      typeErrors: count('type error'),
      left: left.filter(({ keys }) => failureOf(keys) === undefined).length,
      added: more.length,
    },
    left: after.map(({ name, keys, offer, reason }) => {
      const failure = failureOf(keys);
      if (failure !== undefined) return `${name}: ${failure.why} (${failure.detail})`;
      return `${name}: ${offer === undefined ? reason : (declined.get(offer.key) ?? 'not tried')}`;
    }),
  };
}

/** The calls that were there before, and those that were not. */
function compare(
  before: readonly OpenCall[],
  after: readonly OpenCall[],
): { readonly both: readonly OpenCall[]; readonly more: readonly OpenCall[] } {
  const counts = new Map<string, number>();
  for (const { identity } of before) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  const both: OpenCall[] = [];
  const more: OpenCall[] = [];
  for (const call of after) {
    const count = counts.get(call.identity) ?? 0;
    counts.set(call.identity, count - 1);
    (count > 0 ? both : more).push(call);
  }
  return { both, more };
}

/** Whether it is seen that tests have to do with it. */
function isWatched({ caveats }: Offer): boolean {
  return caveats.some((caveat) => caveat.startsWith('tests '));
}
