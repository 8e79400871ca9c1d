import type { Span } from '../../facts/span.ts';
import { t } from '../../l10n/translate.ts';
import { applyEdits, normalize, shift } from '../edits.ts';
import type { TextEdit } from '../fix.ts';
import { isObstacle, type HelperCall, type Obstacle, type PlacedObstacle } from './model.ts';
import type { CascadePlan, PlannedCall } from './cascade-plan.ts';
import type { World, WorldFile } from './world.ts';

/** A file in which functions have become async and calls are awaited; nothing is converted in it yet. */
export interface RewrittenFile {
  readonly file: string;
  readonly before: string;
  readonly text: string;
  /** Where the functions stand that have become async, in the new text. */
  readonly functions: readonly Span[];
  readonly caveats: readonly string[];
}

/** Makes the functions of a plan async and awaits their calls. */
export async function rewrite(
  world: World,
  plan: CascadePlan,
): Promise<readonly RewrittenFile[] | PlacedObstacle> {
  const files = new Set([
    ...plan.functions.map(({ place }) => place.file),
    ...plan.calls.map(({ file }) => file),
    ...plan.declared.map(({ file }) => file),
  ]);
  const rewritten: RewrittenFile[] = [];
  for (const path of files) {
    const file = await world.file(path);
    if (file === undefined) continue;
    const done = rewriteFile(file, plan);
    if ('reason' in done) return { ...done, file: path };
    if (done.text !== done.before) rewritten.push(done);
  }
  return rewritten;
}

/** A text that changes step by step, with places in it that move along. */
interface Moving {
  text: string;
  functions: Span[];
  calls: (Pick<PlannedCall, 'apis' | 'takes' | 'ownThis'> & { readonly span: Span })[];
  helpers: readonly HelperCall[];
}

function rewriteFile(
  { source, language, module, loadedBy }: WorldFile,
  plan: CascadePlan,
): RewrittenFile | Obstacle {
  const { path: file, text: before } = source;
  const own = plan.functions.filter(({ place }) => place.file === file);
  const caveats = new Set<string>();
  const moving: Moving = {
    text: before,
    functions: own.map(({ place }) => place.span),
    // Inner calls first: what is around them moves, but stays in one piece. What stands before others goes before them, as
    // they may be called on what it gives.
    calls: plan.calls
      .filter((call) => call.file === file)
      .map(({ call, apis, takes, ownThis }) => ({ span: call, apis, takes, ownThis }))
      .sort(({ span: a }, { span: b }) => b.end - a.end || a.start - b.start),
    helpers: plan.helpers.filter((helper) => helper.file === file),
  };
  const made: TextEdit[] = [];
  for (const { place, promised } of own) {
    const step = language.makeAsync(source, place.span, promised);
    if (isObstacle(step)) return step;
    made.push(...step.edits);
    for (const caveat of step.caveats) caveats.add(caveat);
  }
  for (const member of plan.declared) {
    if (member.file !== file) continue;
    const step = language.makeDeclared(source, member.holder, member.name);
    if (isObstacle(step)) return step;
    made.push(...step.edits);
  }
  if (!move(moving, normalize(made))) return unplaceable(own[0]?.place.span);
  for (let call = moving.calls.pop(); call !== undefined; call = moving.calls.pop()) {
    const step = language.awaitCall({ path: file, text: moving.text }, call.span, {
      ...module,
      apis: call.apis,
      takes: call.takes,
      ownThis: call.ownThis,
      helpers: moving.helpers,
      loadedBy,
    });
    if (isObstacle(step)) return step;
    if (!move(moving, normalize(step.edits))) return unplaceable(call.span);
    for (const caveat of step.caveats) caveats.add(caveat);
  }
  return { file, before, text: moving.text, functions: moving.functions, caveats: [...caveats] };
}

function unplaceable(span: Span | undefined): Obstacle {
  return { reason: t('what has to change here overlaps'), span: span ?? { start: 0, end: 0 } };
}

/** Applies edits; false when they reach into a place that has to move along. */
function move(moving: Moving, edits: readonly TextEdit[]): boolean {
  const functions = moving.functions.map((span) => grown(span, edits));
  const calls = moving.calls.flatMap((call) => {
    const moved = shift(call.span, edits);
    return moved === undefined ? [] : [{ ...call, span: moved }];
  });
  if (functions.includes(undefined) || calls.length < moving.calls.length) return false;
  moving.text = applyEdits(moving.text, edits);
  moving.functions = functions.filter((span) => span !== undefined);
  moving.calls = calls;
  moving.helpers = moving.helpers.flatMap((helper) => {
    const span = shift(helper.span, edits);
    return span === undefined ? [] : [{ ...helper, span }];
  });
  return true;
}

/** A function takes in the `async` that is put before it. */
function grown(span: Span, edits: readonly TextEdit[]): Span | undefined {
  const moved = shift(span, edits);
  const before = edits.find((edit) => edit.start === span.start && edit.end === span.start);
  return moved === undefined || before === undefined
    ? moved
    : { start: moved.start - before.text.length, end: moved.end };
}
