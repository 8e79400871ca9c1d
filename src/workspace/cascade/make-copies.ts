import type { Analysis } from '../../engine/analyze.ts';
import { finishCascade, type Cascade } from '../../fixes/cascade/cascade.ts';
import type { Choice } from '../../fixes/cascade/choose-copies.ts';
import { copyTexts, type CopiedTexts, type MadeCopy } from '../../fixes/cascade/copy-texts.ts';
import type { PlacedObstacle } from '../../fixes/cascade/model.ts';
import type { CascadePlan, PlannedFunction } from '../../fixes/cascade/cascade-plan.ts';
import { placeKey, planCascade } from '../../fixes/cascade/plan.ts';
import { rewrite } from '../../fixes/cascade/rewrite.ts';
import { partialTitle } from '../../fixes/cascade/title.ts';
import type { World } from '../../fixes/cascade/world.ts';
import { minimalEdits } from '../../fixes/diff.ts';
import { contains } from '../../facts/span.ts';
import { t } from '../../l10n/translate.ts';
import { createWorld, withTexts } from './create-world.ts';
import type { MentionedElsewhere } from './foreign-files.ts';
import { proofTools, type CascadeParts, type CascadeTarget } from './parts.ts';

/**
 * Keeps helpers as they are for the callers that cannot await, and puts async ones beside them for the others.
 *
 * First a second function is put beside each helper and called in its place where async code is, which changes nothing
 * that the program does. Then the second ones are made async like any helper, with all the checks of that.
 */
export async function makeCopies(
  choice: Choice,
  target: CascadeTarget,
  analysis: Analysis,
  world: World,
  elsewhere: MentionedElsewhere,
  parts: CascadeParts,
): Promise<Cascade | PlacedObstacle> {
  const { project, settings, languageOf } = parts;
  const { file } = target;
  const span = 'offset' in target ? { start: target.offset, end: target.offset } : target.span;
  if (choice.copies.length === 0) {
    const all = choice.whole.length > 0;
    const reason = all
      ? t('all of its callers can await it')
      : t('no async code calls it that could await it');
    return { file, span, reason };
  }
  const copied = await copyTexts(world, choice.copies);
  if ('reason' in copied) return copied;
  const { texts, copies, moved } = copied;
  const linked = await project.revised(texts);
  const view = withTexts(project, texts, new Set(copies.map(({ name }) => name)));
  const revised = createWorld(view, linked, settings, languageOf, elsewhere, parts);
  const lost = notFollowed(copied, linked);
  if (lost !== undefined) return lost;
  const places = [
    ...copies.map(({ place }) => place),
    ...choice.whole.flatMap((place) => moved(place) ?? []),
  ];
  const plan = await planCascade(revised, places);
  if ('reason' in plan) return original(plan, copied);
  const idle = idleOf(plan, copied);
  if (idle !== undefined) {
    const reason = t('`{0}` calls what it blocks by in a way that cannot be awaited', idle.shape.name);
    return original({ reason, file: idle.place.file, span: idle.shape.nameSpan }, copied);
  }
  const rewritten = await rewrite(revised, plan);
  if ('reason' in rewritten) return original(rewritten, copied);
  const tools = await proofTools(parts, rewritten, (next) => project.revised(new Map([...texts, ...next])));
  const done = await finishCascade(plan, rewritten, places, analysis, tools);
  if ('reason' in done) return original(done, copied);
  const after = new Map([...texts, ...done.files.map((one) => [one.file, one.text] as const)]);
  const files = [...after].map(([path, text]) => {
    const before = project.textOf(path) ?? text;
    return { file: path, before, text, edits: minimalEdits(before, text) };
  });
  const revisedOnce = await project.revised(after);
  const count = (one: Analysis): number => one.report(file, settings).findings.length;
  if (!('offset' in target) && count(revisedOnce) >= count(analysis))
    return { file, span, reason: t('as many calls would block in async code as before') };
  const firsts = copies.filter(
    ({ of }, index) => copies.findIndex((other) => other.of.group === of.group) === index,
  );
  const names = firsts.map(({ of, name }) => ({ name: of.shape.name, copy: name }));
  const caveats = [...new Set([...done.caveats, ...copied.caveats])];
  const calls = copies.reduce((sum, copy) => sum + copy.calls.length, 0);
  const title = partialTitle(names, othersIn(plan, copied), calls, files.length, caveats);
  return { ...done, caveats, title, functions: names.map(({ copy }) => copy), calls, files };
}

/** A second function that some of the calls do not run, as far as can be seen. */
function notFollowed({ copies }: CopiedTexts, { functions }: Analysis): PlacedObstacle | undefined {
  for (const { of, name, calls, count } of copies) {
    const family = copies.flatMap((other) => (other.of.group === of.group ? [other.place] : []));
    const runs = calls.every((call) => functions.runs(call, family).answer === 'yes');
    const found = family.reduce((sum, place) => sum + functions.callersOf(place).length, 0);
    if (runs && count === of.calls.length && found >= count) continue;
    const reason = t('it cannot be seen how all callers of `{0}` would get at `{1}`', of.shape.name, name);
    return { reason, file: of.place.file, span: of.shape.nameSpan };
  }
  return undefined;
}

/** A second function that would have nothing to await, and does not stand for one that has. */
function idleOf({ idle }: CascadePlan, { copies }: CopiedTexts): PlannedFunction | undefined {
  const copyAt = ({ place }: PlannedFunction): MadeCopy | undefined =>
    copies.find((copy) => placeKey(copy.place) === placeKey(place));
  return idle.find((one) => {
    const group = copyAt(one)?.of.group;
    return !copies.some(
      (copy) =>
        copy.of.group === group && !idle.some((other) => placeKey(other.place) === placeKey(copy.place)),
    );
  });
}

/** The functions that become async beside the second ones. */
function othersIn({ functions }: CascadePlan, { copies }: CopiedTexts): readonly string[] {
  return functions
    .filter(
      ({ place }) =>
        !copies.some((copy) => copy.place.file === place.file && contains(copy.place.span, place.span)),
    )
    .map(({ shape }) => shape.name);
}

/** A place in a text that was never written means nothing to the user: the helper in its file has to do. */
function original(obstacle: PlacedObstacle, { texts, copies }: CopiedTexts): PlacedObstacle {
  if (!texts.has(obstacle.file)) return obstacle;
  const own = copies.find(({ place }) => place.file === obstacle.file);
  return { ...obstacle, span: own?.of.shape.nameSpan ?? { start: 0, end: 0 } };
}
