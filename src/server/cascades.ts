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
import { t } from '../l10n/translate.ts';
import type { CascadeOutcome, Session } from '../workspace/session.ts';
import type { ActionData } from './action-data.ts';
import type { Analysis } from './analyzer.ts';
import { toProtocolEdits } from './convert.ts';
import type { Documents } from './documents.ts';
import type { Guard } from './guard.ts';
import { describeObjection, unprovedTitle, type Proofs } from './proofs.ts';
import { isUnproved } from './protocol.ts';

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

  /** @param partly Keeps the helper, and puts an async one beside it. */
  of({ snapshot, settings }: Analysis, helper: Helper, partly = false): Promise<Outcome> {
    if (this.#revision !== this.#documents.revision) this.#known.clear();
    this.#revision = this.#documents.revision;
    const key = helperKey(helper, partly);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const outcome = this.#guard.run<Outcome>(snapshot.uri, 'Making a helper async', undefined, () =>
      partly
        ? this.#session.cascadePartly(helper, settings.analysis)
        : this.#session.cascade(helper, settings.analysis),
    );
    this.#known.set(key, outcome);
    return outcome;
  }

  /**
   * The actions for a helper: to make it async, and, where some callers stand against that, to put an async one beside
   * it. Titles are exact where the user asked for the menu and there is time to work them out.
   */
  async actions(
    analysis: Analysis,
    helper: Helper,
    name: string,
    { context }: CodeActionParams,
  ): Promise<readonly CodeAction[]> {
    const whole = this.#action(analysis, helper, false, t('Make `{0}` async and await its callers', name));
    if (whole.disabled !== undefined || context.triggerKind !== CodeActionTriggerKind.Invoked) return [whole];
    const outcome = await soon(this.of(analysis, helper));
    if (outcome === undefined) return [whole];
    const titled = withOutcome(whole, outcome);
    // Whoever calls a function that returns a promise can go on as before.
    if (!('offset' in helper) && helper.path.length === 1) return [titled];
    // All callers can await it, and nobody outside has to know.
    if ('cascade' in outcome && outcome.cascade.caveats.length === 0) return [titled];
    const partial = await soon(this.of(analysis, helper, true));
    if (partial !== undefined && !('cascade' in partial)) return [titled];
    const beside = t('Keep `{0}` and await a new async one where its callers can', name);
    const action = this.#action(analysis, helper, true, beside);
    return [titled, partial === undefined ? action : withOutcome(action, partial)];
  }

  #action(analysis: Analysis, helper: Helper, partly: boolean, title: string): CodeAction {
    const isFinding = !('offset' in helper);
    const { uri, version } = analysis.snapshot;
    const place = isFinding
      ? { start: helper.span.start, end: helper.span.end, api: helper.api }
      : { start: helper.offset, end: helper.offset };
    const data: ActionData = { action: partly ? 'cascade-partly' : 'cascade', uri, version, ...place };
    const objection = this.#proofs.objection(analysis, helperKey(helper, partly));
    const unproved = objection?.kind === 'unproved';
    const action: CodeAction = {
      title: unproved ? unprovedTitle(title) : title,
      kind: isFinding ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
      data: unproved ? { ...data, unproved } : data,
    };
    return objection?.kind === 'refused'
      ? { ...action, disabled: { reason: describeObjection(objection) } }
      : action;
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
export function helperKey(helper: Helper, partly: boolean): string {
  const kind = partly ? 'partly' : 'cascade';
  return 'offset' in helper
    ? `${kind} ${helper.file} ${helper.offset}`
    : `${kind} ${helper.file} ${helper.span.start} ${helper.api}`;
}

/** An action once it is known what comes of it. */
function withOutcome(action: CodeAction, outcome: CascadeOutcome): CodeAction {
  if (action.disabled !== undefined) return action;
  if (!('cascade' in outcome)) return { ...action, disabled: { reason: explain(outcome) } };
  const { title } = outcome.cascade;
  return { ...action, title: isUnproved(action.data) ? unprovedTitle(title) : title };
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
