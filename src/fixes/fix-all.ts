import type { Finding } from '../engine/finding.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { Span } from '../facts/span.ts';
import { minimalEdits } from './diff.ts';
import { applyEdits, conflict, normalize, shift } from './edits.ts';
import type { Convert, TextEdit } from './fix.ts';
import { onlyGone } from './recheck.ts';

/** What fix-all needs to know about the world, so that it can be pure. */
export interface FixAllTools {
  /** The findings of a text in place of the file's. */
  readonly analyze: (source: SourceText) => readonly Finding[] | Promise<readonly Finding[]>;
  readonly convert: Convert;
  /** Whether a text parses without a syntax error. */
  readonly parses: (source: SourceText) => boolean;
  /** Called between conversions: lets a server answer others meanwhile. */
  readonly breathe?: (() => Promise<void>) | undefined;
  /** Which findings to convert; all when left out. */
  readonly accept?: ((finding: Finding) => boolean) | undefined;
  /** Places of findings that stay as they are. */
  readonly excluded?: readonly Span[] | undefined;
}

/** What converting a whole text came to. */
export interface FixedText {
  readonly text: string;
  /** Edits of the text as it was, ascending, not overlapping. */
  readonly edits: readonly TextEdit[];
  readonly fixed: number;
  /** What is left, as found in the new text. */
  readonly remaining: readonly Finding[];
}

/** Each round converts all it can; more rounds are only needed for what a conversion brings to light. */
const maximumRounds = 20;

interface State {
  readonly source: SourceText;
  readonly findings: readonly Finding[];
  /** Findings that are excluded, or whose conversion failed its proof: not tried again. */
  readonly dropped: readonly Span[];
}

interface Attempt {
  readonly source: SourceText;
  readonly converted: readonly Finding[];
  readonly edits: readonly (readonly TextEdit[])[];
}

/**
 * Applies every safe conversion to a fixpoint, in memory. A round is kept only when its text parses, the converted
 * findings are gone and no new one has come; else its conversions are proved one by one.
 */
export async function fixAll(source: SourceText, tools: FixAllTools): Promise<FixedText> {
  let state: State = { source, findings: await tools.analyze(source), dropped: tools.excluded ?? [] };
  let fixed = 0;
  for (let round = 0; round < maximumRounds; round += 1) {
    const together = (await attemptTogether(state, tools)) ?? (await attempt(state, tools, Infinity));
    if (together.converted.length === 0) break;
    const proved = (await prove(state, together, tools)) ?? (await oneByOne(state, tools));
    fixed += proved.count;
    state = proved.state;
    if (proved.count === 0) break;
  }
  const { text } = state.source;
  return { text, edits: minimalEdits(source.text, text), fixed, remaining: state.findings };
}

/**
 * Converts many findings in the same text at once: those that only add to it outside of their own call, as long as
 * their edits get along. Of each API one call is left for the rounds after: with the last call its import may go.
 * The text is parsed once for all of them. Undefined when there is nothing to gain, or the text does not parse.
 */
async function attemptTogether(state: State, tools: FixAllTools): Promise<Attempt | undefined> {
  const { source } = state;
  const lastOf = new Map(state.findings.map((finding) => [finding.api, finding]));
  const converted: Finding[] = [];
  const edits: TextEdit[] = [];
  for (const finding of waitingIn(state, tools)) {
    if (lastOf.get(finding.api) === finding) continue;
    await tools.breathe?.();
    const conversion = tools.convert(source, finding, { unparsed: true });
    if (!('fix' in conversion) || !conversion.fix.safe) continue;
    const own = conversion.fix.edits;
    const addsOnly = own.every(
      (edit) =>
        edit.start === edit.end || (finding.whole.start <= edit.start && edit.end <= finding.whole.end),
    );
    if (!addsOnly || own.some((edit) => edits.some((other) => conflict(edit, other)))) continue;
    converted.push(finding);
    edits.push(...own);
  }
  if (converted.length === 0) return undefined;
  const merged = normalize(edits);
  const together = { path: source.path, text: applyEdits(source.text, merged) };
  return tools.parses(together) ? { source: together, converted, edits: [merged] } : undefined;
}

/** What may be converted, from the end of the text: an argument comes before the call that takes it. */
function waitingIn(state: State, tools: FixAllTools): readonly Finding[] {
  return state.findings
    .filter((finding) => (tools.accept?.(finding) ?? true) && !isDropped(state, finding))
    .sort((a, b) => b.span.start - a.span.start);
}

/** Converts up to `most` findings, each in the text that the ones before it left. */
async function attempt(state: State, tools: FixAllTools, most: number): Promise<Attempt> {
  let source = state.source;
  const converted: Finding[] = [];
  const edits: (readonly TextEdit[])[] = [];
  for (const finding of waitingIn(state, tools)) {
    if (converted.length >= most) break;
    await tools.breathe?.();
    const moved = moveFinding(finding, edits);
    if (moved === undefined) continue;
    const conversion = tools.convert(source, moved);
    if (!('fix' in conversion) || !conversion.fix.safe) continue;
    const text = applyEdits(source.text, conversion.fix.edits);
    if (!tools.parses({ path: source.path, text })) continue;
    source = { path: source.path, text };
    converted.push(finding);
    edits.push(conversion.fix.edits);
  }
  return { source, converted, edits };
}

function isDropped(state: State, finding: Finding): boolean {
  return state.dropped.some((span) => span.start === finding.span.start && span.end === finding.span.end);
}

/** Whether edits change a part of a stretch of text. */
function reaches(edits: readonly TextEdit[], { start, end }: Span): boolean {
  return edits.some((edit) => edit.start < end && edit.end > start);
}

/** A finding at its place in the edited text; undefined when the edits reach into it. */
export function moveFinding(finding: Finding, steps: readonly (readonly TextEdit[])[]): Finding | undefined {
  let { span, whole } = finding;
  let context: Span | undefined = finding.context.span;
  for (const edits of steps) {
    const name = reaches(edits, span) ? undefined : shift(span, edits);
    const call = shift(whole, edits);
    if (name === undefined || call === undefined) return undefined;
    span = name;
    whole = call;
    context = shift(context ?? span, edits);
  }
  const [first, ...rest] = finding.path;
  const path = first === undefined ? [] : [{ ...first, span }, ...rest];
  return { ...finding, span, whole, path, context: { ...finding.context, span: context ?? span } };
}

interface Proved {
  readonly state: State;
  readonly count: number;
}

/** The next state when the attempt holds; undefined when it does not. */
async function prove(state: State, done: Attempt, tools: FixAllTools): Promise<Proved | undefined> {
  const findings = await tools.analyze(done.source);
  if (!onlyGone(state.findings, done.converted, findings)) return undefined;
  const dropped = state.dropped
    .map((span) => done.edits.reduce<Span | undefined>((at, edits) => at && shift(at, edits), span))
    .filter((span) => span !== undefined);
  return {
    state: { source: done.source, findings, dropped },
    count: Math.max(done.converted.length, state.findings.length - findings.length),
  };
}

/** The first conversion that holds on its own; those that do not are dropped. */
async function oneByOne(state: State, tools: FixAllTools): Promise<Proved> {
  let current = state;
  for (;;) {
    const single = await attempt(current, tools, 1);
    const [finding] = single.converted;
    if (finding === undefined) return { state: current, count: 0 };
    const proved = await prove(current, single, tools);
    if (proved !== undefined) return proved;
    current = { ...current, dropped: [...current.dropped, finding.span] };
  }
}
