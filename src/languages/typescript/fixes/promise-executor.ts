import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { returnStatements } from './async-literal.ts';
import { dedent } from './dedent.ts';
import { isAsync, isFunction, isSimple, some, spanOf, walk, wrapped } from './nodes.ts';
import type { FunctionLiteral } from './nodes.ts';
import type { Place, Placer, PlaceRequest } from './placement.ts';
import { isRefusal, refuse } from './refusal.ts';
import { settledTails, type Settling } from './settling.ts';
import type { FixFile } from './site.ts';

function cannot(): Refusal {
  return refuse('the executor of `new Promise` cannot await; await the value before the promise is made');
}

/**
 * `return new Promise((resolve) => resolve(readFileSync(path)))`: the function around becomes async and gives the value
 * itself. Where the promise is settled later, by something that happens, the code before that moves out of the executor.
 */
export const promiseExecutor: Placer = (request, literal) => {
  const made = wrapped(literal).parent;
  if (!ts.isNewExpression(made) || made.expression.getText() !== 'Promise') return undefined;
  const { file } = request;
  const isGlobal = lookup(scopeAt(file.scopes, made), 'Promise') === undefined;
  const settling = namesOf(literal);
  const host = hostOf(made);
  if (!isGlobal || settling === undefined || host === undefined) return cannot();
  if (ts.isFunctionExpression(literal) && some(literal.body, usesThis)) return cannot();
  const asynced = asyncEdits(file, host);
  if (isRefusal(asynced)) return asynced;
  const executor: Executor = { made, literal, settling, host };
  const edits = givenAtOnce(file, executor) ?? settledAtEnd(request, executor) ?? movedOut(request, executor);
  return edits === undefined
    ? cannot()
    : { edits: [...asynced.edits, ...edits], caveats: asynced.caveats, adopts: false };
};

interface Executor {
  readonly made: ts.NewExpression;
  readonly literal: FunctionLiteral;
  readonly settling: Settling;
  readonly host: Host;
}

interface Host {
  readonly owner: ts.FunctionLikeDeclaration;
  /** The `return` statement; undefined for an arrow function that is nothing but the promise. */
  readonly statement: ts.ReturnStatement | undefined;
}

function namesOf(literal: FunctionLiteral): Settling | undefined {
  const names = literal.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined));
  const [resolve, reject, ...others] = names;
  const plain = !isAsync(literal) && literal.asteriskToken === undefined && others.length === 0;
  return !plain || resolve === undefined || (names.length > 1 && reject === undefined)
    ? undefined
    : { resolve, reject };
}

/** The function whose whole answer is the promise, given at the very end of its body. */
function hostOf(made: ts.NewExpression): Host | undefined {
  const at = wrapped(made);
  const { parent } = at;
  if (ts.isArrowFunction(parent) && parent.body === at) return { owner: parent, statement: undefined };
  if (at !== made || !ts.isReturnStatement(parent) || !ts.isBlock(parent.parent)) return undefined;
  const owner = parent.parent.parent;
  const isPlain =
    isFunction(owner) &&
    !ts.isConstructorDeclaration(owner) &&
    !ts.isAccessor(owner) &&
    owner.asteriskToken === undefined;
  return isPlain && parent.parent.statements.at(-1) === parent ? { owner, statement: parent } : undefined;
}

function asyncEdits(file: FixFile, { owner, statement }: Host): Omit<Place, 'adopts'> | Refusal {
  if (isAsync(owner)) return { edits: [], caveats: [] };
  if (owner.type !== undefined && !/^Promise\b/.test(owner.type.getText(file.tree)))
    return refuse('an async function can only return a `Promise`');
  const returned = owner.body !== undefined && ts.isBlock(owner.body) ? returnStatements(owner.body) : [];
  if (returned.some((one) => one !== statement))
    return refuse('the function around it also returns something else');
  const before = statement === undefined ? [] : (statement.parent as ts.Block).statements.slice(0, -1);
  const mayThrow =
    before.some((one) => !ts.isFunctionDeclaration(one)) ||
    owner.parameters.some(
      ({ name, initializer }) =>
        !ts.isIdentifier(name) || (initializer !== undefined && !isSimple(initializer)),
    );
  const start = keywordPlace(file, owner);
  return {
    edits: [{ start, end: start, text: 'async ' }],
    caveats: mayThrow ? [t('an error before the promise is made then rejects it')] : [],
  };
}

function keywordPlace(file: FixFile, owner: ts.FunctionLikeDeclaration): number {
  if (ts.isMethodDeclaration(owner)) return owner.name.getStart(file.tree);
  const keyword = owner.getChildren(file.tree).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return (ts.isFunctionDeclaration(owner) ? (keyword ?? owner) : owner).getStart(file.tree);
}

/** `(resolve) => resolve(value)`: the value itself. */
function givenAtOnce(file: FixFile, executor: Executor): readonly TextEdit[] | undefined {
  const { made, literal, settling, host } = executor;
  const { body } = literal;
  if (ts.isBlock(body) || !ts.isCallExpression(body) || body.expression.getText() !== settling.resolve)
    return undefined;
  const [value, ...others] = body.arguments;
  if (value === undefined || others.length > 0 || ts.isSpreadElement(value) || mentions(value, settling))
    return undefined;
  const outer = wrapped(made);
  const wrap = host.statement === undefined && ts.isObjectLiteralExpression(value);
  return [
    ...resultType(file, executor),
    { start: outer.getStart(file.tree), end: value.getStart(file.tree), text: wrap ? '(' : '' },
    { start: value.end, end: outer.end, text: wrap ? ')' : '' },
  ];
}

/** Every way through the executor ends with settling the promise: it becomes the body of the function. */
function settledAtEnd({ file, node }: PlaceRequest, executor: Executor): readonly TextEdit[] | undefined {
  const { made, literal, settling, host } = executor;
  if (!ts.isBlock(literal.body) || isRedeclared(file, executor, literal.body.statements)) return undefined;
  const tails = settledTails(file, literal.body, settling);
  const [first] = literal.body.statements;
  const last = literal.body.statements.at(-1);
  if (tails === undefined || first === undefined || last === undefined) return undefined;
  const { statement } = host;
  const type = resultType(file, executor);
  const outer = wrapped(made);
  if (statement === undefined) {
    const start = outer.getStart(file.tree);
    const block = { start: literal.body.getStart(file.tree), end: literal.body.end };
    return [
      ...type,
      ...tails,
      { start, end: block.start, text: '' },
      { start: block.end, end: outer.end, text: '' },
    ];
  }
  const from = statement.getStart(file.tree);
  const body = { start: first.getStart(file.tree), end: last.end };
  return [
    ...type,
    ...tails,
    { start: from, end: body.start, text: '' },
    ...dedent(file, body, from, [spanOf(node), ...tails]),
    { start: body.end, end: statement.end, text: '' },
  ];
}

/** What comes before anything that settles the promise moves in front of it. */
function movedOut({ file, node }: PlaceRequest, executor: Executor): readonly TextEdit[] | undefined {
  const { literal, settling, host } = executor;
  const { statement } = host;
  if (!ts.isBlock(literal.body) || statement === undefined) return undefined;
  const { statements } = literal.body;
  const index = statements.findIndex((one) => one.pos <= node.pos && node.end <= one.end);
  const moved = statements.slice(0, index + 1);
  const [first] = moved;
  const last = moved.at(-1);
  const next = statements[index + 1];
  if (first === undefined || last === undefined || next === undefined) return undefined;
  const settles = moved.some((one) => mentions(one, settling) || leaves(one));
  if (settles || isRedeclared(file, executor, moved)) return undefined;
  const from = statement.getStart(file.tree);
  const body = { start: first.getStart(file.tree), end: last.end };
  const head = file.text.slice(from, literal.body.getStart(file.tree) + 1);
  const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, from))?.[1] ?? '';
  const { newline } = file.style;
  return [
    { start: from, end: body.start, text: '' },
    ...dedent(file, body, from, [spanOf(node)]),
    { start: body.end, end: body.end, text: `${newline}${newline}${indent}${head}` },
    // An empty line that stood between the two goes with the first.
    ...emptyLineAt(file, body.end),
  ];
}

function emptyLineAt(file: FixFile, end: number): readonly TextEdit[] {
  const found = /^[ \t]*\r?\n([ \t]*\r?\n)+/.exec(file.text.slice(end));
  return found?.[1] === undefined
    ? []
    : [{ start: end + found[0].length - found[1].length, end: end + found[0].length, text: '' }];
}

/** `new Promise<string>(…)` says what the function gives, where it does not say so itself. */
function resultType(file: FixFile, { made, host: { owner } }: Executor): readonly TextEdit[] {
  const [type] = made.typeArguments ?? [];
  if (type === undefined || owner.type !== undefined) return [];
  const close = owner.getChildren(file.tree).find(({ kind }) => kind === ts.SyntaxKind.CloseParenToken);
  if (close === undefined) return [];
  return [{ start: close.end, end: close.end, text: `: Promise<${type.getText(file.tree)}>` }];
}

function mentions(node: ts.Node, { resolve, reject }: Settling): boolean {
  return some(node, (at) => ts.isIdentifier(at) && (at.text === resolve || at.text === reject));
}

/** A `return` out of the executor itself. */
function leaves(node: ts.Node): boolean {
  let found = ts.isReturnStatement(node);
  walk(node, (at) => {
    if (ts.isReturnStatement(at)) found = true;
    return !isFunction(at);
  });
  return found;
}

function usesThis(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(node) && node.text === 'arguments');
}

/** Whether some names that statements of the executor declare mean something in the rest of the function. */
function isRedeclared(
  file: FixFile,
  { literal, host: { owner } }: Executor,
  statements: readonly ts.Statement[],
): boolean {
  const scope = file.scopes.opened(literal.body) ?? file.scopes.opened(literal);
  const declared = new Set<string>();
  for (const { name, declaration } of [
    ...(scope?.values.values() ?? []),
    ...(file.scopes.opened(literal)?.values.values() ?? []),
  ])
    if (statements.some((one) => one.pos <= declaration.pos && declaration.end <= one.end))
      declared.add(name);
  if (declared.size === 0) return false;
  const rest = (node: ts.Node): boolean => {
    if (node === literal) return false;
    if (ts.isIdentifier(node) && declared.has(node.text)) return true;
    return ts.forEachChild(node, (child) => rest(child) || undefined) ?? false;
  };
  return rest(owner);
}
