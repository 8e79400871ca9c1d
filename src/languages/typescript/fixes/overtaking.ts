import type { LoadedBy } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isBranching } from './between.ts';
import { canonical, modulePath, type ModulePath } from './module-path.ts';
import {
  enclosingFunction,
  isAsync,
  isFunction,
  isFunctionLiteral,
  memberName,
  some,
  unwrap,
  wrapped,
} from './nodes.ts';
import { isGivenToEvents, mentionsEvents } from './repeated-callbacks.ts';
import { hasSharedEffects } from './shared-effects.ts';
import { isMemberName, look, type FixFile } from './site.ts';

/**
 * What an `await` at a node changes for a callback of the event loop that is called again and again, and has run to its
 * end without a pause until now: it may begin anew before it has ended. It is no matter where two runs at the same time
 * cannot get in each other's way.
 */
export function overtakingAt(file: FixFile, node: ts.Node, loadedBy?: LoadedBy): string | undefined {
  return mayOvertake(file, node, new Map(), false, loadedBy)
    ? t('it may then run again before it has ended')
    : undefined;
}

/**
 * @param seen The functions that were looked at, and whether it mattered what they do.
 * @param matters Whether what runs at the node may get in the way of itself.
 */
function mayOvertake(
  file: FixFile,
  node: ts.Node,
  seen: Map<ts.Node, boolean>,
  matters: boolean,
  loadedBy?: LoadedBy,
): boolean {
  const run = runAround(node);
  if (run === undefined || seen.get(run) === true || seen.get(run) === matters) return false;
  seen.set(run, matters);
  if (pauses(file, run, node, new Set())) return false;
  const effects = matters || hasSharedEffects(file, run);
  if (isGivenToEvents(run)) return effects;
  const isRepeated = (use: ts.Node, at: FixFile): boolean => {
    if (isGivenToEvents(use)) return effects;
    const call = wrapped(use).parent;
    const isCalled = ts.isCallExpression(call) && call.expression === wrapped(use);
    return isCalled && mayOvertake(at, call, seen, effects, at === file ? loadedBy : undefined);
  };
  if (mentionsEvents(file.text) && usesOf(file, run).some((use) => isRepeated(use, file))) return true;
  const name = nameOf(run)?.text;
  if (name === undefined || loadedBy === undefined || !effects) return false;
  return loadedBy().some(({ source, specifiers }) => {
    if (!source.text.includes(name) && !hasDefault(run)) return false;
    if (!mentionsEvents(source.text)) return false;
    const other = look(source);
    return importedUsesOf(other, specifiers, name, run).some((use) => isRepeated(use, other));
  });
}

/** The function as whose part a node runs: callbacks that are not async are called by the code around them. */
function runAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let at = enclosingFunction(node); at !== undefined; at = enclosingFunction(at)) {
    const { parent } = wrapped(at);
    const isPassed = isFunctionLiteral(at) && ts.isCallExpression(parent);
    if (isAsync(at) || !isPassed || isGivenToEvents(at)) return at;
    if (/^(?:then|catch|finally)$/.test(memberName(unwrap(parent.expression)) ?? '')) return undefined;
  }
  return undefined;
}

/** Whether a function waits for something anyway, whenever a node in it runs. */
function pauses(
  file: FixFile,
  { body }: ts.FunctionLikeDeclaration,
  node: ts.Node | undefined,
  seen: Set<ts.Node>,
): boolean {
  if (body === undefined) return false;
  let found = false;
  let left = false;
  const visit = (at: ts.Node): void => {
    if (found || isFunction(at)) return;
    ts.forEachChild(at, visit);
    const isLoop = ts.isForOfStatement(at) && at.awaitModifier !== undefined;
    if (isLoop || (ts.isAwaitExpression(at) && isPause(file, at, seen)))
      found ||= !left && !(node !== undefined && holds(at, node)) && isCertain(at, body, node);
    // What stands behind may be left out.
    left ||= ts.isReturnStatement(at) && !(node !== undefined && holds(at, node));
  };
  visit(body);
  return found;
}

/** Whether an `await` waits for more than a function of the file that pauses nowhere itself. */
function isPause(file: FixFile, { expression }: ts.AwaitExpression, seen: Set<ts.Node>): boolean {
  const at = unwrap(expression);
  if (ts.isLiteralExpression(at)) return false;
  if (!ts.isCallExpression(at)) return true;
  const called = functionsOf(file, unwrap(at.expression));
  return called.every((one) => {
    if (!isAsync(one)) return true;
    if (seen.has(one)) return false;
    seen.add(one);
    return pauses(file, one, undefined, seen);
  });
}

function isCertain(node: ts.Node, body: ts.Node, other: ts.Node | undefined): boolean {
  for (let at = node; at !== body; at = at.parent)
    if (isBranching(at.parent, at, other ?? body.parent)) return false;
  return true;
}

function holds(node: ts.Node, part: ts.Node): boolean {
  return node.pos <= part.pos && node.end >= part.end;
}

/** The functions of the file that a callee may be. */
function functionsOf(file: FixFile, callee: ts.Expression): readonly ts.FunctionLikeDeclaration[] {
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  return name === undefined ? [] : (namesIn(file).functions.get(name) ?? []);
}

/** Where a function is named, apart from its declaration. */
function usesOf(file: FixFile, run: ts.FunctionLikeDeclaration): readonly ts.Node[] {
  const name = nameOf(run);
  if (name === undefined) return [];
  if (ts.isPrivateIdentifier(name) || isMemberName(name)) return namesIn(file).members.get(name.text) ?? [];
  const binding = lookup(scopeAt(file.scopes, run.parent), name.text);
  const found = namesIn(file).identifiers.get(name.text) ?? [];
  return found.filter((node) => node !== name && lookup(scopeAt(file.scopes, node), name.text) === binding);
}

/** What a file names, by the names. */
interface Names {
  readonly functions: ReadonlyMap<string, readonly ts.FunctionLikeDeclaration[]>;
  readonly members: ReadonlyMap<string, readonly ts.Node[]>;
  readonly identifiers: ReadonlyMap<string, readonly ts.Node[]>;
}

const known = new WeakMap<FixFile, Names>();

function namesIn(file: FixFile): Names {
  const before = known.get(file);
  if (before !== undefined) return before;
  const functions = new Map<string, ts.FunctionLikeDeclaration[]>();
  const members = new Map<string, ts.Node[]>();
  const identifiers = new Map<string, ts.Node[]>();
  const note = <T>(map: Map<string, T[]>, name: string | undefined, node: T): void => {
    if (name === undefined) return;
    const all = map.get(name);
    if (all === undefined) map.set(name, [node]);
    else all.push(node);
  };
  some(file.tree, (node) => {
    if (isFunction(node) && node.body !== undefined) note(functions, nameOf(node)?.text, node);
    else if (ts.isIdentifier(node) && !isMemberName(node)) note(identifiers, node.text, node);
    else if (ts.isExpression(node)) note(members, memberName(node), node);
    return false;
  });
  const names = { functions, members, identifiers };
  known.set(file, names);
  return names;
}

/** Where a file that loads the function's own names it, as far as names tell. */
function importedUsesOf(
  file: FixFile,
  specifiers: readonly string[],
  name: string,
  run: ts.FunctionLikeDeclaration,
): readonly ts.Node[] {
  const own = nameOf(run);
  const named = namesIn(file).members.get(name) ?? [];
  if (own === undefined || ts.isPrivateIdentifier(own) || isMemberName(own)) return named;
  const loaded = specifiers.map((one) => canonical(one, []).module);
  // A name that is imported otherwise stands for the function, or for the whole module.
  return loadedIn(file)
    .filter(
      ({ path: { module, path } }) =>
        loaded.includes(module) && (path.length === 0 || path.join('.') === name),
    )
    .map(({ node }) => node);
}

/** A name that stands for something of a module. */
interface Loaded {
  readonly node: ts.Node;
  readonly path: ModulePath;
}

const loadedNames = new WeakMap<FixFile, readonly Loaded[]>();

function loadedIn(file: FixFile): readonly Loaded[] {
  const before = loadedNames.get(file);
  if (before !== undefined) return before;
  const { members, identifiers } = namesIn(file);
  const found = [...members.values(), ...identifiers.values()].flat().flatMap((node): readonly Loaded[] => {
    const path = ts.isExpression(node) ? modulePath(node, file.scopes) : undefined;
    return path === undefined ? [] : [{ node, path }];
  });
  loadedNames.set(file, found);
  return found;
}

/** `export default`, or `module.exports =`: others name it as they like. */
function hasDefault(run: ts.FunctionLikeDeclaration): boolean {
  return /\bdefault\b|\bexports\s*=/.test(run.getSourceFile().text);
}

/** The name by which a function is called. */
function nameOf(run: ts.FunctionLikeDeclaration): ts.Identifier | ts.PrivateIdentifier | undefined {
  if (ts.isConstructorDeclaration(run) || ts.isAccessor(run)) return undefined;
  let { parent } = wrapped(run);
  // `const rebuild = debounce(async () => …)`
  while (isFunctionLiteral(run) && ts.isCallExpression(parent)) ({ parent } = wrapped(parent));
  const name =
    isFunctionLiteral(run) &&
    (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
      ? parent.name
      : run.name;
  return name !== undefined && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? name : undefined;
}
