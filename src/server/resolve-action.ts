import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type CodeAction,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../fixes/fix.ts';
import type { Session } from '../workspace/session.ts';
import { findDirective, findFinding, readActionData, type ActionData } from './action-data.ts';
import type { Analysis, Analyzer } from './analyzer.ts';
import { untilCancelled } from './cancellation.ts';
import { toProtocolEdits } from './convert.ts';
import { explain, type Cascades } from './cascades.ts';
import type { Conversions } from './conversions.ts';
import type { Documents, Snapshot } from './documents.ts';
import type { Guard } from './guard.ts';

export interface ResolveParts {
  readonly analyzer: Analyzer;
  readonly documents: Documents;
  readonly session: Session;
  readonly conversions: Conversions;
  readonly cascades: Cascades;
  /** Tells the user something that an action came to. */
  readonly tell: (message: string) => void;
  readonly guard: Guard;
  /** The client takes edits that name the version they are for. */
  readonly versionedEdits: boolean;
}

/** Adds the edit to an action that the user chose. An action for a text that has changed since is refused. */
export async function resolveCodeAction(
  parts: ResolveParts,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const data = readActionData(action.data);
  if (data === undefined) return action;
  const analysis = await parts.analyzer.analyze(data.uri, token);
  if (analysis === 'stale' || analysis.snapshot.version !== data.version) throw outdated();
  if (data.action === 'cascade') return await resolveCascade(parts, analysis, action, data, token);
  const work = parts.guard.run<readonly TextEdit[]>(data.uri, 'The edit', [], () =>
    computeEdits(parts, analysis, data),
  );
  const edits = await untilCancelled(work, token);
  if (edits === 'stale' || !parts.documents.isCurrent(analysis.snapshot)) throw outdated();
  if (edits.length === 0) return action;
  return { ...action, edit: toWorkspaceEdit(analysis.snapshot, edits, parts.versionedEdits) };
}

/** Makes a helper async in all files at once; where that turns out to be unsound, the user hears why. */
async function resolveCascade(
  { cascades, documents, versionedEdits, tell }: ResolveParts,
  analysis: Analysis,
  action: CodeAction,
  data: ActionData,
  token: CancellationToken,
): Promise<CodeAction> {
  const { path } = analysis.snapshot;
  const helper =
    findFinding(analysis.report, data) ??
    ('api' in data || data.action === 'fix-all' ? undefined : { file: path, offset: data.start });
  if (helper === undefined) throw outdated();
  const outcome = await untilCancelled(cascades.of(analysis, helper), token);
  if (outcome === 'stale' || !documents.isCurrent(analysis.snapshot)) throw outdated();
  if (outcome === undefined) return action;
  if ('refusal' in outcome) {
    tell(`The helper stays synchronous: ${explain(outcome)}.`);
    return action;
  }
  const { cascade } = outcome;
  if (!cascades.isCurrent(cascade)) throw outdated();
  return { ...action, title: cascade.title, edit: cascades.edit(cascade, versionedEdits) };
}

async function computeEdits(
  { session, conversions }: ResolveParts,
  analysis: Analysis,
  data: ActionData,
): Promise<readonly TextEdit[]> {
  const { snapshot, settings, report } = analysis;
  const { path } = snapshot;
  if (data.action === 'fix-all') {
    // A file without findings may be one that is excluded: those stay as they are.
    if (report.findings.length === 0) return [];
    return (await session.fixAll(path, settings.analysis)).edits;
  }
  if (data.action === 'remove-directive') {
    const problem = findDirective(report, data);
    if (problem === undefined) throw outdated();
    return (await session.removeDirective(path, problem)).edits;
  }
  const finding = findFinding(report, data);
  if (finding === undefined) throw outdated();
  if (data.action === 'suppress') return (await session.suppress(path, finding)).edits;
  const conversion = await conversions.of(analysis, finding);
  return 'fix' in conversion ? conversion.fix.edits : [];
}

function toWorkspaceEdit(
  { uri, version, document }: Snapshot,
  edits: readonly TextEdit[],
  versioned: boolean,
): WorkspaceEdit {
  const converted = toProtocolEdits(document, edits);
  if (!versioned) return { changes: { [uri]: converted } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

function outdated(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
}
