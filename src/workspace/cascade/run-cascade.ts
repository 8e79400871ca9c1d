import type { Finding } from '../../engine/finding.ts';
import type { FunctionGraph } from '../../engine/function-graph.ts';
import type { AnalysisSettings } from '../../engine/settings.ts';
import { finishCascade, type Cascade, type ProofTools } from '../../fixes/cascade/cascade.ts';
import type { FunctionPlace, PlacedObstacle } from '../../fixes/cascade/model.ts';
import { planCascade } from '../../fixes/cascade/plan.ts';
import { rewrite } from '../../fixes/cascade/rewrite.ts';
import type { Language, LoadedLanguage } from '../../languages/language.ts';
import type { FactsSource } from '../facts-source.ts';
import type { Project } from '../project/project.ts';
import { createForeignFiles } from './foreign-files.ts';
import { createWorld } from './create-world.ts';

/** What to make async: the helper that a finding reaches, or the function whose name stands at an offset. */
export type CascadeTarget = Finding | { readonly file: string; readonly offset: number };

/** What a conversion of whole chains needs. */
export interface CascadeParts {
  readonly project: Project;
  /** The folders that it is in. */
  readonly folders: readonly string[];
  /** The files whose findings count. */
  readonly reported: readonly string[];
  readonly settings: AnalysisSettings;
  readonly facts: FactsSource;
  readonly languageOf: (path: string) => Language | undefined;
}

/** Planning brings files to light that matter: as often as that, the project is looked at anew. */
const maximumRounds = 12;

/** Looking at a project anew as often as that costs more than to read all of its files. */
const mostRelinks = 5;

const relinked = new WeakMap<Project, number>();

/** Makes a helper async with everything that depends on it, in memory; or says what stands against it, and where. */
export async function runCascade(
  target: CascadeTarget,
  { project, folders, reported, settings, facts, languageOf }: CascadeParts,
): Promise<Cascade | PlacedObstacle> {
  const elsewhere = createForeignFiles(folders);
  for (let round = 0; ; round += 1) {
    const analysis = await project.analysis();
    const world = createWorld(project, analysis, settings, languageOf, elsewhere);
    const wanted = wantedBy(target, analysis.functions);
    if (wanted.length === 0)
      return { ...placeOf(target), reason: 'there is no function that could be async' };
    const plan = await planCascade(world, wanted);
    const seen = [...world.missing].filter((path) => project.has(path));
    if (seen.length > 0 && round < maximumRounds) {
      const times = (relinked.get(project) ?? 0) + 1;
      relinked.set(project, times);
      // Who asks often is better off with all files at once.
      await project.include(times > mostRelinks ? project.paths : seen);
      if (seen.some((path) => project.isParsed(path))) continue;
    }
    if ('reason' in plan) return plan;
    if (plan.functions.length === 0) return { ...placeOf(target), reason: 'it is async already' };
    const rewritten = await rewrite(world, plan);
    if ('reason' in rewritten) return rewritten;
    const languages = new Map<string, LoadedLanguage>();
    for (const { file } of rewritten) {
      const language = await languageOf(file)?.load();
      if (language !== undefined) languages.set(file, language);
    }
    const convert: ProofTools['convert'] = (file) => (source, finding) =>
      languages.get(file)?.convert(source, finding) ?? { refusal: { reason: 'its language is not known' } };
    return await finishCascade(plan, rewritten, wanted, analysis, {
      analysisOf: (texts) => project.revised(texts),
      facts: (source) => facts.of(source),
      convert,
      parses: (source) => languages.get(source.path)?.parses(source) ?? false,
      settings,
      reported: reported.filter((path) => project.isParsed(path)),
    });
  }
}

/** The functions on the way from a finding to the primitive, or the one that is named. */
function wantedBy(target: CascadeTarget, functions: FunctionGraph): readonly FunctionPlace[] {
  if ('offset' in target)
    return [functions.functionNamedAt(target.file, target.offset)].filter((place) => place !== undefined);
  return target.path
    .slice(1)
    .map(({ file, span }) => functions.functionAt(file, span.start))
    .filter((place) => place !== undefined);
}

function placeOf(target: CascadeTarget): Omit<PlacedObstacle, 'reason'> {
  return 'offset' in target
    ? { file: target.file, span: { start: target.offset, end: target.offset } }
    : { file: target.file, span: target.span };
}
