import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type CodeAction,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { SourceText } from '../facts/source-text.ts';
import type { ChangedFile } from '../fixes/cascade/cascade.ts';
import { applyEdits } from '../fixes/edits.ts';
import type { TextEdit } from '../fixes/fix.ts';
import type { Verdict } from '../fixes/proof.ts';
import { repairDirective } from '../fixes/repair-directive.ts';
import { t } from '../l10n/translate.ts';
import { isObjection, type Objection } from '../proof/units.ts';
import { convertWhatHolds } from '../proof/verified-file.ts';
import type { Session } from '../workspace/session.ts';
import { findDirective, findFinding, readActionData, type ActionData } from './action-data.ts';
import type { Analysis, Analyzer } from './analyzer.ts';
import { untilCancelled, withSignal } from './cancellation.ts';
import { toProtocolEdits } from './convert.ts';
import { explain, helperKey, type Cascades } from './cascades.ts';
import { isOf, type Conversions } from './conversions.ts';
import type { Documents, Snapshot } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Log } from './log.ts';
import { allKey, describeObjection, keyOf, unprovedTitle, type Proof, type Proofs } from './proofs.ts';
import { inTimeForSave } from './saves.ts';
import type { Turns } from './turns.ts';

export interface ResolveParts {
  readonly analyzer: Analyzer;
  readonly documents: Documents;
  readonly session: Session;
  readonly conversions: Conversions;
  readonly cascades: Cascades;
  /** Tells the user something that an action came to. */
  readonly tell: (message: string) => void;
  /** A save of the document goes on without its conversions. */
  readonly tellLate: (uri: string) => void;
  readonly proofs: Proofs;
  readonly turns: Turns;
  readonly guard: Guard;
  readonly log: Log;
  /** The client takes edits that name the version they are for. */
  readonly versionedEdits: boolean;
}

/**
 * Adds the edit to an action that the user chose. An action for a text that has changed since is refused, and so is one
 * whose edit does not hold.
 */
export async function resolveCodeAction(
  parts: ResolveParts,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const endTurn = parts.turns.current();
  const data = readActionData(action.data);
  if (data === undefined) return action;
  const resolving = resolveChosen(parts, action, data, endTurn, token);
  const waitedMs = data.action === 'fix-all' ? data.saveWaitedMs : undefined;
  if (waitedMs === undefined) return await resolving;
  const resolved = await inTimeForSave(resolving, waitedMs);
  if (resolved !== 'late') return resolved;
  parts.tellLate(data.uri);
  return action;
}

async function resolveChosen(
  parts: ResolveParts,
  action: CodeAction,
  data: ActionData,
  endTurn: () => void,
  token: CancellationToken,
): Promise<CodeAction> {
  const analysis = await parts.analyzer.analyze(data.uri, token);
  if (analysis === 'stale' || analysis.snapshot.version !== data.version) throw outdated();
  const { snapshot } = analysis;
  if (data.action === 'cascade' || data.action === 'cascade-partly')
    return await resolveCascade(parts, analysis, action, data, endTurn, token);
  const work = parts.guard.run<readonly TextEdit[]>(data.uri, 'The edit', [], () =>
    computeEdits(parts, analysis, data),
  );
  const edits = await untilCancelled(work, token);
  if (edits === 'stale' || !parts.documents.isCurrent(snapshot)) throw outdated();
  if (edits.length === 0) return action;
  // The proof is the work of another thread: meanwhile, other messages are answered.
  endTurn();
  const proof = await untilCancelled(prove(parts, analysis, data, edits, token), token);
  if (proof === 'stale' || !parts.documents.isCurrent(snapshot)) throw outdated();
  if ('objection' in proof) throw objectionError(proof.objection);
  return { ...action, edit: toWorkspaceEdit(snapshot, proof.edits, parts.versionedEdits) };
}

/** Works out and proves what a save would convert, so that it need not wait for that. */
export async function prepareSave(parts: ResolveParts, uri: string, token: CancellationToken): Promise<void> {
  const analysis = await parts.analyzer.analyze(uri, token);
  if (analysis === 'stale' || analysis.report.findings.length === 0) return;
  const data: ActionData = { action: 'fix-all', uri, version: analysis.snapshot.version };
  const edits = await parts.guard.run<readonly TextEdit[]>(uri, 'The edit', [], () =>
    computeEdits(parts, analysis, data),
  );
  if (edits.length === 0 || token.isCancellationRequested || !parts.documents.isCurrent(analysis.snapshot))
    return;
  await prove(parts, analysis, data, edits, token);
}

/** Makes a helper async in all files at once; where that turns out to be unsound, the user hears why. */
async function resolveCascade(
  parts: ResolveParts,
  analysis: Analysis,
  action: CodeAction,
  data: ActionData,
  endTurn: () => void,
  token: CancellationToken,
): Promise<CodeAction> {
  const { cascades, documents, guard, proofs, tell } = parts;
  const { snapshot, report } = analysis;
  const helper =
    findFinding(report, data) ??
    ('api' in data || data.action === 'fix-all' ? undefined : { file: snapshot.path, offset: data.start });
  if (helper === undefined) throw outdated();
  const partly = data.action === 'cascade-partly';
  const outcome = await untilCancelled(cascades.of(analysis, helper, partly), token);
  if (outcome === 'stale' || !documents.isCurrent(snapshot)) throw outdated();
  if (outcome === undefined) return action;
  if ('refusal' in outcome) {
    tell(t('The helper stays synchronous: {0}.', explain(outcome)));
    return action;
  }
  const { cascade } = outcome;
  if (data.unproved !== true) {
    endTurn();
    const proving = withSignal(token, (signal) =>
      guard.run<Proof>(snapshot.uri, 'The proof', unprovable(), () =>
        proofs.proveTexts(analysis, helperKey(helper, partly), cascade.files.map(textOf), signal),
      ),
    );
    const proof = await untilCancelled(proving, token);
    if (proof === 'stale' || !documents.isCurrent(snapshot)) throw outdated();
    if ('objection' in proof) throw objectionError(proof.objection);
  }
  if (!cascades.isCurrent(cascade)) throw outdated();
  const title = data.unproved === true ? unprovedTitle(cascade.title) : cascade.title;
  return { ...action, title, edit: cascades.edit(cascade, parts.versionedEdits) };
}

function textOf({ file, text }: ChangedFile): SourceText {
  return { path: file, text };
}

async function computeEdits(
  { session, conversions }: ResolveParts,
  analysis: Analysis,
  data: ActionData,
): Promise<readonly TextEdit[]> {
  const { snapshot, settings, report } = analysis;
  const { path } = snapshot;
  if (data.action === 'fix-all') return await conversions.editsOfAll(analysis, data.category);
  if (data.action === 'remove-directive' || data.action === 'repair-directive') {
    const problem = findDirective(report, data);
    if (problem === undefined) throw outdated();
    if (data.action === 'repair-directive') {
      const repairs = repairDirective(snapshot.document.getText(), problem);
      return repairs.find(({ title }) => title === data.title)?.edits ?? [];
    }
    return (await session.removeDirective(path, problem)).edits;
  }
  const finding = findFinding(report, data);
  if (finding === undefined) throw outdated();
  if (data.action === 'suppress') return (await session.suppress(path, finding)).edits;
  const conversion = await conversions.of(analysis, finding);
  // Its proof has failed since it was offered.
  if ('refusal' in conversion) throw refused(conversion.refusal.reason);
  const { edits } = conversion.fix;
  if (await session.isGoneAfter(path, settings.analysis, finding, edits)) return edits;
  throw refused(t('a blocking call would still be reported in its place'));
}

function unprovable(): Proof {
  return { objection: { kind: 'unproved', reason: t('checking the types failed; the output says why') } };
}

async function prove(
  { documents, guard, proofs, session }: ResolveParts,
  analysis: Analysis,
  data: ActionData,
  edits: readonly TextEdit[],
  token: CancellationToken,
): Promise<Proof> {
  const isCode = data.action === 'convert' || data.action === 'fix-all';
  const category = data.action === 'fix-all' ? data.category : undefined;
  const key = allKey(category);
  const accept = isOf(category);
  if (!isCode || data.unproved === true) return { edits };
  const { snapshot, settings, report } = analysis;
  return await withSignal(token, async (signal) => {
    const work = async (): Promise<Proof> => {
      try {
        const finding = findFinding(report, data);
        if (finding !== undefined) return await proofs.proveEdits(analysis, keyOf(finding), edits, signal);
        return await proofs.run(analysis, key, signal, async (proveTexts) => {
          const proveText = (text: string): Promise<Verdict> => proveTexts([{ path: snapshot.path, text }]);
          const source = { path: snapshot.path, text: snapshot.document.getText() };
          const verdict = await proveText(applyEdits(source.text, edits));
          if (!isObjection(verdict)) return { edits };
          const whole = { source, edits, fixed: 0 };
          const { file } = await convertWhatHolds(
            session,
            whole,
            settings.analysis,
            verdict,
            proveText,
            accept,
          );
          return file.edits.length === 0 ? { objection: verdict } : { edits: file.edits };
        });
      } catch (error) {
        // Other messages were let in: what they changed may have led this astray.
        if (signal.aborted || !documents.isCurrent(snapshot)) throw outdated();
        throw error;
      }
    };
    return await guard.run(data.uri, 'The proof', unprovable(), work);
  });
}

/** Tells the user why nothing happens. */
function refused(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, t('Not converted: {0}.', reason));
}

function objectionError(objection: Objection): ResponseError {
  const reason = describeObjection(objection);
  return refused(
    objection.kind === 'refused'
      ? reason
      : t('{0}. It is offered again without the check, and its title says so', reason),
  );
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
  return new ResponseError(LSPErrorCodes.ContentModified, t('The document has changed.'));
}
