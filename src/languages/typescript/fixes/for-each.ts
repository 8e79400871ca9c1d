import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { returnStatements } from './async-literal.ts';
import { isReassigned } from './assignments.ts';
import { dedent } from './dedent.ts';
import { arrayEvidence } from './evidence.ts';
import { loopLabel } from './loop-label.ts';
import {
  isFunctionLiteral,
  memberName,
  some,
  spanOf,
  unwrap,
  wrapped,
  type FunctionLiteral,
} from './nodes.ts';
import type { Placer, PlaceRequest } from './placement.ts';
import { raceAt } from './races.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/** `xs.forEach((x) => { … });` becomes `for (const x of xs) { … }`. */
export const forEachCallback: Placer = (request, literal, outer) => {
  const { file } = request;
  const argument = wrapped(literal);
  const call = argument.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== argument) return undefined;
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || memberName(callee) !== 'forEach') return undefined;
  if (call.arguments.length > 1) return refuse('`forEach` is also given a value for `this`');
  const statement = call.parent;
  if (!ts.isExpressionStatement(statement)) return refuse('`forEach` is not a statement of its own here');
  const evidence = arrayEvidence(callee.expression, file.scopes);
  if (evidence === 'other') return refuse('`forEach` is not the one of an array here');
  const reason = unfit(file, literal, callee.expression);
  if (reason !== undefined) return { reason };
  const list = iterated(file, callee);
  if (isRefusal(list)) return list;
  const around = outer(statement);
  if (isRefusal(around)) return around;
  const head = headOf(file, literal, list);
  const body = bodyEdits(request, literal, statement, head);
  if (isRefusal(body)) return body;
  const receiver = callee.expression.getText(file.tree);
  const unsure = t(
    'only if {0} is an array',
    /^[\w.$]{1,40}$/.test(receiver) ? `\`${receiver}\`` : t('the receiver'),
  );
  const race = raceAt(file, call);
  const caveats = [
    ...around.caveats,
    ...(evidence === 'unknown' ? [unsure] : []),
    ...(race === undefined ? [] : [race]),
  ];
  return { edits: [...around.edits, ...body], closing: around.closing, caveats, adopts: false };
};

/** Why the body of a callback cannot be that of a loop over the list. */
export function unfit(
  file: FixFile,
  literal: FunctionLiteral,
  receiver: ts.Expression,
  most = 2,
): string | undefined {
  const { parameters } = literal;
  if (parameters.length > most) return t('the callback takes the list as a parameter');
  if (literal.typeParameters !== undefined) return t('the callback is generic');
  if (parameters.some((one) => one.dotDotDotToken !== undefined || one.initializer !== undefined)) {
    return t('a parameter of the callback has a default or takes the rest');
  }
  if (!ts.isArrowFunction(literal)) {
    if (literal.name !== undefined) return t('the callback can call itself by its name');
    if (usesOwnThis(literal.body)) return t('the callback uses `this` or `arguments` of its own');
  }
  if (some(literal.body, (node) => isVar(node))) return t('a `var` of the callback would outlive it');
  if (ts.isArrayLiteralExpression(unwrap(receiver)) && some(receiver, ts.isOmittedExpression)) {
    return t('the list has holes, which `forEach` skips');
  }
  const names = new Set(parameters.flatMap((one) => boundNames(one.name)));
  const isOwn = (node: ts.Identifier): boolean => {
    const declaration = lookup(scopeAt(file.scopes, node), node.text)?.declaration;
    return declaration !== undefined && declaration.pos >= receiver.pos && declaration.end <= receiver.end;
  };
  if (some(receiver, (node) => ts.isIdentifier(node) && names.has(node.text) && !isOwn(node))) {
    return t('a parameter of the callback has the name of the list');
  }
  const list = receiver.getText(file.tree);
  const grows = some(literal.body, (node) => {
    if (!ts.isPropertyAccessExpression(node)) return false;
    return (
      /^(?:push|unshift|splice|pop|shift|length)$/.test(node.name.text) &&
      node.expression.getText(file.tree) === list
    );
  });
  return grows ? t('the callback changes the list that it goes through') : undefined;
}

function usesOwnThis(body: ts.Node): boolean {
  return some(body, (node) => {
    if (node.kind === ts.SyntaxKind.ThisKeyword || ts.isMetaProperty(node)) return true;
    return ts.isIdentifier(node) && node.text === 'arguments';
  });
}

function isVar(node: ts.Node): boolean {
  return ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

/** The text of what the loop goes through. */
function iterated(file: FixFile, callee: ts.PropertyAccessExpression): string | Refusal {
  const text = callee.expression.getText(file.tree);
  if (!ts.isOptionalChain(callee)) return text;
  if (callee.questionDotToken === undefined || ts.isOptionalChain(callee.expression)) {
    return refuse('the optional chain in front of `forEach` has no equal in a loop');
  }
  return ts.isLeftHandSideExpression(callee.expression) ? `${text} ?? []` : `(${text}) ?? []`;
}

/** How a loop over a list begins: `for (const [index, element] of list.entries()) `. */
export function headOf(
  file: FixFile,
  literal: FunctionLiteral,
  list: string,
  [element, index]: readonly ts.ParameterDeclaration[] = literal.parameters,
): string {
  const names = element === undefined ? new Set<string>() : new Set(boundNames(element.name));
  if (index !== undefined) for (const name of boundNames(index.name)) names.add(name);
  const changed = [...names].some((name) => {
    const binding = file.scopes.opened(literal)?.values.get(name);
    return binding !== undefined && isReassigned(binding);
  });
  const keyword = changed ? 'let' : 'const';
  const any = element?.type?.kind === ts.SyntaxKind.AnyKeyword;
  const source = any ? `${list.includes(' ?? ') ? `(${list})` : list} as any[]` : list;
  const name = element?.name.getText(file.tree) ?? '_';
  if (index === undefined) return `for (${keyword} ${name} of ${source}) `;
  const entries = / \?\? | as /.test(source) ? `(${source}).entries()` : `${source}.entries()`;
  return `for (${keyword} [${index.name.getText(file.tree)}, ${name}] of ${entries}) `;
}

function bodyEdits(
  { file, node }: PlaceRequest,
  literal: FunctionLiteral,
  statement: ts.Statement,
  head: string,
): readonly TextEdit[] | Refusal {
  const { body } = literal;
  const start = statement.getStart(file.tree);
  const bodyStart = body.getStart(file.tree);
  if (ts.isBlock(body)) {
    const returns = returnStatements(body);
    const label = loopLabel(body);
    const continued = returns.flatMap((one) => continueEdits(file, one, body, label.next(one)));
    return [
      { start, end: bodyStart, text: label.before + head },
      // The callback may begin on a later line than the statement, and further to the right.
      ...dedent(file, spanOf(body), start, [spanOf(node)]),
      ...continued,
      { start: body.end, end: statement.end, text: '' },
    ];
  }
  if (
    ts.isObjectLiteralExpression(unwrap(body)) ||
    isFunctionLiteral(unwrap(body)) ||
    ts.isClassLike(unwrap(body))
  ) {
    return refuse('the callback does nothing but give a value');
  }
  const { newline, indent, semicolon } = file.style;
  const outer = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, start))?.[1] ?? '';
  return [
    { start, end: bodyStart, text: `${head}{${newline}${outer}${indent}` },
    { start: body.end, end: statement.end, text: `${semicolon}${newline}${outer}}` },
  ];
}

function continueEdits(
  file: FixFile,
  statement: ts.ReturnStatement,
  body: ts.Block,
  next: string,
): readonly TextEdit[] {
  const start = statement.getStart(file.tree);
  const { expression } = statement;
  const { semicolon } = file.style;
  const isLast = statement.parent === body && body.statements.at(-1) === statement;
  if (expression === undefined) return [{ start, end: start + 'return'.length, text: next }];
  const at = unwrap(expression);
  const empty = ts.isIdentifier(at) || ts.isLiteralExpression(at) || at.kind === ts.SyntaxKind.NullKeyword;
  if (empty || at.kind === ts.SyntaxKind.TrueKeyword || at.kind === ts.SyntaxKind.FalseKeyword) {
    return [{ start, end: expression.end, text: next }];
  }
  const exprStart = expression.getStart(file.tree);
  // What is returned is still computed: it may do something.
  if (isLast) return [{ start, end: exprStart, text: '' }];
  return [
    { start, end: exprStart, text: '{ ' },
    { start: statement.end, end: statement.end, text: `${semicolon === '' ? ';' : ''} ${next}; }` },
  ];
}
