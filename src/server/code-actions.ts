import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import { documentationUrl } from '../catalog/documentation.ts';
import type { Category } from '../catalog/schema.ts';
import type { DirectiveProblem, Finding } from '../engine/finding.ts';
import { repairDirective } from '../fixes/repair-directive.ts';
import { t } from '../l10n/translate.ts';
import type { Session } from '../workspace/session.ts';
import type { ActionData } from './action-data.ts';
import type { Analysis, Analyzer } from './analyzer.ts';
import { toRange, touches } from './convert.ts';
import type { Cascades } from './cascades.ts';
import type { Conversions } from './conversions.ts';
import type { Documents } from './documents.ts';
import { toFoundCall } from './found-call.ts';
import type { Guard } from './guard.ts';
import { allKey, unprovedTitle, type Proofs } from './proofs.ts';
import { inTimeForSave, type Saves } from './saves.ts';
import { fixAllKind, isUnproved, openDocumentationCommand, serverId, showPathCommand } from './protocol.ts';

/** The kinds of action that the server offers. */
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind];

export interface CodeActionParts {
  readonly analyzer: Analyzer;
  readonly session: Session;
  readonly conversions: Conversions;
  readonly cascades: Cascades;
  readonly proofs: Proofs;
  readonly guard: Guard;
  readonly documents: Documents;
  readonly saves: Saves;
  /** A save of the document goes on without its conversions. */
  readonly tellLate: (uri: string) => void;
  /** The client has a command that shows the way to what blocks. */
  readonly showsPath: boolean;
}

/** What can be done at a place in a document. Edits are left out: {@link resolveCodeAction} computes them. */
export async function listCodeActions(
  parts: CodeActionParts,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { only } = params.context;
  const wantsQuickFix = only === undefined || requests(only, CodeActionKind.QuickFix);
  // Actions on whole files are offered when they are asked for, not at every place of the file.
  const wantsFixAll = only !== undefined && requests(only, fixAllKind);
  const wantsRewrite = only === undefined || requests(only, CodeActionKind.RefactorRewrite);
  if (!wantsQuickFix && !wantsFixAll && !wantsRewrite) return [];
  const isSave = wantsFixAll && params.context.triggerKind === CodeActionTriggerKind.Automatic;
  const begun = performance.now();
  const { uri } = params.textDocument;
  const analysing = parts.analyzer.analyze(uri, token);
  const analysis = await (isSave ? inTimeForSave(analysing) : analysing);
  if (analysis === 'late') parts.tellLate(uri);
  if (analysis === 'stale' || analysis === 'late') return [];
  const actions: CodeAction[] = [];
  if (wantsQuickFix) actions.push(...(await quickFixes(parts, analysis, params, token)));
  if (wantsRewrite) actions.push(...(await makeAsync(parts, analysis, params)));
  if (wantsFixAll && analysis.report.findings.length > 0) {
    if (isSave) parts.saves.begun();
    const action = fixAll(parts, analysis, convertAllTitle(), fixAllKind);
    // What runs on save is proved, or is not run.
    if (action !== undefined && (!isSave || !isUnproved(action.data)))
      actions.push(isSave ? forSave(action, performance.now() - begun) : action);
  }
  return actions;
}

function forSave(action: CodeAction, saveWaitedMs: number): CodeAction {
  return { ...action, data: { ...(action.data as ActionData), saveWaitedMs } };
}

/** Whether one of the requested kinds contains a kind: `source` contains `source.fixAll.unblock`. */
function requests(only: readonly string[], kind: string): boolean {
  return only.some((requested) => requested === '' || kind === requested || kind.startsWith(`${requested}.`));
}

async function quickFixes(
  parts: CodeActionParts,
  analysis: Analysis,
  { range, context, textDocument }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { report, snapshot } = analysis;
  const here = <Item extends Finding | DirectiveProblem>(items: readonly Item[]): readonly Item[] =>
    items.filter((item) => touches(snapshot.document, item.span, range));
  const findings = here(report.findings);
  const actions: CodeAction[] = [];
  for (const finding of findings)
    actions.push(...(await convert(parts, analysis, finding, context.diagnostics)));
  if (actions.length > 0) {
    // As the diagnostics here are among those it takes away, the editor lists it before the suppressions.
    const resolved = actions.flatMap((action) => action.diagnostics ?? []);
    actions.push(...(await convertMany(parts, analysis, findings, resolved, token)));
  }
  for (const finding of findings) {
    const name = helperOf(finding);
    if (name === undefined) continue;
    const params = { range, context, textDocument };
    for (const action of await parts.cascades.actions(analysis, finding, name, params))
      actions.push({ ...action, diagnostics: matching(analysis, finding, context.diagnostics) });
  }
  for (const finding of findings)
    actions.push(...(await suppress(parts, analysis, finding, context.diagnostics)));
  for (const problem of here(report.directives)) {
    const repairs = repairDirectives(analysis, problem, context.diagnostics);
    actions.push(...repairs, ...(await removeDirective(parts, analysis, problem, context.diagnostics)));
  }
  if (parts.showsPath) actions.push(...findings.flatMap((finding) => showPath(parts, finding)));
  for (const category of new Set(findings.map((finding) => finding.category))) {
    const title = t('Open the documentation on blocking calls: {0}', category);
    const command = { title, command: openDocumentationCommand, arguments: [documentationUrl(category)] };
    actions.push({ title, kind: CodeActionKind.QuickFix, command });
  }
  return actions;
}

/**
 * What has to be made async for a call to be awaited: the helper that is called, or the function around the call, where
 * that returns a promise without being async.
 */
function helperOf({ path, context }: Finding): string | undefined {
  if (path.length > 1) return path[0]?.name ?? '';
  return context.kind === 'promise-function' && context.name !== '' ? context.name : undefined;
}

/** The helper whose own name stands here. */
async function makeAsync(
  { session, cascades }: CodeActionParts,
  analysis: Analysis,
  params: CodeActionParams,
): Promise<CodeAction[]> {
  const { document, path } = analysis.snapshot;
  const offset = document.offsetAt(params.range.start);
  const helper = await session.helperAt(path, offset);
  return helper === undefined
    ? []
    : [...(await cascades.actions(analysis, { file: path, offset }, helper.name, params))];
}

async function convert(
  { conversions }: CodeActionParts,
  analysis: Analysis,
  finding: Finding,
  diagnostics: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const conversion = await conversions.of(analysis, finding);
  if ('refusal' in conversion) return [];
  const { title, safe } = conversion.fix;
  const data = placeData('convert', analysis, finding);
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: matching(analysis, finding, diagnostics),
      ...(safe && { isPreferred: true }),
      data: conversion.unproved === true ? { ...data, unproved: true } : data,
    },
  ];
}

/** The conversion of the whole file and, where that is less, of what is of the categories of some findings. */
async function convertMany(
  parts: CodeActionParts,
  analysis: Analysis,
  findings: readonly Finding[],
  diagnostics: Diagnostic[],
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { count, byCategory, isComplete } = await parts.conversions.countSafe(analysis, token);
  if (count < 2) return [];
  const title = isComplete ? t('Convert all {0} blocking calls in this file', count) : convertAllTitle();
  const actions = [fixAll(parts, analysis, title, CodeActionKind.QuickFix)];
  for (const category of new Set(findings.map((finding) => finding.category))) {
    const own = byCategory.get(category) ?? 0;
    if (own < 2 || own === count) continue;
    const ownTitle = isComplete
      ? t('Convert all {0} `{1}` calls in this file', own, category)
      : t('Convert all `{0}` calls in this file', category);
    actions.push(fixAll(parts, analysis, ownTitle, CodeActionKind.QuickFix, category));
  }
  return actions.filter((action) => action !== undefined).map((action) => ({ ...action, diagnostics }));
}

function convertAllTitle(): string {
  return t('Convert all blocking calls in this file');
}

/** The conversion of the whole file, or of one category in it, unless it is known that it does not hold. */
function fixAll(
  { proofs }: CodeActionParts,
  analysis: Analysis,
  title: string,
  kind: CodeActionKind,
  category?: Category,
): CodeAction | undefined {
  const { uri, version } = analysis.snapshot;
  const data: ActionData = { action: 'fix-all', uri, version, ...(category && { category }) };
  const objection = proofs.objection(analysis, allKey(category));
  if (objection === undefined) return { title, kind, data };
  if (objection.kind === 'refused') return undefined;
  return { title: unprovedTitle(title), kind, data: { ...data, unproved: true } };
}

/** An action without an edit: it shows the hops from a helper's call to what blocks. */
function showPath({ documents }: CodeActionParts, finding: Finding): CodeAction[] {
  if (finding.path.length < 2) return [];
  const title = t('Show blocking path: {0}', finding.path.map(({ name }) => name).join(' → '));
  const call = toFoundCall(finding, (path) => documents.uriOf(path));
  const command = { title, command: showPathCommand, arguments: [call] };
  return [{ title, kind: CodeActionKind.QuickFix, command }];
}

async function suppress(
  { session, guard }: CodeActionParts,
  analysis: Analysis,
  finding: Finding,
  diagnostics: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const { uri, path } = analysis.snapshot;
  return await guard.run<CodeAction[]>(uri, 'The suppression', [], async () => [
    {
      title: (await session.suppress(path, finding)).title,
      kind: CodeActionKind.QuickFix,
      diagnostics: matching(analysis, finding, diagnostics),
      data: placeData('suppress', analysis, finding),
    },
  ]);
}

function repairDirectives(
  analysis: Analysis,
  problem: DirectiveProblem,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const repairs = repairDirective(analysis.snapshot.document.getText(), problem);
  return repairs.map(({ title }, index) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: matching(analysis, problem, diagnostics),
    ...(index === 0 && { isPreferred: true }),
    data: { ...placeData('repair-directive', analysis, problem), title },
  }));
}

async function removeDirective(
  { session, guard }: CodeActionParts,
  analysis: Analysis,
  problem: DirectiveProblem,
  diagnostics: readonly Diagnostic[],
): Promise<CodeAction[]> {
  const { uri, path } = analysis.snapshot;
  return await guard.run<CodeAction[]>(uri, 'The removal of a directive', [], async () => {
    const { title, safe } = await session.removeDirective(path, problem);
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: matching(analysis, problem, diagnostics),
        // Where the comment can be mended, that is what is wanted.
        ...(safe && problem.kind === 'unused' && { isPreferred: true }),
        data: placeData('remove-directive', analysis, problem),
      },
    ];
  });
}

function placeData(
  action: 'convert' | 'suppress' | 'remove-directive' | 'repair-directive',
  { snapshot: { uri, version } }: Analysis,
  place: Finding | DirectiveProblem,
): ActionData {
  const { start, end } = place.span;
  return { action, uri, version, start, end, ...('api' in place && { api: place.api }) };
}

/** The client's own diagnostics for this place, which tell it what an action is for. */
function matching(
  { snapshot }: Analysis,
  { span }: Finding | DirectiveProblem,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const range = toRange(snapshot.document, span);
  return diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === serverId &&
      diagnostic.range.start.line === range.start.line &&
      diagnostic.range.start.character === range.start.character &&
      diagnostic.range.end.line === range.end.line &&
      diagnostic.range.end.character === range.end.character,
  );
}
