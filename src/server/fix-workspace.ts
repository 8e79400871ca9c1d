import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { t } from '../l10n/translate.ts';
import { breathe } from '../workspace/concurrency.ts';
import type { Session } from '../workspace/session.ts';
import type { Analyzer } from './analyzer.ts';
import { toProtocolEdits } from './convert.ts';
import type { Documents } from './documents.ts';
import type { Guard } from './guard.ts';
import type { JobContext } from './jobs.ts';
import type { FixAllWorkspaceResult } from './protocol.ts';
import type { Survey } from './survey.ts';

export interface FixWorkspaceParts {
  readonly session: Session;
  readonly documents: Documents;
  readonly analyzer: Analyzer;
  readonly guard: Guard;
  readonly survey: Survey;
}

const annotation = 'unblock';

interface FixedFile {
  readonly edit: TextDocumentEdit;
  readonly converted: number;
}

/**
 * Works out the safe conversions of all files. Each file is taken as the others are now: a conversion touches only
 * functions that are async already, so it changes nothing for its callers.
 */
export async function fixWorkspace(
  parts: FixWorkspaceParts,
  { signal, report }: JobContext,
): Promise<FixAllWorkspaceResult> {
  const fixed: FixedFile[] = [];
  const paths = await parts.survey.paths();
  for (const [index, path] of paths.entries()) {
    signal.throwIfAborted();
    await breathe();
    const file = await fixFile(parts, path);
    if (file !== undefined) fixed.push(file);
    report(index + 1, paths.length);
  }
  const converted = fixed.reduce((sum, file) => sum + file.converted, 0);
  if (converted === 0) return { edit: undefined, converted, files: 0 };
  const edit: WorkspaceEdit = {
    documentChanges: fixed.map((file) => file.edit),
    changeAnnotations: { [annotation]: { label: t('Convert blocking calls'), needsConfirmation: true } },
  };
  return { edit, converted, files: fixed.length };
}

async function fixFile(
  { session, documents, analyzer, guard }: FixWorkspaceParts,
  path: string,
): Promise<FixedFile | undefined> {
  const uri = documents.uriOf(path);
  return await guard.run<FixedFile | undefined>(uri, 'The conversion', undefined, async () => {
    if ((await analyzer.reportOf(path)).findings.length === 0) return undefined;
    const snapshot = documents.snapshot(uri);
    const text = snapshot?.document.getText() ?? (await session.text(path));
    if (text === undefined) return undefined;
    const { analysis } = await analyzer.settingsOf(path);
    const { edits, fixed } = await session.fixAll(path, analysis);
    // Typed in or saved meanwhile: the edits may be for another text.
    const isCurrent =
      snapshot === undefined ? (await session.text(path)) === text : documents.isCurrent(snapshot);
    if (edits.length === 0 || !isCurrent) return undefined;
    const document = snapshot?.document ?? TextDocument.create(uri, '', 0, text);
    return {
      converted: fixed,
      edit: {
        textDocument: { uri, version: snapshot?.version ?? null },
        edits: toProtocolEdits(document, edits).map((edit) => ({ ...edit, annotationId: annotation })),
      },
    };
  });
}
