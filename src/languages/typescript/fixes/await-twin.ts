import type { Refusal } from '../../../fixes/fix.ts';
import { t, translate } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { adapt } from './adapters.ts';
import { callShape, type CallShape } from './call-shape.ts';
import { guarded } from './guards.ts';
import { canonical, memberPath, modulePath } from './module-path.ts';
import { commentsIn, isSimple, memberName, some, spanOf, unwrap, wrapped } from './nodes.ts';
import type { Binds } from './parens.ts';
import { textOf, type Piece } from './pieces.ts';
import { twinOf, type Twin } from './records.ts';
import { References } from './references.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { Rewrite } from './rewrite.ts';
import type { FixFile, Site } from './site.ts';
import { insideTwin } from './own-twin.ts';
import { parseTemplate } from './template.ts';
import { isDroppable } from './unused.ts';

/** Awaits the form that the catalogue names, in place of the call. */
export function awaitTwin(site: Site): Rewrite | Refusal {
  const shape = callShape(site);
  if (isRefusal(shape)) return shape;
  const found = twinOf(site, shape);
  if (isRefusal(found)) return found;
  const fitting = firstFitting(site.file, shape, found);
  if (isRefusal(fitting)) return fitting;
  const twin = ts.isExpressionStatement(wrapped(shape.node).parent) ? withoutResult(fitting) : fitting;
  return inPlaceOf(site, shape, twin);
}

/** The first of several forms for these arguments and this use of the result. */
function firstFitting(file: FixFile, shape: CallShape, twin: Twin): Twin | Refusal {
  const { unless = [], or, instead } = twin.form;
  const reason = guarded(file, shape, unless);
  if (reason === undefined) return twin;
  return or === undefined ? { reason } : firstFitting(file, shape, { ...twin, form: { instead, ...or } });
}

function inPlaceOf(site: Site, shape: CallShape, twin: Twin): Rewrite | Refusal {
  const { file, finding } = site;
  const reason = indirect(site, shape, twin) ?? insideTwin(shape, twin.form) ?? chained(shape);
  if (reason !== undefined) return { reason };
  const adapted = adapt(file, shape, twin.form.adapt ?? []);
  if (isRefusal(adapted)) return adapted;
  const references = new References(file, shape.node, shape.callee);
  const expansion = expand(file.text, shape, twin, adapted.args, references);
  if (isRefusal(expansion)) return expansion;
  const { gone, shown } = expansion;
  const comments = commentsIn(file.tree, { start: shape.callee.getStart(file.tree), end: shape.callee.end });
  const lead = comments.flatMap((comment): Piece[] => [
    comment,
    lineEnd(file.text, comment, file.style.newline),
  ]);
  const pieces = afterAwait(expansion.pieces, lead, adapted.suffix);
  const text = textOf(pieces, file.text);
  const binds = bindingOf(text);
  if (binds === undefined) return refuse('the awaited form does not fit here');
  return {
    id: 'await-twin',
    shown,
    target: shape.node,
    pieces,
    binds,
    promise: binds === 'await' && lead.length === 0 ? withoutAwait(pieces) : undefined,
    caveats: [
      ...(twin.form.changes === undefined ? [] : [translate(twin.form.changes)]),
      ...(finding.certainty === 'possible'
        ? [t('only if it is `{0}` that is called here', finding.api)]
        : []),
    ],
    others: (replaced) => [...adapted.edits, ...references.edits(replaced, gone)],
  };
}

/**
 * A function that is not evidently reached through its own module: through a parameter, a field or a module of the
 * project that may be there to be replaced, and whose other members are not known.
 */
function indirect({ file, finding }: Site, { callee }: CallShape, { form, api }: Twin): string | undefined {
  const length = finding.api.length - api.member.length;
  const module =
    finding.record?.module ?? (api.member === '' ? finding.api : finding.api.slice(0, length - 1));
  const isGlobal = finding.record === undefined ? finding.api === api.member : module === 'globals';
  if (isGlobal || form.expression.includes('{receiver}')) return undefined;
  const wanted = canonical(module, memberPath(api.member));
  const path = modulePath(callee, file.scopes);
  if (path?.module === wanted.module && path.path.join('.') === wanted.path.join('.')) return undefined;
  return t(
    'it is not evidently the function of `{0}` itself, so its awaited form may not be at hand',
    module,
  );
}

/** The twin where nobody looks at what it gives: `await run(…)` instead of `(await run(…)).stdout`. */
function withoutResult(twin: Twin): Twin {
  const { form } = twin;
  const call = /^\((await .+)\)\.\w+$/.exec(form.expression)?.[1];
  if (call === undefined) return twin;
  return { ...twin, form: { ...form, expression: call } };
}

function lineEnd(text: string, comment: { readonly start: number }, newline: string): string {
  const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, comment.start))?.[1] ?? '';
  return text.startsWith('//', comment.start) ? newline + indent : ' ';
}

/** `a?.readSync().name` is skipped as a whole; an `await` in the middle would change that. */
function chained({ node, callee }: CallShape): string | undefined {
  const optional = some(callee, (part) => part.kind === ts.SyntaxKind.QuestionDotToken);
  const continued = ts.isOptionalChain(node) && ts.isOptionalChain(node.parent) && isHead(node);
  return optional && continued ? t('the optional chain goes on behind the call') : undefined;
}

function isHead(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent)) &&
    parent.expression === node
  );
}

interface Expansion {
  readonly pieces: readonly Piece[];
  readonly shown: string;
  /** Arguments that the awaited form leaves out. */
  readonly gone: readonly ts.Expression[];
}

function expand(
  text: string,
  shape: CallShape,
  { form, milliseconds }: Twin,
  args: readonly Piece[],
  references: References,
): Expansion | Refusal {
  const pieces: Piece[] = [];
  let shown = '';
  let all = false;
  let named = false;
  const used = new Set<number>();
  const optional = optionalReceiver(shape);
  const add = (piece: Piece, title: string): void => {
    pieces.push(piece);
    shown += title;
  };
  const parts = parseTemplate(form.expression);
  for (const [index, part] of parts.entries()) {
    switch (part.kind) {
      case 'text': {
        const dotted = optional && pieces.length > 0 && part.text.startsWith('.') && !named;
        // What stood between the callee and its arguments stays there.
        const gap = part.text.startsWith('(') && named ? shape.gap : undefined;
        if (gap !== undefined && gap.end > gap.start) add(gap, '');
        add(dotted ? `?${part.text}` : part.text, dotted ? `?${part.text}` : part.text);
        named = false;
        break;
      }
      case 'member':
      case 'promisify': {
        const name =
          part.kind === 'member'
            ? references.member(part.module, part.member)
            : references.promisified(part.module, part.member, form.promisifiedType);
        add(name, name);
        named = true;
        break;
      }
      case 'helper': {
        const started = parts.slice(index).find((one) => one.kind === 'member' || one.kind === 'promisify');
        const name =
          started && references.helper(part.helper, canonical(started.module, memberPath(started.member)));
        if (name === undefined) return refuse('there is no place for the function that it takes');
        add(name, name);
        break;
      }
      case 'args':
        all = true;
        for (const piece of args) pieces.push(piece);
        shown += args.length === 0 ? '' : '…';
        break;
      case 'argument': {
        const argument = shape.args[part.index];
        if (argument === undefined || ts.isSpreadElement(argument))
          return refuse('an argument that it needs is missing');
        if (used.has(part.index) && !isSimple(argument))
          return refuse('an argument would be evaluated twice');
        used.add(part.index);
        add(spanOf(argument), '…');
        break;
      }
      case 'receiver': {
        const callee = unwrap(shape.callee);
        if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) {
          return refuse('the object it is called on is not written here');
        }
        const receiver = { start: shape.callee.getStart(), end: callee.expression.end };
        add(receiver, text.slice(receiver.start, receiver.end));
        break;
      }
      case 'milliseconds':
        if (milliseconds === undefined) return refuse('its duration cannot be read');
        add(String(milliseconds), String(milliseconds));
        break;
    }
  }
  const gone = all ? [] : shape.args.filter((_, index) => !used.has(index));
  if (!all && shape.args.some((argument, index) => !used.has(index) && !isDroppable(argument))) {
    return refuse('an argument that does more than give a value would be left out');
  }
  return { pieces, shown: shown.length > 70 ? form.instead : shown, gone };
}

function optionalReceiver({ callee }: CallShape): boolean {
  const at = unwrap(callee);
  return (
    (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) &&
    at.questionDotToken !== undefined
  );
}

/** Puts comments behind the first `await`, and a suffix at the end of the promise that it awaits. */
function afterAwait(pieces: readonly Piece[], lead: readonly Piece[], suffix: string): readonly Piece[] {
  const [first, ...rest] = pieces;
  const withLead =
    typeof first === 'string' && lead.length > 0
      ? [first.replace(/await $/, 'await '), ...lead, ...rest]
      : [...lead, ...pieces];
  return suffix === '' ? withLead : [...withLead, suffix];
}

function withoutAwait(pieces: readonly Piece[]): readonly Piece[] | undefined {
  const [first, ...rest] = pieces;
  if (typeof first !== 'string' || !first.startsWith('await ')) return undefined;
  return first === 'await ' ? rest : [first.slice('await '.length), ...rest];
}

/** How tightly a text binds; undefined when it is no expression. */
function bindingOf(text: string): Binds | undefined {
  const tree = ts.createSourceFile('expression.ts', `async () => (${text}\n)`, ts.ScriptTarget.Latest, true);
  const [statement] = tree.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const arrow = statement.expression;
  if (!ts.isArrowFunction(arrow) || !ts.isParenthesizedExpression(arrow.body)) return undefined;
  const { expression } = arrow.body;
  if (ts.isAwaitExpression(expression)) return 'await';
  return ts.isLeftHandSideExpression(expression) || memberName(expression) !== undefined
    ? 'tight'
    : undefined;
}
