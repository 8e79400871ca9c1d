import type { CallAt } from '../../engine/function-graph.ts';
import { contains } from '../../facts/span.ts';
import { t } from '../../l10n/translate.ts';
import { callersOf, isShownByType, type Callers } from './callers.ts';
import type { CascadePlan, PlacedHelperCall, PlannedFunction } from './cascade-plan.ts';
import { isObstacle, type FunctionPlace, type FunctionShape, type PlacedObstacle } from './model.ts';
import { allDoubts, copyState, emptyState, newDoubts, type KnownCall } from './plan-state.ts';
import { doubtAboutRejections, rejection } from './rejections.ts';
import type { TestUse } from './test-uses.ts';
import type { PlacedSpan, World, WorldFile } from './world.ts';

/** More functions than this are not changed at once. */
const mostFunctions = 300;

/** Something stands against the conversion. */
export class Refused extends Error {
  readonly obstacle: PlacedObstacle;

  constructor(obstacle: PlacedObstacle) {
    super(obstacle.reason);
    this.obstacle = obstacle;
  }
}

/**
 * Works out what has to change for some functions to be async: their callers in turn, up to functions that are async
 * already, and the helpers by which any of them blocks.
 */
export async function planCascade(
  world: World,
  wanted: readonly FunctionPlace[],
): Promise<CascadePlan | PlacedObstacle> {
  const planner = new Planner(world, new Set(wanted.map(placeKey)));
  try {
    for (const place of wanted) await planner.add(place);
    // Before they are async themselves, it is not known which other helpers they would still block by.
    await planner.addHelpers();
  } catch (error) {
    if (error instanceof Refused) return error.obstacle;
    throw error;
  }
  return planner.plan();
}

class Planner {
  readonly #world: World;
  readonly #wanted: ReadonlySet<string>;
  readonly #refused = new Map<string, PlacedObstacle>();
  /** Functions that are there for no other reason than that they block. */
  readonly #helpers = new Set<string>();
  #state = emptyState();

  constructor(world: World, wanted: ReadonlySet<string>) {
    this.#world = world;
    this.#wanted = wanted;
  }

  plan(): CascadePlan {
    const { functions, calls, declared, public: names } = this.#state;
    return {
      declared: [...declared.values()],
      functions: [...functions.values()],
      idle: this.#idle().map(([, planned]) => planned),
      calls: [...calls.values()].map((call) => ({
        ...call,
        apis: this.#apisOf(call.callee),
        takes: functions.get(call.callee)?.shape.takes,
        ownThis: functions.get(call.callee)?.shape.ownThis,
      })),
      helpers: this.#helperCalls(),
      doubts: allDoubts(this.#state, this.#world),
      public: [...names],
    };
  }

  /** Adds a function and all of its callers. */
  async add(place: FunctionPlace): Promise<void> {
    const { functions } = this.#state;
    const key = placeKey(place);
    if (functions.has(key)) return;
    const file = await this.#need(place);
    const shape = file.language.describe(file.source, place.span);
    if (isObstacle(shape)) throw new Refused({ ...shape, file: place.file });
    if (shape.async) return;
    const promised = this.#world.functions.roleOf(place) === 'promise';
    functions.set(key, { place, shape, promised });
    if (functions.size > mostFunctions) {
      const reason = t('more than {0} functions would have to change', mostFunctions);
      throw new Refused({ reason, file: place.file, span: shape.nameSpan });
    }
    // Whoever gets a promise from it handles that already, if not what it throws.
    if (promised) {
      const isAsync = (other: FunctionPlace): boolean => functions.has(placeKey(other));
      const doubt = await doubtAboutRejections(this.#world, place, shape, isAsync);
      if (doubt === rejection) this.#state.rejecting.add(shape.name);
      else if (doubt !== undefined) this.#state.doubts.add(doubt);
      return;
    }
    const { callers, family } = await this.#callersOf(place, shape);
    for (const obstacle of callers.obstacles) {
      const { caveat } = obstacle;
      if (this.#world.isTest(obstacle.file))
        this.#noteTest(caveat === undefined ? 'unfollowed' : 'replaced', shape.name, obstacle);
      else if (caveat === undefined) throw new Refused(obstacle);
      else this.#state.doubts.add(caveat);
    }
    if (callers.public || (await isShownByType(this.#world, place))) this.#state.public.add(shape.name);
    for (const call of callers.calls)
      if (this.#world.isTest(call.file)) await this.#awaitInTest(call, key);
      else await this.#await(call, key);
    for (const other of [...family, ...callers.others]) await this.add(other);
  }

  async #callersOf(
    place: FunctionPlace,
    shape: FunctionShape,
  ): Promise<{ readonly callers: Callers; readonly family: readonly FunctionPlace[] }> {
    const own = this.#familyOf(place, shape);
    const callers = await callersOf(this.#world, place, shape, own);
    if (callers.obstacles.length === 0 || shape.reach.kind === 'method') return { callers, family: own };
    // An object that leaves the code by a type of the project: its members are called by their names.
    const family = this.#world.functions.familyOf(place);
    if (family === undefined || family.open || family.declarers.length === 0) return { callers, family: own };
    const reach = { kind: 'method', name: family.name, private: false } as const;
    const member = { ...shape, reach };
    const functions = this.#familyOf(place, member);
    return { callers: await callersOf(this.#world, place, member, functions), family: functions };
  }

  /** The methods that become async together with one, as they stand for the same; its own place among them. */
  #familyOf(place: FunctionPlace, { reach, name, nameSpan }: FunctionShape): readonly FunctionPlace[] {
    if (reach.kind === 'names') return [place];
    const family = this.#world.functions.familyOf(place);
    if (family === undefined) return [place];
    if (family.open && !reach.private) {
      const reason = t(
        '`{0}` may be a method of something outside of the project, which expects its result at once',
        name,
      );
      throw new Refused({ reason, file: place.file, span: nameSpan });
    }
    for (const declarer of family.declarers)
      this.#state.declared.set(`${declarer.file}\n${declarer.holder.start} ${family.name}`, {
        ...declarer,
        name: family.name,
      });
    return family.functions;
  }

  /** Adds the helpers by which the functions block, where that is possible; those that are wanted must be. */
  async addHelpers(): Promise<void> {
    const done = new Set<string>();
    for (;;) {
      const next = [...this.#state.functions.values()].find(({ place }) => !done.has(placeKey(place)));
      if (next === undefined) break;
      done.add(placeKey(next.place));
      for (const callee of this.#world.functions.blockingCallees(next.place, this.#world.settings))
        await this.#tryAdd(callee);
    }
    while (this.#dropIdle());
  }

  /** Takes out a function that would have nothing to await; false when there is none. */
  #dropIdle(): boolean {
    const { functions, calls } = this.#state;
    // What stands for the same as others becomes async with them.
    const found = this.#idle().find(
      ([key, { place }]) => this.#helpers.has(key) && this.#world.functions.familyOf(place) === undefined,
    );
    if (found === undefined) return false;
    const [dropped, { shape }] = found;
    functions.delete(dropped);
    for (const [at, { callee, host }] of calls) {
      if (callee !== dropped) continue;
      calls.delete(at);
      if (host !== undefined && !this.#wanted.has(host)) this.#helpers.add(host);
    }
    this.#state.public.delete(shape.name);
    return true;
  }

  #idle(): readonly (readonly [string, PlannedFunction])[] {
    const { functions, calls } = this.#state;
    const hosts = new Set([...calls.values()].map(({ host }) => host));
    return [...functions].filter(
      ([key, { place, promised }]) =>
        !hosts.has(key) && !promised && !this.#world.functions.blocksItself(place),
    );
  }

  async #tryAdd(place: FunctionPlace): Promise<void> {
    const key = placeKey(place);
    if (this.#state.functions.has(key)) return;
    const before = copyState(this.#state);
    let obstacle = this.#refused.get(key);
    if (obstacle === undefined) {
      try {
        await this.add(place);
        if (this.#wanted.has(key)) return;
        const [doubt] = newDoubts(before, this.#state, this.#world);
        if (doubt !== undefined) throw new Refused({ ...place, reason: doubt });
        this.#helpers.add(key);
        return;
      } catch (error) {
        if (!(error instanceof Refused) || this.#wanted.has(key)) throw error;
        ({ obstacle } = error);
      }
    }
    this.#refused.set(key, obstacle);
    this.#state = before;
  }

  /** The calls that block around those that are awaited, and those themselves. */
  #helperCalls(): readonly PlacedHelperCall[] {
    const { functions, settings } = this.#world;
    const hosts = new Map<string, FunctionPlace>();
    for (const { file, call } of this.#state.calls.values()) {
      const host = functions.functionAt(file, call.start);
      if (host !== undefined) hosts.set(placeKey(host), host);
    }
    return [...hosts.values()].flatMap((host) =>
      functions.blockingCallees(host, settings).flatMap((callee) => {
        const blocksOn = functions.apisOf(callee);
        return functions
          .callersOf(callee)
          .filter(({ file, call }) => file === host.file && contains(host.span, call))
          .map(({ file, call }) => ({ file, span: call, blocksOn }));
      }),
    );
  }

  /** What a function blocks on, if it does nothing else, nor do the functions that it awaits. */
  #apisOf(key: string): readonly string[] | undefined {
    const { functions, calls } = this.#state;
    const open = [key];
    const reached = new Set(open);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (functions.get(at)?.shape.effects !== false) return undefined;
      for (const { host, callee } of calls.values()) {
        if (host !== at || reached.has(callee)) continue;
        reached.add(callee);
        open.push(callee);
      }
    }
    const place = functions.get(key)?.place;
    return place === undefined ? undefined : this.#world.functions.apisOf(place);
  }

  async #await(call: CallAt, callee: string): Promise<void> {
    const key = `${call.file}\n${call.call.start} ${call.call.end}`;
    if (this.#state.calls.has(key)) return;
    const file = await this.#need({ file: call.file, span: call.call });
    const known: KnownCall = { ...call, callee, host: undefined };
    this.#state.calls.set(key, known);
    const host = file.language.host(file.source, call.call, file.module);
    if (isObstacle(host)) throw new Refused({ ...host, file: call.file });
    if (host.doubt !== undefined) this.#state.doubts.add(host.doubt);
    if (host.function === undefined) return;
    const place = { file: call.file, span: host.function };
    this.#state.calls.set(key, { ...known, host: placeKey(place) });
    await this.add(place);
  }

  /** Awaits a call in a test, or leaves it as it is where that cannot be: a test can be changed by hand. */
  async #awaitInTest(call: CallAt, callee: string): Promise<void> {
    const before = copyState(this.#state);
    try {
      await this.#await(call, callee);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#state = before;
      const name = before.functions.get(callee)?.shape.name ?? '';
      this.#noteTest('unawaited', name, { file: call.file, span: call.call });
    }
  }

  #noteTest(kind: TestUse['kind'], name: string, { file, span }: PlacedSpan): void {
    this.#state.testUses.set(`${kind} ${name}\n${file}\n${span.start}`, { kind, name, file, span });
  }

  async #need(place: FunctionPlace): Promise<WorldFile> {
    const file = await this.#world.file(place.file);
    if (file === undefined) throw new Refused({ ...place, reason: t('the file cannot be read') });
    if (file.untouchable !== undefined) throw new Refused({ ...place, reason: file.untouchable });
    return file;
  }
}

/** Names a function among all. */
export function placeKey({ file, span }: FunctionPlace): string {
  return `${file}\n${span.start} ${span.end}`;
}
