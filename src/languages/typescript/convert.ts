import { minimalEdits } from '../../fixes/diff.ts';
import { applyEdits, normalize, trim } from '../../fixes/edits.ts';
import type { Conversion, ConvertOptions, Fix, Refusal, TextEdit } from '../../fixes/fix.ts';
import type { DirectiveProblem, Finding } from '../../engine/finding.ts';
import type { SourceText } from '../../facts/source-text.ts';
import { t } from '../../l10n/translate.ts';
import { losesComment } from './fixes/comments.ts';
import { removeComment, suppressLine } from './fixes/directives.ts';
import { inPlace } from './fixes/in-place.ts';
import { lostUpdateAt } from './fixes/lost-updates.ts';
import { keepOneEvaluation } from './fixes/one-evaluation.ts';
import { overtakingAt } from './fixes/overtaking.ts';
import { calledInPlace, type CalledThere } from './fixes/passed-primitive.ts';
import { type Piece } from './fixes/pieces.ts';
import { placeAwait } from './fixes/place.ts';
import { raceAt } from './fixes/races.ts';
import { isRefusal, refuse } from './fixes/refusal.ts';
import { rewriters } from './fixes/registry.ts';
import type { Rewrite } from './fixes/rewrite.ts';
import { open, type FixFile, type Site, isBroken } from './fixes/site.ts';
import { wrapped } from './fixes/nodes.ts';
import { ts } from './ts.ts';

/** The awaited form of one finding, or the reason why there is none. */
export function convert(source: SourceText, finding: Finding, options: ConvertOptions = {}): Conversion {
  try {
    const fix = plan(source, finding, options);
    return isRefusal(fix) ? { refusal: fix } : { fix };
  } catch (error) {
    // The tree of a text that nests ten thousand levels deep is too deep for the stack.
    if (error instanceof RangeError) return { refusal: refuse('the code around it is nested too deeply') };
    throw error;
  }
}

function plan(source: SourceText, finding: Finding, options: ConvertOptions): Fix | Refusal {
  const [called, helper] = finding.path;
  if (helper !== undefined) return refuse('`{0}` has to be made async first', called?.name ?? t('it'));
  const file = open(source);
  if (file.broken) return refuse('the file has syntax errors');
  const site: Site = { file, finding };
  const there = calledInPlace(site);
  if (there !== undefined) return inPlaceOfName(source, there, options);
  for (const rewriter of rewriters) {
    const rewrite = rewriter(site);
    if (rewrite !== undefined) return isRefusal(rewrite) ? rewrite : assemble(site, source, rewrite, options);
  }
  return { ...refuse('it has no awaited form'), remedy: '' };
}

/** Converts the call that stands in the place of a function's name. */
function inPlaceOfName(source: SourceText, there: CalledThere, options: ConvertOptions): Fix | Refusal {
  const fix = plan(there.source, there.finding, options);
  if (isRefusal(fix)) return fix;
  return { ...fix, edits: minimalEdits(source.text, applyEdits(there.source.text, fix.edits)) };
}

function assemble(
  { file, finding }: Site,
  source: SourceText,
  rewrite: Rewrite,
  options: ConvertOptions,
): Fix | Refusal {
  const { target } = rewrite;
  const { caveats: known = [], use } = options;
  const request = { file, node: target, promise: rewrite.promise !== undefined, api: finding.api, use };
  const place = placeAwait(request);
  if (isRefusal(place)) return place;
  // `await readFileSync(p)`, or a callback whose result is awaited: the promise goes there.
  const adopted = place.adopts || ts.isAwaitExpression(wrapped(target).parent) ? rewrite.promise : undefined;
  const own = targetEdits(file, rewrite, adopted);
  const raced = place.adopts ? undefined : raceAt(file, target);
  const once = raced === undefined ? undefined : keepOneEvaluation(file, target);
  const race = once === undefined ? raced : undefined;
  const lost = place.adopts ? undefined : lostUpdateAt(file, target);
  const overtaking = overtakingAt(file, target, options.loadedBy);
  const races = [race, lost, overtaking].filter((one) => one !== undefined);
  const caveats = [...new Set([...rewrite.caveats, ...place.caveats, ...races, ...known])];
  const edits = tidy(file, [
    ...(once?.before ?? []),
    ...place.edits,
    ...own,
    ...rewrite.others(own),
    ...(place.closing ?? []),
    ...(once?.after ?? []),
  ]);
  const problem = proof(file, source, edits, options);
  if (problem !== undefined) return { reason: problem };
  const shown = place.adopts ? rewrite.shown.replace(/^await /, '') : rewrite.shown;
  return {
    id: rewrite.id,
    title:
      caveats.length === 0
        ? t('Convert to `{0}`', shown)
        : t('Convert to `{0}` ({1})', shown, caveats.join('; ')),
    safe: caveats.length === 0,
    ...(caveats.length > 0 && { caveats }),
    edits,
  };
}

function targetEdits(
  file: FixFile,
  { target, span, pieces, binds }: Rewrite,
  adopted: readonly Piece[] | undefined,
): readonly TextEdit[] {
  return inPlace(file, target, adopted ?? pieces, adopted === undefined ? binds : undefined, span);
}

/** Ascending edits without what they have in common with the text; insertions at one place are joined in order. */
function tidy(file: FixFile, edits: readonly TextEdit[]): readonly TextEdit[] {
  const ordered = edits
    .map((edit) => trim(file.text, edit))
    .filter((edit) => edit !== undefined)
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  const joined: TextEdit[] = [];
  for (const { edit } of ordered) {
    const before = joined.at(-1);
    if (before?.end === edit.start) {
      joined[joined.length - 1] = { start: before.start, end: edit.end, text: before.text + edit.text };
    } else joined.push(edit);
  }
  return normalize(joined);
}

/** What is wrong with an edited text, in words for the user. */
function proof(
  file: FixFile,
  source: SourceText,
  edits: readonly TextEdit[],
  { unparsed = false }: ConvertOptions,
): string | undefined {
  if (losesComment(file, edits)) return t('a comment in the call would be lost');
  const text = applyEdits(source.text, edits);
  if (text === source.text) return t('the awaited form does not fit here');
  return !unparsed && isBroken({ path: source.path, text })
    ? t('the awaited form does not fit here')
    : undefined;
}

/** A comment that suppresses one finding on its line. */
export function suppress(source: SourceText, finding: Finding): Fix {
  return suppressLine(source.text, treeOf(source), finding);
}

/** Removes a suppression comment. */
export function removeDirective(source: SourceText, problem: DirectiveProblem): Fix {
  return removeComment(source.text, treeOf(source), problem);
}

/** The syntax tree; undefined for a text that is nested too deeply for one. */
function treeOf(source: SourceText): ts.SourceFile | undefined {
  try {
    return open(source).tree;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
