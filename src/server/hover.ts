import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import { t } from '../l10n/translate.ts';
import type { Session } from '../workspace/session.ts';
import type { Analysis, Analyzer } from './analyzer.ts';
import { toRange, touches } from './convert.ts';
import type { Conversions } from './conversions.ts';
import { linkTo, summarize } from './explain.ts';

/** Explains the blocking call under the pointer: what its diagnostic, which editors show beside it, leaves out. */
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
  const value = summarize(finding, await conversions.of(analysis, finding));
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
    const caller =
      hop.name === '' ? t('{0} in a function', linkTo(hop)) : t('{0} in `{1}`', linkTo(hop), hop.name);
    return `- ${caller}`;
  });
  const more = helper.callers.length - shown.length;
  const value = [
    t('**`{0}` blocks whoever calls it**, by {1}.', helper.name, chain),
    shown.length === 0
      ? t('No async code calls it.')
      : t('Async code that calls it, directly or through others:'),
    ...(shown.length === 0
      ? []
      : [[...shown, ...(more > 0 ? [`- ${t('and {0} more', more)}`] : [])].join('\n')]),
  ].join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value } };
}

/** A hover is a glance: more callers than this are only counted. */
const mostCallers = 8;
