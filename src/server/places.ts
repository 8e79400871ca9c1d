import type { CancellationToken } from 'vscode-languageserver';
import type { FileReport, Finding } from '../engine/finding.ts';
import type { Session } from '../workspace/session.ts';
import type { Analysis, Analyzer } from './analyzer.ts';
import { touches } from './convert.ts';
import type { Conversions } from './conversions.ts';
import type { Documents } from './documents.ts';
import { explainFully } from './explain.ts';
import { toFoundCall, toFoundHelper } from './found-call.ts';
import type { Explanation, FoundCall, FoundHelper, PositionParams } from './protocol.ts';

export interface PlaceParts {
  readonly analyzer: Analyzer;
  readonly documents: Documents;
  readonly session: Session;
  readonly conversions: Conversions;
}

/** The finding at a position, or the nearest one on its line. */
export async function findingAt(
  parts: PlaceParts,
  params: PositionParams,
  token: CancellationToken,
): Promise<FoundCall | null> {
  const analysis = await parts.analyzer.analyze(params.textDocument.uri, token);
  if (analysis === 'stale') return null;
  const finding = pick(analysis, params);
  if (finding === undefined) return null;
  return toFoundCall(finding, (path) => parts.documents.uriOf(path)) ?? null;
}

/** What there is to say about the finding at a position, at more length than a hover has. */
export async function explainAt(
  { analyzer, conversions }: PlaceParts,
  params: PositionParams,
  token: CancellationToken,
): Promise<Explanation | null> {
  const analysis = await analyzer.analyze(params.textDocument.uri, token);
  if (analysis === 'stale') return null;
  const finding = pick(analysis, params);
  if (finding === undefined) return null;
  const conversion = await conversions.of(analysis, finding);
  return explainFully(analysis.snapshot, finding, conversion);
}

/** The helper that is named at a position, the one that is called there, or else the one around it. */
export async function helperAt(
  { analyzer, documents, session }: PlaceParts,
  params: PositionParams,
  token: CancellationToken,
): Promise<FoundHelper | null> {
  const analysis = await analyzer.analyze(params.textDocument.uri, token);
  if (analysis === 'stale') return null;
  const { path, document } = analysis.snapshot;
  const offset = document.offsetAt(params.position);
  const range = { start: params.position, end: params.position };
  const called = analysis.report.findings.find(({ span }) => touches(document, span, range))?.path[1];
  const helper =
    called === undefined
      ? await session.helperAt(path, offset, 'body')
      : await session.helperAt(called.file, called.span.start, 'body');
  return helper === undefined ? null : toFoundHelper(helper, (file) => documents.uriOf(file));
}

function pick(
  { snapshot: { document }, report }: Analysis,
  { position }: PositionParams,
): Finding | undefined {
  const offset = document.offsetAt(position);
  const onLine = ({ span }: Finding): boolean => document.positionAt(span.start).line === position.line;
  const distance = ({ span, whole }: Finding): number => {
    if (span.start <= offset && offset <= span.end) return 0;
    if (whole.start <= offset && offset <= whole.end) return 1;
    return 2 + Math.min(Math.abs(span.start - offset), Math.abs(span.end - offset));
  };
  return nearest(report, onLine, distance);
}

function nearest(
  { findings }: FileReport,
  test: (finding: Finding) => boolean,
  distance: (finding: Finding) => number,
): Finding | undefined {
  return findings
    .filter((finding) => test(finding) || distance(finding) < 2)
    .sort((a, b) => distance(a) - distance(b))[0];
}
