/** What trying out many items came to. */
export interface Tried<Item, Failure> {
  readonly kept: readonly Item[];
  readonly failed: readonly { readonly item: Item; readonly failure: Failure }[];
}

/**
 * Finds out which of many items can be kept: all at once where that holds, else part by part, each on top of what was kept
 * before.
 *
 * @param attempt Adds items to those that were kept. Where that fails it takes them away again, and says why.
 * @param isRisk Items that are more likely to fail; they are parted from the others before any halves are made.
 */
export async function keepWhatHolds<Item, Failure>(
  items: readonly Item[],
  attempt: (items: readonly Item[]) => Promise<Failure | undefined>,
  isRisk: (item: Item) => boolean = () => false,
): Promise<Tried<Item, Failure>> {
  const kept: Item[] = [];
  const failed: { item: Item; failure: Failure }[] = [];

  /** @param known Why these fail together, where that is known. */
  async function settle(some: readonly Item[], known?: Failure): Promise<boolean> {
    const [first] = some;
    if (first === undefined) return true;
    const failure = known ?? (await attempt(some));
    if (failure === undefined) {
      kept.push(...some);
      return true;
    }
    if (some.length === 1) {
      failed.push({ item: first, failure });
      return false;
    }
    const [one, other] = parts(some, isRisk);
    const holds = await settle(one);
    // On top of all of the first part, the second one comes to what has just failed.
    await settle(other, holds ? failure : undefined);
    return false;
  }

  await settle(items);
  return { kept, failed };
}

function parts<Item>(
  items: readonly Item[],
  isRisk: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  const risks = items.filter(isRisk);
  if (risks.length > 0 && risks.length < items.length) return [items.filter((item) => !isRisk(item)), risks];
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
