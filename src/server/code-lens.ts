import type { CancellationToken, CodeLens, CodeLensParams } from 'vscode-languageserver';
import type { Category } from '../catalog/schema.ts';
import type { Finding } from '../engine/finding.ts';
import type { Analyzer } from './analyzer.ts';
import { toRange } from './convert.ts';
import type { Documents } from './documents.ts';
import { toFoundCall } from './found-call.ts';
import { peekCommand } from './protocol.ts';

/** How calls of a category are counted: one, and many of them. */
const nouns: Readonly<Record<Category, readonly [one: string, many: string]>> = {
  sleep: ['sleep', 'sleeps'],
  input: ['prompt', 'prompts'],
  file: ['file access', 'file accesses'],
  network: ['request', 'requests'],
  database: ['query', 'queries'],
  process: ['process', 'processes'],
  crypto: ['cryptographic call', 'cryptographic calls'],
  compression: ['compression', 'compressions'],
  compile: ['compilation', 'compilations'],
  lock: ['lock', 'locks'],
  loop: ['busy loop', 'busy loops'],
  module: ['loaded module', 'loaded modules'],
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
  const parts = [...counts].map(([category, count]) => `${count} ${nouns[category][count === 1 ? 0 : 1]}`);
  const helpers = new Set(
    findings.filter(({ path }) => path.length > 1).map(({ path }) => path[0]?.name ?? ''),
  );
  const named = [...helpers].slice(0, mostHelpers).join(', ');
  const more = helpers.size > mostHelpers ? ', …' : '';
  return `blocks: ${parts.join(', ')}${helpers.size === 0 ? '' : `, via ${named}${more}`}`;
}
