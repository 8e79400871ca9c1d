import type { Finding } from '../engine/finding.ts';
import { comparePaths, relativePath } from '../workspace/paths.ts';
import type { FileResult } from './build-report.ts';
import { createNumbering, identityOf } from './identity.ts';

/** How often each finding of a file is accepted, by its identity. */
type Accepted = ReadonlyMap<string, number>;

/** The findings that are accepted, by file: its path from the folder of the baseline, with forward slashes. */
export type Baseline = ReadonlyMap<string, Accepted>;

/** A baseline cannot be used. The message is one clear line. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/** A finding that is accepted and is not there any more. */
export interface Obsolete {
  readonly file: string;
  readonly identity: string;
  readonly count: number;
}

/** What a baseline makes of some results. */
export interface Comparison {
  /** The results with the findings that are not accepted. */
  readonly results: readonly FileResult[];
  /** How many findings are accepted. */
  readonly accepted: number;
  /** What is accepted in these files and was not found. */
  readonly obsolete: readonly Obsolete[];
}

/**
 * Reads the text of a baseline.
 * @throws BaselineError whose message is a clause that goes on after the name of the file.
 */
export function parseBaseline(text: string): Baseline {
  const value = parseJson(text);
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['accepted'])) {
    throw new BaselineError('is no baseline of Unblock');
  }
  const files = Object.entries(value['accepted']).map(([file, entries]) => {
    const counts = isRecord(entries) ? Object.entries(entries) : [];
    if (!isRecord(entries) || !counts.every(isCount)) {
      throw new BaselineError(`has an entry that does not count findings: ${file}`);
    }
    return [file, new Map(counts)] as const;
  });
  return new Map(files);
}

/** The text of a baseline: sorted, one line for each kind of finding, so that changes are easy to read and to merge. */
export function formatBaseline(baseline: Baseline): string {
  const accepted = Object.fromEntries(
    sorted(baseline)
      .filter(([, entries]) => entries.size > 0)
      .map(([file, entries]) => [file, Object.fromEntries(sorted(entries))]),
  );
  return `${JSON.stringify({ version: 1, accepted }, null, 2)}\n`;
}

/** Takes away what is accepted. `folder` is that of the baseline. */
export function compareWithBaseline(
  all: readonly FileResult[],
  baseline: Baseline,
  folder: string,
): Comparison {
  let accepted = 0;
  const obsolete: Obsolete[] = [];
  const results = all.map((result) => {
    const file = relativePath(folder, result.path);
    const entries = baseline.get(file);
    if (entries === undefined) return result;
    const number = createNumbering();
    const findings = inOrder(result).filter(
      (finding) => number(identityOf(finding)) > (entries.get(identityOf(finding)) ?? 0),
    );
    accepted += result.findings.length - findings.length;
    const counts = countFindings(result);
    for (const [identity, count] of entries) {
      const gone = count - (counts.get(identity) ?? 0);
      if (gone > 0) obsolete.push({ file, identity, count: gone });
    }
    return { ...result, findings };
  });
  return { results, accepted, obsolete };
}

/** Accepts what was found. What the baseline says of files that were not looked at stays. */
export function acceptAll(results: readonly FileResult[], baseline: Baseline, folder: string): Baseline {
  const found = results.map((result) => [relativePath(folder, result.path), countFindings(result)] as const);
  return new Map([...baseline, ...found]);
}

function countFindings({ findings }: FileResult): Accepted {
  const counts = new Map<string, number>();
  for (const identity of findings.map(identityOf)) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
}

/** Of several equal findings, the first ones are the accepted ones. */
function inOrder({ findings }: FileResult): Finding[] {
  return [...findings].sort((a, b) => a.span.start - b.span.start);
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => comparePaths(a, b));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BaselineError('is not valid JSON');
  }
}

function isCount(entry: [string, unknown]): entry is [string, number] {
  return typeof entry[1] === 'number' && Number.isInteger(entry[1]) && entry[1] > 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
