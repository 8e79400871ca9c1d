import type { Suggestions } from './suggestions.ts';
import type { TestResults } from './test-results.ts';
import { describeTests } from './test-results.ts';

/** What changed by some conversions. */
export interface Effect {
  readonly typeErrors: readonly string[];
  readonly testsChanged: number;
}

/** A conversion alone that had an effect. */
export interface Culprit extends Effect {
  readonly call: string;
}

/** All that an evaluation found out. */
export interface Figures {
  readonly project: string;
  readonly baseline: { readonly typeErrors: number | undefined; readonly tests: TestResults };
  readonly calls: number;
  /** Calls that have a conversion, safe or not. */
  readonly candidates: number;
  /** Calls that were replaced where they stand. */
  readonly convertedDirectly: number;
  /** Calls of helpers that block no longer. */
  readonly convertedByHelpers: number;
  /** Calls that are left, and whose conversion the editor offers as a suggestion. */
  readonly offered: number;
  /** How many calls are left for each reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Each call that is left, with the reason. */
  readonly left: readonly string[];
  /** Conversions that the type checker kept from being made. */
  readonly omitted: readonly string[];
  readonly together: Effect;
  readonly each: { readonly tried: number; readonly culprits: readonly Culprit[] } | undefined;
  /** What came of what the light bulb offers; undefined where that was not tried. */
  readonly suggestions: Suggestions | undefined;
  readonly seconds: number;
}

type Cell = readonly [string, string | number];

function suggestionCells({ calls }: Suggestions): readonly Cell[] {
  return [
    ['Accepted offers', calls.accepted],
    ['Taken back: tests changed', calls.testsChanged],
    ['Taken back: type errors', calls.typeErrors],
    ['Left after that', calls.left],
    ['Reported anew', calls.added],
  ];
}

/** The figures as a table, with what is worth knowing below it. */
export function figuresText(figures: Figures): string {
  const { baseline, each, suggestions, together } = figures;
  const unchecked = baseline.typeErrors === undefined;
  const cells: readonly Cell[] = [
    ['Project', figures.project],
    ['Calls', figures.calls],
    ['Candidates', figures.candidates],
    ['Converted directly', figures.convertedDirectly],
    ['By making helpers async', figures.convertedByHelpers],
    ['Left', sumOf(figures.refused)],
    ['Left, but offered', figures.offered],
    ['Type errors added', unchecked ? 'not checked' : together.typeErrors.length],
    ['Tests changed', together.testsChanged],
    ...(suggestions === undefined ? [] : suggestionCells(suggestions)),
    ['Alone: tried', each?.tried ?? 'no'],
    ['Alone: type errors or tests changed', each?.culprits.length ?? ''],
  ];
  const row = (texts: readonly (string | number)[]): string => `| ${texts.join(' | ')} |`;
  const before = unchecked ? '' : `, ${baseline.typeErrors} type errors`;
  const lines = [
    row(cells.map(([head]) => head)),
    row(cells.map(() => '---')),
    row(cells.map(([, cell]) => cell)),
    '',
    `Before: ${describeTests(baseline.tests)}${before}. The evaluation took ${figures.seconds} s.`,
  ];
  const section = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push('', `${title}:`, ...items.map((item) => `- ${item}`));
  };
  const refused = Object.entries(figures.refused).sort(([, a], [, b]) => b - a);
  section(
    'Left',
    refused.map(([reason, count]) => `${count} × ${reason}`),
  );
  section('Left out by the type checker', figures.omitted);
  section(
    'Accepted offers',
    (suggestions?.accepted ?? []).map(({ title }) => title),
  );
  section(
    'Offers taken back',
    (suggestions?.takenBack ?? []).map(({ title, why, detail }) => `${title}: ${why} (${detail})`),
  );
  section('Calls left after that', suggestions?.left ?? []);
  section('Type errors added by all together', together.typeErrors);
  section(
    'Alone',
    (each?.culprits ?? []).map(({ call, typeErrors, testsChanged }) =>
      [call, ...typeErrors, ...(testsChanged === 0 ? [] : [`${testsChanged} tests changed`])].join('; '),
    ),
  );
  return `${lines.join('\n')}\n`;
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
