import type { CallFacts, Host, ModuleFacts, Obstacle, Step } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { minimalEdits } from '../../../fixes/diff.ts';
import { applyEdits, normalize } from '../../../fixes/edits.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { spanOf, wrapped } from '../fixes/nodes.ts';
import { isReading } from '../fixes/callback-effects.ts';
import { lostUpdateAt } from '../fixes/lost-updates.ts';
import { keepOneEvaluation } from '../fixes/one-evaluation.ts';
import { overtakingAt } from '../fixes/overtaking.ts';
import { leadingSemicolon, needsParentheses } from '../fixes/parens.ts';
import { isCombined } from '../fixes/map-callback.ts';
import { placeAwait } from '../fixes/place.ts';
import type { Place, PlaceRequest } from '../fixes/placement.ts';
import { raceAt } from '../fixes/races.ts';
import { isRefusal } from '../fixes/refusal.ts';
import { nodeAt, open, type FixFile } from '../fixes/site.ts';
import { topLevelCaveat } from '../fixes/top-level.ts';
import { isMapped, unsureList } from './mapped.ts';
import { expandName, isPassedByName, losesThis } from '../fixes/passed-by-name.ts';

/** The function that has to be async for a call in it to be awaited. */
export function hostOfCall(file: FixFile, span: Span, module: ModuleFacts): Host | Obstacle {
  let host: ts.FunctionLikeDeclaration | undefined;
  const becomesAsync = (owner: ts.FunctionLikeDeclaration): boolean => {
    host = owner;
    return true;
  };
  const chain = { becomesAsync, topLevelAwait: module.topLevelAwait };
  const found = place(file, span, { chain, use: module.use, api: '' });
  if ('reason' in found) return found;
  const isGiven = isMapped(file, found.node) || isPassedByName(file, found.node);
  const list = isGiven ? unsureList(file, found.node) : undefined;
  const unsure = list !== undefined && { doubt: t('only if {0} is an array', list) };
  if (host !== undefined) return { function: spanOf(host), ...unsure };
  const doubt = topLevelCaveat(file.tree.fileName);
  return found.around.caveats.includes(doubt) ? { doubt } : { ...unsure };
}

/** Awaits a call, with all that this takes around it. */
export function awaitTheCall(file: FixFile, span: Span, facts: CallFacts): Step | Obstacle {
  const passing = nodeAt(file, span, ts.isCallExpression);
  if (passing !== undefined && isPassedByName(file, passing)) return awaitPassed(file, passing, facts);
  const { topLevelAwait, use, apis = [''] } = facts;
  // The worst of them says what it means when several run at the same time.
  const api = apis.find((one) => !isReading(one)) ?? apis[0] ?? '';
  const found = place(file, span, { chain: { becomesAsync: () => false, topLevelAwait }, use, api });
  if ('reason' in found) return found;
  const { node, around } = found;
  const edits: TextEdit[] = [...around.edits];
  const outer = wrapped(node);
  const closing = around.closing ?? [];
  const overtaking = overtakingAt(file, node, facts.loadedBy);
  const caveats = [...around.caveats, ...(overtaking === undefined ? [] : [overtaking])];
  if (around.adopts || ts.isAwaitExpression(outer.parent)) return { edits: [...edits, ...closing], caveats };
  const mapped = isMapped(file, node);
  const list = mapped ? unsureList(file, node) : undefined;
  if (list !== undefined) caveats.push(t('only if {0} is an array', list));
  if (mapped && !apis.every(isReading)) caveats.push(t('the callbacks then run at the same time'));
  if (mapped && isCombined(node)) return { edits: [...edits, ...closing], caveats };
  const wrap = needsParentheses(node, 'await');
  const open = (wrap ? '(await ' : 'await ') + (mapped ? 'Promise.all(' : '');
  const start = node.getStart(file.tree);
  edits.push({ start, end: start, text: leadingSemicolon(file.tree, node, open) + open });
  const close = (mapped ? ')' : '') + (wrap ? ')' : '');
  if (close !== '') edits.push({ start: node.end, end: node.end, text: close });
  edits.push(...closing);
  const lost = lostUpdateAt(file, node, facts.helpers);
  if (lost !== undefined) caveats.push(lost);
  const race = raceAt(file, node);
  if (race === undefined) return { edits, caveats };
  const once = keepOneEvaluation(file, node);
  return once === undefined
    ? { edits, caveats: [...caveats, race] }
    : { edits: [...once.before, ...edits, ...once.after], caveats };
}

/** `files.filter(isReadable)`: a function that calls it takes the place of its name, and awaits it. */
function awaitPassed(file: FixFile, call: ts.CallExpression, facts: CallFacts): Step | Obstacle {
  const against: Obstacle = {
    reason: t(
      'what `{0}` gives the function cannot be given on',
      call.expression.getText(file.tree).slice(0, 60),
    ),
    span: spanOf(call),
  };
  // As a member of its object, a method would get that as `this`.
  if (facts.takes === undefined || (facts.ownThis === true && losesThis(call))) return against;
  const before = file.text;
  const expanded = expandName(file, call, facts.takes);
  if (expanded === undefined) return against;
  const step = awaitTheCall(open(expanded.source), expanded.call, facts);
  if ('reason' in step) return { ...step, span: against.span };
  return { ...step, edits: minimalEdits(before, applyEdits(expanded.source.text, normalize(step.edits))) };
}

interface Found {
  readonly node: ts.CallExpression;
  readonly around: Place;
}

function place(
  file: FixFile,
  span: Span,
  request: Pick<PlaceRequest, 'chain' | 'use' | 'api'>,
): Found | Obstacle {
  const node = nodeAt(file, span, ts.isCallExpression);
  if (node === undefined) return { reason: t('this form of call cannot be awaited'), span };
  const { parent } = node;
  if (ts.isOptionalChain(node) && ts.isOptionalChain(parent) && parent.expression === node)
    return { reason: t('the optional chain goes on behind the call'), span };
  const around = placeAwait({ ...request, file, node, promise: true });
  if (isRefusal(around)) return { reason: around.reason, span };
  return { node, around };
}
