import type { Analysis } from '../../engine/analyze.ts';
import type { Finding } from '../../engine/finding.ts';
import type { AnalysisSettings } from '../../engine/settings.ts';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { SourceText } from '../../facts/source-text.ts';
import { t } from '../../l10n/translate.ts';
import { minimalEdits } from '../diff.ts';
import type { CaveatsOf, Convert, TextEdit } from '../fix.ts';
import { convertCalls, within } from './convert-calls.ts';
import type { FunctionPlace, PlacedObstacle } from './model.ts';
import type { CascadePlan } from './cascade-plan.ts';
import type { RewrittenFile } from './rewrite.ts';
import { caveatsOf, titleOf } from './title.ts';

/** The new text of one file. */
export interface ChangedFile {
  readonly file: string;
  readonly before: string;
  readonly text: string;
  /** Edits of the text as it was, ascending, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/** A function made async, with everything that depends on it: one change over all files. */
export interface Cascade {
  readonly title: string;
  /** Names of the functions that become async, the wanted one first. */
  readonly functions: readonly string[];
  /** How many calls are awaited. */
  readonly calls: number;
  readonly files: readonly ChangedFile[];
  /** What it changes beside interleaving, as clauses: it is then a suggestion only. */
  readonly caveats: readonly string[];
}

/** What the proof needs to know about the world. */
export interface ProofTools {
  /** What blocks in the project with other texts for some files. */
  readonly analysisOf: (texts: ReadonlyMap<string, string>) => Promise<Analysis>;
  readonly facts: (source: SourceText) => Promise<FileFacts | undefined>;
  readonly convert: (file: string) => Convert;
  /** What the conversions of findings of a file change that the file does not show. */
  readonly caveats: (file: string, findings: readonly Finding[]) => Promise<CaveatsOf>;
  readonly parses: (source: SourceText) => boolean;
  readonly settings: AnalysisSettings;
  /** The files whose findings count. */
  readonly reported: readonly string[];
}

/**
 * Converts the blocking calls in functions that have become async, and proves the whole: every text parses and no
 * finding is new.
 *
 * @param wanted The functions that must not block afterwards.
 */
export async function finishCascade(
  plan: CascadePlan,
  rewritten: readonly RewrittenFile[],
  wanted: readonly FunctionPlace[],
  before: Analysis,
  tools: ProofTools,
): Promise<Cascade | PlacedObstacle> {
  const caveats = new Set(rewritten.flatMap((file) => file.caveats));
  const texts = new Map(rewritten.map(({ file, text }) => [file, text]));
  const functions = new Map(rewritten.map((file) => [file.file, file.functions]));
  const linked = await tools.analysisOf(texts);
  for (const { file, text, functions: own } of rewritten) {
    if (own.length === 0) continue;
    const done = await convertCalls(file, text, own, {
      async findings(current) {
        const facts = await tools.facts({ path: file, text: current });
        return facts === undefined ? [] : linked.revised(file, facts, tools.settings).findings;
      },
      convert: tools.convert(file),
      caveats: (findings) => tools.caveats(file, findings),
    });
    const [stuck] = done.stuck;
    if (stuck !== undefined && wanted.some((place) => place.file === file)) {
      const { finding, refusal } = stuck;
      const span = original(file, finding, plan);
      const why = refusal.remedy ?? refusal.reason;
      const name = nameOf(finding);
      const reason =
        why === ''
          ? t('`{0}` has no awaited form here', name)
          : t('`{0}` has no awaited form here: {1}', name, why);
      return { reason, file, span };
    }
    for (const caveat of done.caveats) caveats.add(caveat);
    texts.set(file, done.text);
    functions.set(file, done.functions);
  }
  for (const { file } of rewritten) {
    const text = texts.get(file) ?? '';
    if (!tools.parses({ path: file, text }))
      return { reason: t('the edited text would have a syntax error'), file, span: { start: 0, end: 0 } };
  }
  const after = await tools.analysisOf(texts);
  const added = newFindings(before, after, tools);
  for (const finding of added) {
    if (!within(finding, functions.get(finding.file) ?? []))
      return {
        reason: t('`{0}` would block in async code then', nameOf(finding)),
        file: finding.file,
        span: finding.span,
      };
    caveats.add(t('`{0}` still blocks in `{1}`', nameOf(finding), finding.context.name));
  }
  const files = rewritten.map(({ file, before: old }): ChangedFile => {
    const text = texts.get(file) ?? old;
    return { file, before: old, text, edits: minimalEdits(old, text) };
  });
  const names = [...new Set(plan.functions.map(({ shape }) => shape.name))];
  const all = [...new Set([...caveatsOf(plan), ...caveats])];
  const calls = plan.calls.length;
  return { title: titleOf(names, calls, files.length, all), functions: names, calls, files, caveats: all };
}

function nameOf(finding: Finding): string {
  return finding.path[0]?.name ?? finding.api;
}

/** A place in the old text for something that is found in the new one: the function it is in. */
function original(file: string, finding: Finding, plan: CascadePlan): FunctionPlace['span'] {
  const own = plan.functions.filter(({ place }) => place.file === file);
  const named = own.find(({ shape }) => finding.context.name.endsWith(shape.name));
  return (named ?? own[0])?.shape.nameSpan ?? { start: 0, end: 0 };
}

/**
 * The findings of which there are more than before. A call that was reported before may have another reason now; a
 * helper's own call takes the place of those that reached it.
 */
function newFindings(before: Analysis, after: Analysis, tools: ProofTools): readonly Finding[] {
  const were = findingsOf(before, tools);
  const places = count(were.map(placeOf));
  const calls = count(were.map(callOf));
  const moved = findingsOf(after, tools).filter((finding) => !take(places, placeOf(finding)));
  return moved.filter((finding) => !take(calls, callOf(finding)));
}

function findingsOf(analysis: Analysis, { reported, settings }: ProofTools): readonly Finding[] {
  return reported.flatMap((file) => analysis.report(file, settings).findings);
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

function placeOf(finding: Finding): string {
  return `${finding.file}\n${finding.context.name}\n${nameOf(finding)}`;
}

function callOf({ category, api }: Finding): string {
  return `${category} ${api}`;
}
