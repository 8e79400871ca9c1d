import type { CancellationToken, CodeLens, CodeLensParams } from 'vscode-languageserver';
import type { Category } from '../catalog/schema.ts';
import type { Finding } from '../engine/finding.ts';
import { t } from '../l10n/translate.ts';
import type { Analyzer } from './analyzer.ts';
import { toRange } from './convert.ts';
import type { Documents } from './documents.ts';
import { toFoundCall } from './found-call.ts';
import { peekCommand } from './protocol.ts';

/** How many calls of a category there are, in words. */
const counted: Readonly<Record<Category, (count: number) => string>> = {
  sleep: (count) => (count === 1 ? t('1 sleep') : t('{0} sleeps', count)),
  input: (count) => (count === 1 ? t('1 prompt') : t('{0} prompts', count)),
  file: (count) => (count === 1 ? t('1 file access') : t('{0} file accesses', count)),
  network: (count) => (count === 1 ? t('1 request') : t('{0} requests', count)),
  database: (count) => (count === 1 ? t('1 query') : t('{0} queries', count)),
  process: (count) => (count === 1 ? t('1 process') : t('{0} processes', count)),
  crypto: (count) => (count === 1 ? t('1 cryptographic call') : t('{0} cryptographic calls', count)),
  compression: (count) => (count === 1 ? t('1 compression') : t('{0} compressions', count)),
  compile: (count) => (count === 1 ? t('1 compilation') : t('{0} compilations', count)),
  lock: (count) => (count === 1 ? t('1 lock') : t('{0} locks', count)),
  loop: (count) => (count === 1 ? t('1 busy loop') : t('{0} busy loops', count)),
  module: (count) => (count === 1 ? t('1 loaded module') : t('{0} loaded modules', count)),
};

/** Helpers beyond these are only hinted at. */
const mostHelpers = 2;

/** Says above each async function what it blocks on; nothing unless the settings ask for it. */
export async function codeLenses(
  analyzer: Analyzer,
  documents: Documents,
  params: CodeLensParams,
  token: CancellationToken,
): Promise<CodeLens[]> {
  // The editor asks after every change: without the setting that must not cost an analysis.
  const path = documents.snapshot(params.textDocument.uri)?.path;
  if (path === undefined || !(await analyzer.settingsOf(path)).codeLens) return [];
  const analysis = await analyzer.analyze(params.textDocument.uri, token);
  if (analysis === 'stale') return [];
  const byEntry = new Map<number, Finding[]>();
  for (const finding of analysis.report.findings) {
    const { kind, span } = finding.context;
    if (kind === 'module') continue;
    const known = byEntry.get(span.start);
    if (known === undefined) byEntry.set(span.start, [finding]);
    else known.push(finding);
  }
  return [...byEntry.values()].flatMap((findings) => {
    const [first] = findings;
    if (first === undefined) return [];
    const calls = findings.map((finding) => toFoundCall(finding, (path) => documents.uriOf(path)));
    const places = calls.flatMap((call) => call?.path[0] ?? []);
    const range = toRange(analysis.snapshot.document, first.context.span);
    return [{ range, command: { title: titleOf(findings), command: peekCommand, arguments: [places] } }];
  });
}

/** `blocks: 2 file accesses, 1 process, via loadConfig`. */
function titleOf(findings: readonly Finding[]): string {
  const counts = new Map<Category, number>();
  for (const { category } of findings) counts.set(category, (counts.get(category) ?? 0) + 1);
  const parts = [...counts].map(([category, count]) => counted[category](count));
  const helpers = new Set(
    findings.filter(({ path }) => path.length > 1).map(({ path }) => path[0]?.name ?? ''),
  );
  const named = [...helpers].slice(0, mostHelpers).join(', ');
  const more = helpers.size > mostHelpers ? ', …' : '';
  return helpers.size === 0
    ? t('blocks: {0}', parts.join(', '))
    : t('blocks: {0}, via {1}', parts.join(', '), `${named}${more}`);
}
