import { basename } from 'node:path';
import type { CallAt, Run } from '../../engine/function-graph.ts';
import { t } from '../../l10n/translate.ts';
import type {
  FunctionPlace,
  FunctionShape,
  HandedOn,
  Host,
  MemberUse,
  Obstacle,
  PlacedObstacle,
  Reach,
  Uses,
} from './model.ts';
import type { World, WorldFile } from './world.ts';

/** Everybody who calls a function, or what makes it impossible to say so. */
export interface Callers {
  readonly calls: readonly CallAt[];
  readonly obstacles: readonly PlacedObstacle[];
  /** Other functions that some of the calls run in its place. */
  readonly others: readonly FunctionPlace[];
  /** Code outside the project may call it. */
  readonly public: boolean;
}

const nobody: Callers = { calls: [], obstacles: [], others: [], public: false };

/**
 * Finds every call of a function in the whole project. What cannot be understood is an obstacle.
 *
 * @param family The methods that may be meant when its name is called.
 */
export async function callersOf(
  world: World,
  at: FunctionPlace,
  shape: FunctionShape,
  family: readonly FunctionPlace[],
): Promise<Callers> {
  const { reach } = shape;
  const found =
    reach.kind === 'names' ? await byNames(world, at, shape) : await byMember(world, at, reach, family);
  const known = new Set(found.calls.map(keyOf));
  const missed = world.functions
    .callersOf(at)
    // Who follows a function by its names has found all calls that are more than a guess.
    .filter((call) => !known.has(keyOf(call)) && !(reach.kind === 'names' && call.byName === true))
    .map(({ file, call }) => ({
      file,
      span: call,
      reason: t('`{0}` is called here in a way that cannot be followed', shape.name),
    }));
  return { ...found, obstacles: [...found.obstacles, ...missed] };
}

function keyOf({ file, call }: CallAt): string {
  return `${file}\n${call.start} ${call.end}`;
}

async function byNames(world: World, at: FunctionPlace, { name }: FunctionShape): Promise<Callers> {
  const own = await world.file(at.file);
  if (own === undefined) return nobody;
  const calls = new Map<string, CallAt>();
  const obstacles: PlacedObstacle[] = [];
  const take = (file: string, uses: Uses): void => {
    for (const call of uses.calls) calls.set(keyOf({ file, call }), { file, call });
    obstacles.push(...uses.obstacles.map((obstacle) => ({ ...obstacle, file })));
  };
  const uses = own.language.uses(own.source, at.span);
  take(at.file, uses);
  const isPublic = await followExports(world, at.file, uses.handedOn, take);
  for (const { file } of name === '' ? [] : world.takenOut(at.file, name)) {
    const test = await world.file(file);
    if (test !== undefined) take(file, test.language.takenOut(test.source, name));
  }
  return { calls: [...calls.values()], obstacles, others: [], public: isPublic };
}

/** Follows what a file hands on through all files that load it; true when it reaches what a package shows to others. */
async function followExports(
  world: World,
  from: string,
  first: readonly HandedOn[],
  take: (file: string, uses: Uses) => void,
): Promise<boolean> {
  let isPublic = false;
  const open = first.map((what) => ({ file: from, what }));
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const key = `${next.file}\n${[next.what.name, ...next.what.path].join('.')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    isPublic ||= await world.isEntry(next.file);
    // What a function gives has no name.
    const word = [next.what.name, ...next.what.path].findLast((part) => part !== '()') ?? '';
    const named = /^(?:default)?$/.test(word) ? undefined : word;
    const foreign = named === undefined ? undefined : await world.mentionedElsewhere(named);
    if (foreign !== undefined) {
      const reason = t('`{0}` is mentioned in {1}, which cannot be edited', word, basename(foreign));
      take(next.file, { calls: [], handedOn: [], obstacles: [{ reason, span: { start: 0, end: 0 } }] });
    }
    for (const { file, specifiers } of world.importersOf(next.file)) {
      const importer = await world.file(file);
      if (importer === undefined) continue;
      const uses = importer.language.importedUses(importer.source, specifiers, next.what);
      take(file, uses);
      open.push(...uses.handedOn.map((what) => ({ file, what })));
    }
    for (const loaded of named === undefined ? [] : world.loadedByName(next.file, named)) {
      const reason = t(
        '`{0}` may be called by what this path is given to, in a way that cannot be followed',
        word,
      );
      take(loaded.file, { calls: [], handedOn: [], obstacles: [{ reason, span: loaded.span }] });
    }
  }
  return isPublic;
}

/** Whether a package shows a type that declares a method: who has one of that type can call it. */
export async function isShownByType(world: World, at: FunctionPlace): Promise<boolean> {
  const family = world.functions.familyOf(at);
  if (family === undefined || family.declarers.length === 0) return false;
  if (await world.isDeclared(at.file, family.name)) return true;
  for (const { file, holder } of family.declarers) {
    const declaring = await world.file(file);
    const exported = declaring?.language.exportsOf(declaring.source, holder) ?? [];
    if (await followExports(world, file, exported, () => undefined)) return true;
  }
  return false;
}

async function byMember(
  world: World,
  at: FunctionPlace,
  reach: Extract<Reach, { readonly kind: 'method' }>,
  family: readonly FunctionPlace[],
): Promise<Callers> {
  const { name } = reach;
  const own = await world.file(at.file);
  if (own === undefined) return nobody;
  const calls: CallAt[] = [];
  const obstacles: PlacedObstacle[] = [];
  const others: FunctionPlace[] = [];
  const files = name.startsWith('#') ? [at.file] : await world.mentioning(name);
  for (const path of files) {
    const file = await world.file(path);
    if (file !== undefined) searchMembers(world, family, file, name, { calls, obstacles, others });
  }
  const exported =
    reach.private || reach.class === undefined ? [] : own.language.exportsOf(own.source, reach.class);
  const isPublic = await followExports(world, at.file, exported, () => undefined);
  return { calls, obstacles, others, public: isPublic };
}

function searchMembers(
  world: World,
  family: readonly FunctionPlace[],
  { source, language, module }: WorldFile,
  name: string,
  found: { readonly calls: CallAt[]; readonly obstacles: PlacedObstacle[]; readonly others: FunctionPlace[] },
): void {
  const file = source.path;
  const uses = language.members(source, name);
  if ('reason' in uses) {
    found.obstacles.push({ ...uses, file });
    return;
  }
  for (const use of uses) {
    if (use.kind === 'declared') continue;
    const { call } = use;
    const run = call === undefined ? undefined : ranBy(world, { file, call }, use, family);
    if (run?.answer === 'yes' && call !== undefined) {
      found.calls.push({ file, call });
      found.others.push(...run.others);
    } else if (call !== undefined && (run?.answer === 'maybe' || run?.answer === 'unclear') && use.awaited) {
      // Whichever it is: who awaits it can get a promise.
      found.calls.push({ file, call });
    } else if (
      call !== undefined &&
      run?.answer === 'maybe' &&
      isInAsync(language.host(source, call, module))
    ) {
      // What is no promise stays what it is when it is awaited.
      found.calls.push({ file, call });
    } else if (run?.answer !== 'no') {
      if (run?.answer === 'unclear') world.lookInto(file);
      const reason =
        use.kind === 'call'
          ? t('this `{0}` may be the one, or another', name)
          : t('`{0}` is used as a value here, so it cannot be seen who calls it', name);
      const caveat = use.replaced === true ? t('tests replace `{0}`', name) : undefined;
      found.obstacles.push({ file, span: use.span, reason, ...(caveat !== undefined && { caveat }) });
    }
  }
}

/** What a call runs, or what runs a method that it is given. */
function ranBy(
  { functions }: World,
  at: CallAt,
  { passed }: MemberUse,
  family: readonly FunctionPlace[],
): Run {
  if (passed !== true) return functions.runs(at, family);
  const isOurs = family.some((one) => functions.callersOf(one).some((call) => keyOf(call) === keyOf(at)));
  // Which others it may be is not told.
  return isOurs && family.length === 1 ? { answer: 'yes', others: [] } : { answer: 'unclear' };
}

/** Nothing more has to become async for a call to be awaited. */
function isInAsync(host: Host | Obstacle): boolean {
  return !('reason' in host) && host.function === undefined;
}
