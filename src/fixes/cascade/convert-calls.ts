import type { Finding } from '../../engine/finding.ts';
import { contains, type Span } from '../../facts/span.ts';
import { applyEdits, shift } from '../edits.ts';
import { moveFinding } from '../fix-all.ts';
import type { CaveatsOf, Convert, Refusal, TextEdit } from '../fix.ts';

/** What conversions of one file need. */
export interface ConvertTools {
  readonly findings: (text: string) => Promise<readonly Finding[]>;
  readonly convert: Convert;
  readonly caveats: (findings: readonly Finding[]) => Promise<CaveatsOf>;
}

/** A file whose functions block no more, as far as that can be done. */
export interface ConvertedText {
  readonly text: string;
  readonly functions: readonly Span[];
  readonly caveats: readonly string[];
  /** Blocking calls that stay, and why. */
  readonly stuck: readonly { readonly finding: Finding; readonly refusal: Refusal }[];
}

/** One conversion can bring another call to light, as an argument of the first. */
const maximumRounds = 10;

/** Converts the blocking calls in some functions of a text. */
export async function convertCalls(
  file: string,
  before: string,
  functions: readonly Span[],
  tools: ConvertTools,
): Promise<ConvertedText> {
  let state = { text: before, functions };
  const caveats = new Set<string>();
  for (let round = 0; ; round += 1) {
    const direct = (await tools.findings(state.text))
      .filter((finding) => finding.path.length === 1 && within(finding, state.functions))
      .sort((a, b) => b.span.start - a.span.start);
    const caveatsOf = await tools.caveats(direct);
    const steps: (readonly TextEdit[])[] = [];
    const stuck: { finding: Finding; refusal: Refusal }[] = [];
    for (const finding of direct) {
      const moved = moveFinding(finding, steps);
      if (moved === undefined) continue;
      const source = { path: file, text: state.text };
      const conversion = tools.convert(source, moved, { caveats: caveatsOf(finding) });
      if ('refusal' in conversion) {
        stuck.push({ finding: moved, refusal: conversion.refusal });
        continue;
      }
      const { edits } = conversion.fix;
      for (const caveat of conversion.fix.caveats ?? []) caveats.add(caveat);
      steps.push(edits);
      state = {
        text: applyEdits(state.text, edits),
        functions: state.functions.flatMap((span) => shift(span, edits) ?? []),
      };
    }
    if (steps.length === 0 || round === maximumRounds) return { ...state, caveats: [...caveats], stuck };
  }
}

/** Whether a finding stands in one of some functions. */
export function within(finding: Finding, functions: readonly Span[]): boolean {
  return functions.some((span) => contains(span, finding.span));
}
