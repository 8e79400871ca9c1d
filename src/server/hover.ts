import path from 'node:path';
import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { documentationUrl } from '../catalog/documentation.ts';
import type { Cost } from '../catalog/schema.ts';
import type { Finding } from '../engine/finding.ts';
import type { Conversion } from '../fixes/fix.ts';
import type { Session } from '../workspace/session.ts';
import type { Analysis, Analyzer } from './analyzer.ts';
import { contextSentence, toRange, touches } from './convert.ts';
import type { Conversions } from './conversions.ts';

const costs: Readonly<Record<Cost, string>> = {
  brief: 'It is brief: it holds the event loop for a moment.',
  io: 'It holds the event loop until the device has answered.',
  process: 'It holds the event loop until the other process has ended.',
  cpu: 'It holds the event loop until it has computed its result.',
  unbounded: 'It holds the event loop for as long as it waits, which nothing limits.',
};

/** Explains the blocking call under the pointer: what its diagnostic, which editors show as well, leaves out. */
export async function hover(
  analyzer: Analyzer,
  session: Session,
  conversions: Conversions,
  params: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const analysis = await analyzer.analyze(params.textDocument.uri, token);
  if (analysis === 'stale') return null;
  const { document } = analysis.snapshot;
  const range = { start: params.position, end: params.position };
  const finding = analysis.report.findings.find(({ span }) => touches(document, span, range));
  if (finding === undefined) return await hoverHelper(session, analysis, params);
  const value = explain(finding, await conversions.of(analysis, finding));
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(document, finding.span) };
}

/** A helper's own definition is not flagged: whoever reads it learns here what it does to its callers. */
async function hoverHelper(
  session: Session,
  { snapshot }: Analysis,
  { position }: HoverParams,
): Promise<Hover | null> {
  const offset = snapshot.document.offsetAt(position);
  const helper = await session.helperAt(snapshot.path, offset);
  if (helper === undefined) return null;
  const chain = helper.path.map((hop) => `\`${hop.name}\``).join(' → ');
  const shown = helper.callers.slice(0, mostCallers).map((hop) => {
    const name = hop.name === '' ? 'a function' : `\`${hop.name}\``;
    return `- [${path.basename(hop.file)}:${hop.line + 1}](${URI.file(hop.file).toString()}#L${hop.line + 1}) in ${name}`;
  });
  const more = helper.callers.length - shown.length;
  const value = [
    `**\`${helper.name}\` blocks whoever calls it**, by ${chain}.`,
    shown.length === 0 ? 'No async code calls it.' : 'Async code that calls it, directly or through others:',
    ...(shown.length === 0 ? [] : [[...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')]),
  ].join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value } };
}

/** A hover is a glance: more callers than this are only counted. */
const mostCallers = 8;

function explain(finding: Finding, conversion: Conversion): string {
  const { api, category, context, cost, path } = finding;
  const why = contextSentence(context);
  const chain = path.map((hop) => `\`${hop.name}\``).join(' → ');
  return [
    `**Blocking call:** \`${api}\``,
    [
      costs[cost],
      why === undefined ? 'It runs while the module is loaded.' : `It counts because ${why}.`,
    ].join(' '),
    ...(path.length > 1 ? [`The way there: ${chain}`] : []),
    'fix' in conversion
      ? `Quick fix: ${conversion.fix.title}`
      : `There is no automatic conversion: ${conversion.refusal.reason}.`,
    `[More about this category](${documentationUrl(category)})`,
  ].join('\n\n');
}
