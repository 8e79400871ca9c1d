import { t } from '../../l10n/translate.ts';
import { callersOf, isShownByType } from './callers.ts';
import { isObstacle, type FunctionPlace, type FunctionShape } from './model.ts';
import { nameList } from './title.ts';
import type { World } from './world.ts';

/** What a function throws comes as a rejection. */
export const rejection = Symbol('rejection');

/** Says that what some functions throw comes as a rejection, as clauses. */
export function describeRejections(names: readonly string[]): readonly string[] {
  const [first] = names;
  if (first === undefined) return [];
  return [
    names.length === 1
      ? t('what `{0}` throws comes as a rejection', first)
      : t('what {0} throw comes as a rejection', nameList(names)),
  ];
}

/** What stands against it: a clause, or that what the function throws comes as a rejection. */
type Doubt = string | typeof rejection;

/** Whoever hands on the promise of whoever hands it on: further than this, nobody follows. */
const farthest = 50;

/**
 * What callers may have against it that a function which returns a promise becomes async: what it throws comes as a
 * rejection then. It is the same to them where all of them are known, and each one awaits the promise, or hands it on to
 * callers of which that is true.
 *
 * @param isAsync Whether a function that hands on the promise is going to be async.
 * @returns `rejection`, or a clause for another reason.
 */
export async function doubtAboutRejections(
  world: World,
  place: FunctionPlace,
  shape: FunctionShape,
  isAsync: (place: FunctionPlace) => boolean,
): Promise<Doubt | undefined> {
  const apis = shape.effects ? undefined : world.functions.apisOf(place);
  const seen = new Set<string>();

  async function doubtOf(at: FunctionPlace, known: FunctionShape): Promise<Doubt | undefined> {
    const key = `${at.file}\n${at.span.start} ${at.span.end}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    if (seen.size > farthest) return rejection;
    const family = known.reach.kind === 'names' ? undefined : world.functions.familyOf(at);
    // Code outside of the project may call a member that it declares.
    if (family?.open === true && !(known.reach.kind === 'method' && known.reach.private)) return rejection;
    const callers = await callersOf(world, at, known, family?.functions ?? [at]);
    // What a test puts in its place gives what it has given.
    const isUnclear = callers.obstacles.some(({ caveat }) => caveat === undefined);
    if (callers.calls.length === 0 || isUnclear || callers.public) return rejection;
    if (await isShownByType(world, at)) return rejection;
    for (const { file: path, call } of callers.calls) {
      const file = await world.file(path);
      const taken = file?.language.taken(file.source, call, apis) ?? 'otherwise';
      if (taken === 'awaited') continue;
      if (taken === 'together') return t('calls of `{0}` then run at the same time', shape.name);
      if (file === undefined || taken === 'otherwise') return rejection;
      const giving = { file: path, span: taken.returnedBy };
      if (isAsync(giving)) continue;
      const other = file.language.describe(file.source, giving.span);
      const doubt = isObstacle(other) ? rejection : await doubtOf(giving, other);
      if (doubt !== undefined) return doubt;
    }
    return undefined;
  }

  return await doubtOf(place, shape);
}
