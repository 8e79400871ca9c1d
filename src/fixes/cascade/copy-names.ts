import { t } from '../../l10n/translate.ts';
import type { ChosenCopy } from './choose-copies.ts';
import { Refused } from './plan.ts';
import type { World } from './world.ts';

/** Finds a name for each second function that nothing else has where it is used. */
export async function nameCopies(world: World, copies: readonly ChosenCopy[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const [index, copy] of copies.entries()) {
    const first = copies.findIndex(({ group }) => group === copy.group);
    names.push(
      first < index
        ? await sameName(world, copy, names[first] ?? '')
        : await nameOf(world, copy, new Set(names)),
    );
  }
  return names;
}

/** Methods that stand for each other have the same name. */
async function sameName(world: World, { place, shape }: ChosenCopy, name: string): Promise<string> {
  const own = await world.file(place.file);
  if (own?.language.declares(own.source, name) !== true) return name;
  const reason = t('there is a `{0}` beside `{1}` already; await that one', name, shape.name);
  throw new Refused({ reason, file: place.file, span: shape.nameSpan });
}

async function nameOf(
  world: World,
  { place, shape, calls }: ChosenCopy,
  taken: ReadonlySet<string>,
): Promise<string> {
  const against = (reason: string): Refused =>
    new Refused({ reason, file: place.file, span: shape.nameSpan });
  const own = await world.file(place.file);
  const candidates = own?.language.copyNames(shape.name) ?? [];
  const files = new Set([place.file, ...calls.map(({ file }) => file)]);
  for (const name of candidates) {
    if (own?.language.declares(own.source, name) === true)
      throw against(t('there is a `{0}` beside `{1}` already; await that one', name, shape.name));
    if (taken.has(name)) continue;
    const mentions = await world.mentioning(name);
    // A member of that name may be meant by whatever mentions it.
    const isFree =
      shape.reach.kind === 'method' ? mentions.length === 0 : !mentions.some((file) => files.has(file));
    if (isFree) return name;
  }
  throw against(t('no name for an async one beside `{0}` is free', shape.name));
}
