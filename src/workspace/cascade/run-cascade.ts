import type { FunctionGraph } from '../../engine/function-graph.ts';
import { finishCascade, type Cascade } from '../../fixes/cascade/cascade.ts';
import { chooseCopies } from '../../fixes/cascade/choose-copies.ts';
import type { FunctionPlace, PlacedObstacle } from '../../fixes/cascade/model.ts';
import { planCascade } from '../../fixes/cascade/plan.ts';
import { rewrite } from '../../fixes/cascade/rewrite.ts';
import { t } from '../../l10n/translate.ts';
import type { Project } from '../project/project.ts';
import { createForeignFiles } from './foreign-files.ts';
import { createWorld, type NotingWorld } from './create-world.ts';
import { makeCopies } from './make-copies.ts';
import { proofTools, type CascadeParts, type CascadeTarget } from './parts.ts';

/** Planning brings files to light that matter: as often as that, the project is looked at anew. */
const maximumRounds = 12;

/** Looking at a project anew as often as that costs more than to read all of its files. */
const mostRelinks = 5;

const relinked = new WeakMap<Project, number>();

/**
 * Makes a helper async with everything that depends on it, in memory; or says what stands against it, and where.
 *
 * @param partial Keep it for the callers that cannot await, and put an async one beside it for the others.
 */
export async function runCascade(
  target: CascadeTarget,
  partial: boolean,
  parts: CascadeParts,
): Promise<Cascade | PlacedObstacle> {
  const { project, folders, settings, languageOf } = parts;
  const elsewhere = createForeignFiles(folders);
  for (let round = 0; ; round += 1) {
    const analysis = await project.analysis();
    const world = createWorld(project, analysis, settings, languageOf, elsewhere, parts);
    const wanted = wantedBy(target, analysis.functions);
    if (wanted.length === 0)
      return { ...placeOf(target), reason: t('there is no function that could be async') };
    const plan = partial
      ? await chooseCopies(world, wanted, new Set(parts.reported))
      : await planCascade(world, wanted);
    if (round < maximumRounds && (await includeMissing(world, project))) continue;
    if ('reason' in plan) return plan;
    if ('copies' in plan) return await makeCopies(plan, target, analysis, world, elsewhere, parts);
    if (plan.functions.length === 0) return { ...placeOf(target), reason: t('it is async already') };
    const rewritten = await rewrite(world, plan);
    if ('reason' in rewritten) return rewritten;
    const tools = await proofTools(parts, rewritten, (texts) => project.revised(texts));
    return await finishCascade(plan, rewritten, wanted, analysis, tools);
  }
}

/** Takes the files into the analysis that planning has asked about; false when there are none. */
async function includeMissing({ missing }: NotingWorld, project: Project): Promise<boolean> {
  const seen = [...missing].filter((path) => project.has(path));
  if (seen.length === 0) return false;
  const times = (relinked.get(project) ?? 0) + 1;
  relinked.set(project, times);
  // Who asks often is better off with all files at once.
  await project.include(times > mostRelinks ? project.paths : seen);
  return seen.some((path) => project.isParsed(path));
}

/**
 * The functions on the way from a finding to the primitive, or the one that is named; for a call that blocks itself, the
 * function around it.
 */
function wantedBy(target: CascadeTarget, functions: FunctionGraph): readonly FunctionPlace[] {
  if ('offset' in target)
    return [functions.functionNamedAt(target.file, target.offset)].filter((place) => place !== undefined);
  const calls = target.path.length === 1 ? [target] : target.path.slice(1);
  return calls
    .map(({ file, span }) => functions.functionAt(file, span.start))
    .filter((place) => place !== undefined);
}

function placeOf(target: CascadeTarget): Omit<PlacedObstacle, 'reason'> {
  return 'offset' in target
    ? { file: target.file, span: { start: target.offset, end: target.offset } }
    : { file: target.file, span: target.span };
}
