import type { CallAt } from '../../engine/function-graph.ts';
import type { Declarer } from '../../engine/member-family.ts';
import { contains } from '../../facts/span.ts';
import { t } from '../../l10n/translate.ts';
import { callersOf, isShownByType, type Callers } from './callers.ts';
import { isObstacle, type FunctionPlace, type FunctionShape, type PlacedObstacle } from './model.ts';
import { placeKey, planCascade, Refused } from './plan.ts';
import type { World } from './world.ts';

/** A function that gets an async one beside it. */
export interface ChosenCopy {
  readonly place: FunctionPlace;
  readonly shape: FunctionShape;
  /** The same for methods that stand for each other: theirs do as well. */
  readonly group: string;
  /** What declares it without giving it a body. */
  readonly declarers: readonly Declarer[];
  readonly calls: readonly ChosenCall[];
}

/** A call that is to run the async one. */
export interface ChosenCall extends CallAt {
  /** It stands in a function that is copied, and changes in the copy alone. */
  readonly copied: boolean;
}

/** Which functions get an async one beside them, and which become async themselves. */
export interface Choice {
  readonly copies: readonly ChosenCopy[];
  readonly whole: readonly FunctionPlace[];
}

/** More functions than this do not get others beside them at once: that is another design, not a conversion. */
const mostCopies = 12;

/** More functions than this are not looked at for that. */
const mostPlans = 40;

interface Copied {
  readonly place: FunctionPlace;
  readonly shape: FunctionShape;
  readonly group: string;
  readonly declarers: readonly Declarer[];
  readonly callers: Callers;
}

/**
 * Works out which functions stay as they are for callers that cannot await, and have an async one beside them for the
 * others: those that async code reaches.
 *
 * @param wanted The functions that must not block any more where async code calls them.
 * @param reported The files whose findings count: what others call, such as tests, stays what they call.
 */
export async function chooseCopies(
  world: World,
  wanted: readonly FunctionPlace[],
  reported: ReadonlySet<string>,
): Promise<Choice | PlacedObstacle> {
  const chooser = new Chooser(world, reported);
  try {
    for (const place of wanted) await chooser.need(place, true);
    return await chooser.choose(wanted);
  } catch (error) {
    if (error instanceof Refused) return error.obstacle;
    throw error;
  }
}

class Chooser {
  readonly #world: World;
  readonly #reported: ReadonlySet<string>;
  readonly #copies = new Map<string, Copied>();
  readonly #whole = new Map<string, FunctionPlace>();
  /** Functions that stay as they are. */
  readonly #left = new Set<string>();
  readonly #reached = new Map<string, boolean>();
  #plans = 0;

  constructor(world: World, reported: ReadonlySet<string>) {
    this.#world = world;
    this.#reported = reported;
  }

  /**
   * Sees to it that there is an async form of a function; false where that cannot be.
   *
   * @param stays It is known that the function itself has to stay as it is.
   */
  async need(place: FunctionPlace, isWanted: boolean, stays = false): Promise<boolean> {
    const key = placeKey(place);
    if (this.#copies.has(key) || this.#whole.has(key) || this.#isInCopy(place)) return true;
    if (this.#left.has(key)) return false;
    try {
      await this.#add(place, key, stays);
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || isWanted) throw error;
      this.#left.add(key);
      return false;
    }
  }

  async #add(place: FunctionPlace, key: string, stays: boolean): Promise<void> {
    const file = await this.#world.file(place.file);
    if (file?.untouchable !== undefined) throw new Refused({ ...place, reason: file.untouchable });
    const shape = file?.language.describe(file.source, place.span);
    if (shape === undefined) throw new Refused({ ...place, reason: t('the file cannot be read') });
    if (isObstacle(shape)) throw new Refused({ ...shape, file: place.file });
    if (shape.name === '')
      throw new Refused({ reason: t('the function has no name'), file: place.file, span: shape.nameSpan });
    if (!stays && (await this.#canBeAsync(place))) {
      this.#whole.set(key, place);
      return;
    }
    if (this.#copies.size === mostCopies || this.#plans > mostPlans)
      throw new Refused({
        reason: t('too many functions would need an async one beside them'),
        file: place.file,
        span: shape.nameSpan,
      });
    const family = this.#familyOf(place, shape);
    const callers = await callersOf(this.#world, place, shape, family.functions);
    const isShown =
      callers.public || (family.declarers.length > 0 && (await isShownByType(this.#world, place)));
    if (shape.reach.kind === 'method' && isShown && !shape.reach.private)
      throw new Refused({
        reason: t('`{0}` may be overridden by who gets its class from the package', shape.name),
        file: place.file,
        span: shape.nameSpan,
      });
    const { name } = shape;
    const standIn = this.#world.standInFor(place.file, name) ?? this.#world.loadedByName(place.file, name)[0];
    if (standIn !== undefined)
      throw new Refused({
        ...standIn,
        reason: t('`{0}` may be replaced here, and an async one beside it would not be', name),
      });
    this.#copies.set(key, { place, shape, callers, group: key, declarers: family.declarers });
    for (const other of family.functions) if (placeKey(other) !== key) await this.#addOther(other, key);
    // What it calls stays as well, as the one that stays calls it.
    for (const one of family.functions)
      for (const callee of this.#world.functions.blockingCallees(one, this.#world.settings))
        await this.need(callee, false, true);
  }

  /** Whether a function can be async itself, with all of its callers, and nobody outside the project has to know. */
  async #canBeAsync(place: FunctionPlace): Promise<boolean> {
    this.#plans += 1;
    if (this.#plans > mostPlans) return false;
    const plan = await planCascade(this.#world, [place]);
    return !('reason' in plan) && plan.public.length === 0 && plan.doubts.length === 0;
  }

  /** A method that stands for the same as one that is copied: it gets another one beside it, too. */
  async #addOther(place: FunctionPlace, group: string): Promise<void> {
    const file = await this.#world.file(place.file);
    if (file?.untouchable !== undefined) throw new Refused({ ...place, reason: file.untouchable });
    const shape = file?.language.describe(file.source, place.span);
    if (shape === undefined) throw new Refused({ ...place, reason: t('the file cannot be read') });
    if (isObstacle(shape)) throw new Refused({ ...shape, file: place.file });
    if (shape.async) throw this.#against(place, shape);
    const callers = { calls: [], obstacles: [], others: [], public: false };
    this.#copies.set(placeKey(place), { place, shape, callers, group, declarers: [] });
  }

  /** The methods that stand for the same, and what declares them. */
  #familyOf(
    place: FunctionPlace,
    shape: FunctionShape,
  ): { readonly functions: readonly FunctionPlace[]; readonly declarers: readonly Declarer[] } {
    const { reach } = shape;
    const family = reach.kind === 'method' ? this.#world.functions.familyOf(place) : undefined;
    if (family === undefined || reach.kind !== 'method') return { functions: [place], declarers: [] };
    // Its own class declares its overloads.
    const declarers = family.declarers.filter(
      ({ file, holder }) =>
        file !== place.file || reach.class === undefined || !contains(reach.class, holder),
    );
    if (family.open && !reach.private) throw this.#against(place, shape);
    return { functions: family.functions, declarers };
  }

  #against({ file }: FunctionPlace, { name, nameSpan }: FunctionShape): Refused {
    const reason = t(
      '`{0}` stands for methods of other types too, which have no async one beside them',
      name,
    );
    return new Refused({ reason, file, span: nameSpan });
  }

  #isInCopy({ file, span }: FunctionPlace): boolean {
    return [...this.#copies.values()].some(
      ({ place }) => place.file === file && contains(place.span, span) && place.span.start !== span.start,
    );
  }

  /** Picks the calls; a function that makes one of them may have to be copied for that in turn. */
  async choose(wanted: readonly FunctionPlace[]): Promise<Choice> {
    const calls = new Map<string, ChosenCall[]>();
    const seen = new Set<string>();
    for (
      let open = [...this.#copies];
      open.length > 0;
      open = [...this.#copies].filter(([key]) => !seen.has(key))
    )
      for (const [key, copy] of open) {
        seen.add(key);
        const own: ChosenCall[] = [];
        calls.set(key, own);
        for (const call of copy.callers.calls) own.push(...(await this.#pick(copy, call)));
      }
    const copies = [...this.#copies].map(([key, { place, shape, group, declarers }]) => ({
      place,
      shape,
      group,
      declarers,
      calls: calls.get(key) ?? [],
    }));
    const called = withoutUncalled(copies);
    const keys = new Set(wanted.map(placeKey));
    // To make async what then calls nothing that is would only pretend.
    const lost = copies.find(
      ({ place }) => keys.has(placeKey(place)) && !called.some((copy) => copy.place === place),
    );
    if (lost !== undefined)
      throw new Refused({
        reason: t('no async code calls `{0}` in a way that can be changed to await it', lost.shape.name),
        file: lost.place.file,
        span: lost.shape.nameSpan,
      });
    return { copies: called, whole: [...this.#whole.values()] };
  }

  async #pick({ group }: Copied, { file, call }: CallAt): Promise<readonly ChosenCall[]> {
    const family = [...this.#copies.values()].filter((copy) => copy.group === group);
    const run = this.#world.functions.runs(
      { file, call },
      family.map(({ place }) => place),
    );
    if (run.answer !== 'yes' || run.others.length > 0 || !this.#reported.has(file)) return [];
    const from = await this.#world.file(file);
    if (from === undefined || from.untouchable !== undefined) return [];
    const host = from.language.host(from.source, call, from.module);
    if (isObstacle(host)) return [];
    const isInCopy = (): boolean => this.#isInCopy({ file, span: call });
    if (host.function === undefined) {
      // The top of a module may as well stay as it is.
      if (this.#world.functions.functionAt(file, call.start) === undefined) return [];
      return [{ file, call, copied: false }, ...(isInCopy() ? [{ file, call, copied: true }] : [])];
    }
    const owner = { file, span: host.function };
    if (!isInCopy() && !((await this.#isReached(owner)) && (await this.need(owner, false)))) return [];
    return [{ file, call, copied: isInCopy() }];
  }

  /** Whether async code calls a function, directly or by others. */
  async #isReached(place: FunctionPlace): Promise<boolean> {
    const key = placeKey(place);
    const known = this.#reached.get(key);
    if (known !== undefined) return known;
    this.#reached.set(key, false);
    let isReached = false;
    for (const { file, call } of this.#world.functions.callersOf(place)) {
      if (!this.#reported.has(file)) continue;
      const from = await this.#world.file(file);
      const host = from?.language.host(from.source, call, from.module);
      if (host === undefined || isObstacle(host)) continue;
      isReached =
        host.function === undefined
          ? this.#world.functions.functionAt(file, call.start) !== undefined
          : await this.#isReached({ file, span: host.function });
      if (isReached) break;
    }
    this.#reached.set(key, isReached);
    return isReached;
  }
}

/** Leaves out what nobody would call, and then what only that would have called. */
function withoutUncalled(copies: readonly ChosenCopy[]): readonly ChosenCopy[] {
  const groups = new Set(copies.flatMap(({ calls, group }) => (calls.length > 0 ? [group] : [])));
  const called = copies.filter(({ group }) => groups.has(group));
  if (called.length === copies.length) return copies;
  const stays = ({ file, call, copied }: ChosenCall): boolean =>
    !copied || called.some(({ place }) => place.file === file && contains(place.span, call));
  return withoutUncalled(called.map((copy) => ({ ...copy, calls: copy.calls.filter(stays) })));
}
