import type { TextEdit } from '../../../fixes/fix.ts';
import { emptyTested } from '../extract/memo.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment, isUpdate } from './assignments.ts';
import { enclosingFunction, isFunction, some, unwrap, wrapped } from './nodes.ts';
import { raceAt } from './races.ts';
import type { FixFile } from './site.ts';
import { declarationOf } from './unused.ts';

/** Edits around those of an awaited call: what opens comes before them, what closes behind them. */
export interface Wrapping {
  readonly before: readonly TextEdit[];
  readonly after: readonly TextEdit[];
}

/**
 * Keeps one evaluation where a module keeps a value that is made when it is first asked for: whoever asks while it is
 * being made waits for the same promise. When that fails, the next one tries again, as before.
 *
 *     if (!config) config = await (configPromise ??= (async () => (config = parse(await readFile(path))))().finally(…));
 *
 * @param node What is awaited.
 */
export function keepOneEvaluation(file: FixFile, node: ts.Node): Wrapping | undefined {
  const assignment = assignmentAround(node);
  if (assignment === undefined) return undefined;
  const { left, right } = assignment;
  const target = unwrap(left);
  const owner = enclosingFunction(node);
  if (!ts.isIdentifier(target) || owner === undefined) return undefined;
  const binding = lookup(scopeAt(file.scopes, target), target.text);
  const declaration = binding === undefined ? undefined : keptVariable(file, binding);
  if (binding === undefined || declaration === undefined) return undefined;
  if (!isWrittenOnce(file, binding, assignment) || !isFirstTime(assignment, binding.name)) return undefined;
  if (usesOwnNames(file, right, owner) || raceAt(file, node, binding.name) !== undefined) return undefined;
  const name = freeName(file, `${binding.name}Promise`);
  const typescript = /\.[mc]?tsx?$/i.test(file.tree.fileName);
  // Its type grows with what it is given, which a promise of it cannot follow.
  if (typescript && declaration.type === undefined) return undefined;
  const type = typescript ? `: Promise<${madeType(declaration.type)}> | undefined` : '';
  const { newline, semicolon, indent } = file.style;
  const statement = declaration.parent.parent;
  const start = right.getStart(file.tree);
  const line = lineIndent(file.text, start);
  const reset = `${newline}${line}${indent}${name} = undefined${semicolon}${newline}${line}`;
  return {
    before: [
      { start: statement.end, end: statement.end, text: `${newline}let ${name}${type}${semicolon}` },
      { start, end: start, text: `await (${name} ??= (async () => (${binding.name} = ` },
    ],
    after: [
      {
        start: right.end,
        end: right.end,
        text: `))().finally(() => {${reset}}))`,
      },
    ],
  };
}

function assignmentAround(node: ts.Node): ts.BinaryExpression | undefined {
  for (let at = node; !isFunction(at.parent) && !ts.isSourceFile(at.parent); at = at.parent) {
    const { parent } = at;
    if (ts.isBinaryExpression(parent) && isAssignment(parent) && parent.right === at) return parent;
  }
  return undefined;
}

/** The declaration of a `let` of the module that has no value at first. */
function keptVariable(file: FixFile, binding: Binding): ts.VariableDeclaration | undefined {
  const declaration = declarationOf(binding);
  if (binding.kind !== 'let' || declaration === undefined || declaration.name !== binding.declaration)
    return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || statement.parent !== file.tree) return undefined;
  // Other files see the variable.
  if (statement.modifiers !== undefined) return undefined;
  const { initializer } = declaration;
  if (initializer === undefined) return declaration;
  const value = unwrap(initializer);
  const isEmpty =
    value.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(value) && value.text === 'undefined');
  return isEmpty ? declaration : undefined;
}

/** Nothing but one assignment writes a variable. */
function isWrittenOnce(file: FixFile, binding: Binding, only: ts.BinaryExpression): boolean {
  const is = (node: ts.Node): boolean =>
    ts.isIdentifier(node) &&
    node.text === binding.name &&
    lookup(scopeAt(file.scopes, node), node.text) === binding;
  const writes = (target: ts.Node): boolean => some(target, is);
  return !some(file.tree, (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node) && node !== only) {
      const target = unwrap(node.left);
      return ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)
        ? false
        : writes(target);
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return isUpdate(node) && writes(node.operand);
    if (ts.isForOfStatement(node) || ts.isForInStatement(node))
      return !ts.isVariableDeclarationList(node.initializer) && writes(node.initializer);
    return ts.isExportSpecifier(node) && (node.propertyName ?? node.name).text === binding.name;
  });
}

/** The assignment is made where the variable has no value yet, and for no other reason. */
function isFirstTime(assignment: ts.BinaryExpression, name: string): boolean {
  const { kind } = assignment.operatorToken;
  const is = (node: ts.Expression | undefined): boolean => {
    const at = node === undefined ? undefined : unwrap(node);
    return at !== undefined && ts.isIdentifier(at) && at.text === name;
  };
  if (kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken)
    return true;
  if (kind !== ts.SyntaxKind.EqualsToken) return false;
  const outer = wrapped(assignment);
  const { parent } = outer;
  if (ts.isBinaryExpression(parent) && parent.right === outer) {
    const operator = parent.operatorToken.kind;
    const isDefault =
      operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
    return isDefault && is(parent.left);
  }
  if (!ts.isExpressionStatement(parent)) return false;
  const block = ts.isBlock(parent.parent) ? parent.parent : undefined;
  const around = (block ?? parent).parent;
  if (ts.isIfStatement(around) && around.thenStatement === (block ?? parent))
    return is(emptyTested(around.expression));
  return block !== undefined && block.statements.some((one) => one.end <= parent.pos && leavesWith(one, is));
}

/** `if (config) return config;` */
function leavesWith(statement: ts.Statement, is: (node: ts.Expression) => boolean): boolean {
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return false;
  const condition = unwrap(statement.expression);
  const compared =
    ts.isBinaryExpression(condition) &&
    /^!==?$/.test(condition.operatorToken.getText()) &&
    /^(?:undefined|null)$/.test(condition.right.getText())
      ? condition.left
      : condition;
  const { thenStatement: then } = statement;
  const only = ts.isBlock(then) && then.statements.length === 1 ? then.statements[0] : then;
  return is(compared) && only !== undefined && ts.isReturnStatement(only);
}

/** What is made depends on the call: another call would make something else after a failure. */
function usesOwnNames(file: FixFile, value: ts.Expression, owner: ts.Node): boolean {
  return some(value, (node) => {
    if (ts.isYieldExpression(node) || (ts.isIdentifier(node) && node.text === 'arguments')) return true;
    if (!ts.isIdentifier(node)) return false;
    const binding = lookup(scopeAt(file.scopes, node), node.text);
    if (binding === undefined) return false;
    const { pos, end } = binding.declaration;
    const isOwn = pos >= owner.pos && end <= owner.end;
    return isOwn && !(pos >= value.pos && end <= value.end);
  });
}

/** The declared type without what stands for no value. */
function madeType(type: ts.TypeNode | undefined): string {
  if (type === undefined || !ts.isUnionTypeNode(type)) return `NonNullable<${type?.getText() ?? 'unknown'}>`;
  const isEmpty = (one: ts.TypeNode): boolean => /^(?:undefined|null)$/.test(one.getText());
  const made = type.types.filter((one) => !isEmpty(one)).map((one) => one.getText());
  return made.length < type.types.length ? made.join(' | ') : `NonNullable<${type.getText()}>`;
}

function freeName(file: FixFile, name: string): string {
  let free = name;
  for (let count = 2; file.names.has(free); count += 1) free = name + String(count);
  return free;
}

function lineIndent(text: string, at: number): string {
  return /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, at))?.[1] ?? '';
}
