import path from 'node:path';
import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../engine/finding.ts';
import type { Cascade } from '../fixes/cascade/cascade.ts';
import type { CascadeOutcome, Session } from '../workspace/session.ts';
import type { ActionData } from './action-data.ts';
import type { Analysis } from './analyzer.ts';
import { toProtocolEdits } from './convert.ts';
import type { Documents } from './documents.ts';
import type { Guard } from './guard.ts';
import { describeObjection, type Proofs } from './proofs.ts';
import { unprovedSuffix } from './protocol.ts';

/** How long a menu that is about to open waits for an exact title, in milliseconds. */
const patience = 500;

/** A helper that can be made async: the one a finding reaches, or the one whose name stands at an offset. */
export type Helper = Finding | { readonly file: string; readonly offset: number };

/** What a conversion of whole chains came to; undefined where it could not be worked out, which the log tells. */
type Outcome = CascadeOutcome | undefined;

/** Makes helpers async, each worked out once for a state of the documents. */
export class Cascades {
  readonly #session: Session;
  readonly #documents: Documents;
  readonly #guard: Guard;
  readonly #proofs: Proofs;
  #revision = -1;
  readonly #known = new Map<string, Promise<Outcome>>();

  constructor(session: Session, documents: Documents, guard: Guard, proofs: Proofs) {
    this.#session = session;
    this.#documents = documents;
    this.#guard = guard;
    this.#proofs = proofs;
  }

  of({ snapshot, settings }: Analysis, helper: Helper): Promise<Outcome> {
    if (this.#revision !== this.#documents.revision) this.#known.clear();
    this.#revision = this.#documents.revision;
    const key = helperKey(helper);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const outcome = this.#guard.run<Outcome>(snapshot.uri, 'Making a helper async', undefined, () =>
      this.#session.cascade(helper, settings.analysis),
    );
    this.#known.set(key, outcome);
    return outcome;
  }

  /** The action for a helper. Its title is exact where the user asked for the menu and there is time to work it out. */
  async action(
    analysis: Analysis,
    helper: Helper,
    name: string,
    { context }: CodeActionParams,
  ): Promise<CodeAction> {
    const isFinding = !('offset' in helper);
    const { uri, version } = analysis.snapshot;
    const place = isFinding
      ? { start: helper.span.start, end: helper.span.end, api: helper.api }
      : { start: helper.offset, end: helper.offset };
    const data: ActionData = { action: 'cascade', uri, version, ...place };
    const objection = this.#proofs.objection(analysis, helperKey(helper));
    const unproved = objection?.kind === 'unproved';
    const suffix = unproved ? unprovedSuffix : '';
    const action: CodeAction = {
      title: `Make \`${name}\` async and await its callers${suffix}`,
      kind: isFinding ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
      data: unproved ? { ...data, unproved } : data,
    };
    if (objection?.kind === 'refused')
      return { ...action, disabled: { reason: describeObjection(objection) } };
    if (context.triggerKind !== CodeActionTriggerKind.Invoked) return action;
    const outcome = await soon(this.of(analysis, helper));
    if (outcome === undefined) return action;
    return 'cascade' in outcome
      ? { ...action, title: `${outcome.cascade.title}${suffix}` }
      : { ...action, disabled: { reason: explain(outcome) } };
  }

  /** One edit over all files; open documents with the version that it is for. */
  edit({ files }: Cascade, versioned: boolean): WorkspaceEdit {
    const changes = files.map(({ file, before, edits }) => {
      const uri = this.#documents.uriOf(file);
      const document = TextDocument.create(uri, '', 0, before);
      const version = this.#documents.snapshot(uri)?.version ?? null;
      return { textDocument: { uri, version }, edits: toProtocolEdits(document, edits) };
    });
    if (versioned) return { documentChanges: changes };
    return {
      changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits])),
    };
  }

  /** Whether the texts that an edit is for are still those in the editor. */
  isCurrent({ files }: Cascade): boolean {
    return files.every(({ file, before }) => {
      const open = this.#documents.snapshot(this.#documents.uriOf(file));
      return open === undefined || open.document.getText() === before;
    });
  }
}

/** Names the conversion of a helper among those of its document. */
export function helperKey(helper: Helper): string {
  return 'offset' in helper
    ? `cascade ${helper.file} ${helper.offset}`
    : `cascade ${helper.file} ${helper.span.start} ${helper.api}`;
}

/** Why a helper stays as it is, and where. */
export function explain({ refusal }: Extract<CascadeOutcome, { readonly refusal: unknown }>): string {
  const { reason, file, line, column } = refusal;
  return `${reason} (${path.basename(file)}:${line}:${column})`;
}

async function soon(outcome: Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined);
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
