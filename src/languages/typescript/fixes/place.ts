import type { Refusal } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { isAsync, isFunction, isFunctionLiteral, wrapped } from './nodes.ts';
import type { Place, PlaceRequest } from './placement.ts';
import { placers } from './placers.ts';
import { isRefusal, refuse } from './refusal.ts';
import { caveatsAtTop } from './top-level.ts';

const nothing: Place = { edits: [], caveats: [], adopts: false };

/** Finds out what it takes to await at a node. */
export function placeAwait(request: PlaceRequest): Place | Refusal {
  const { file, node, chain, use } = request;
  const owner = bodyAround(node);
  if (isRefusal(owner)) return owner;
  if (ts.isSourceFile(owner)) {
    return /\.m[jt]s$/i.test(file.tree.fileName) || chain?.topLevelAwait === true
      ? { ...nothing, caveats: caveatsAtTop(file.tree, use) }
      : refuse(
          '`await` at the top of a file is legal only in ES modules, and the file name does not say that it is one',
        );
  }
  if (isAsync(owner))
    return isLast(owner)
      ? refuse('what a listener of `beforeExit` awaits brings that event about again, without end')
      : nothing;
  if (owner.asteriskToken !== undefined) return refuse('a generator that is not async cannot await');
  if (ts.isConstructorDeclaration(owner)) return refuse('a constructor cannot await');
  if (ts.isGetAccessorDeclaration(owner)) return refuse('a getter cannot await');
  if (ts.isSetAccessorDeclaration(owner)) return refuse('a setter cannot await');
  if (!isArgument(owner) && chain?.becomesAsync(owner) === true) return nothing;
  if (isFunctionLiteral(owner)) {
    const outer = (at: ts.Node): Place | Refusal => placeAwait({ ...request, node: at, promise: false });
    for (const placer of placers) {
      const place = placer(request, owner, outer);
      if (place !== undefined) return place;
    }
    return { reason: calledBy(owner) };
  }
  const name = owner.name === undefined ? t('the function') : `\`${owner.name.getText(file.tree)}\``;
  return refuse('{0} is not async; it has to be made async first', name);
}

/** `process.on('beforeExit', …)`: the process goes on as long as there is something to wait for. */
function isLast(owner: ts.FunctionLikeDeclaration): boolean {
  const { parent } = wrapped(owner);
  if (!ts.isCallExpression(parent) || !/^process\.(?:on|addListener)$/.test(parent.expression.getText()))
    return false;
  const [event] = parent.arguments;
  return event !== undefined && ts.isStringLiteralLike(event) && event.text === 'beforeExit';
}

/** A function that is passed to another one, or called where it is written. */
function isArgument(owner: ts.FunctionLikeDeclaration): boolean {
  const { parent } = wrapped(owner);
  return ts.isCallExpression(parent) || ts.isNewExpression(parent);
}

function calledBy(literal: ts.Node): string {
  const { parent } = wrapped(literal);
  if (ts.isCallExpression(parent) && /^process\.(?:on|once|addListener)$/.test(parent.expression.getText())) {
    const [event] = parent.arguments;
    if (event !== undefined && ts.isStringLiteralLike(event) && event.text === 'exit')
      return t('what a listener of `exit` awaits is lost, as the process ends before');
  }
  if (ts.isNewExpression(parent)) {
    return parent.expression.getText() === 'Promise'
      ? t('the executor of `new Promise` cannot await; await the value before the promise is made')
      : t('the function is passed to `new {0}`, which does not await it', parent.expression.getText());
  }
  if (ts.isCallExpression(parent)) {
    const name = /[\w$]+$/.exec(parent.expression.getText())?.[0];
    return name === undefined
      ? t('the function is passed to another one, which does not await it')
      : t('the function is passed to `{0}`, which does not await it', name);
  }
  return t('the function around it is not async; it has to be made async first');
}

/** The function in whose body a node runs, or the file; a refusal where no `await` may ever stand. */
export function bodyAround(node: ts.Node): ts.FunctionLikeDeclaration | ts.SourceFile | Refusal {
  let child = node;
  for (let at = node.parent; ; at = at.parent) {
    if (ts.isSourceFile(at)) return at;
    if (ts.isClassStaticBlockDeclaration(at)) return refuse('a static block of a class cannot await');
    if (ts.isPropertyDeclaration(at) && at.initializer === child)
      return refuse('a field initialiser cannot await');
    if (ts.isDecorator(at)) return refuse('a decorator cannot await');
    if (ts.isModuleBlock(at)) return refuse('a namespace cannot await');
    if (ts.isEnumDeclaration(at)) return refuse('an enum cannot await');
    if (ts.isComputedPropertyName(at) && ts.isClassLike(at.parent.parent)) {
      return refuse('the computed name of a class member cannot await');
    }
    if (isFunction(at) && child !== at.name) {
      return child === at.body ? at : refuse('a parameter default cannot await');
    }
    child = at;
  }
}
