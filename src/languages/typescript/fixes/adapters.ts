import type { ArgumentAdapter } from '../../../catalog/schema.ts';
import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import type { Span } from '../../../facts/span.ts';
import { ts } from '../ts.ts';
import type { CallShape } from './call-shape.ts';
import { bindingOf, initializerOf } from './evidence.ts';
import { constantOptions, optionsOf } from './call-options.ts';
import { propertyOf } from './guards.ts';
import { editList } from './list-edits.ts';
import { wrapped, unwrap } from './nodes.ts';
import type { Piece } from './pieces.ts';
import { sharedStreams, unreadOutput } from './process-options.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/** The arguments as the awaited form takes them, and what is needed around it. */
export interface Adapted {
  readonly args: readonly Piece[];
  /** Follows the awaited promise. */
  readonly suffix: string;
  /** Edits elsewhere. */
  readonly edits: readonly TextEdit[];
}

/** Rewrites the arguments so that the result keeps its shape. */
export function adapt(
  file: FixFile,
  shape: CallShape,
  adapters: readonly ArgumentAdapter[],
): Adapted | Refusal {
  const inArgs: TextEdit[] = [];
  const edits: TextEdit[] = [];
  let suffix = '';
  for (const name of adapters) {
    const step = steps[name](file, shape);
    if (isRefusal(step)) return step;
    inArgs.push(...(step.inArgs ?? []));
    edits.push(...(step.edits ?? []));
    suffix += step.suffix ?? '';
  }
  return { args: pieces(shape.argsSpan, inArgs), suffix, edits };
}

interface Step {
  readonly inArgs?: readonly TextEdit[];
  readonly suffix?: string;
  readonly edits?: readonly TextEdit[];
}

const steps: Readonly<Record<ArgumentAdapter, (file: FixFile, shape: CallShape) => Step | Refusal>> = {
  'no-entry': (file, shape) => noEntry(file, shape, ['ENOENT', 'ENOTDIR']),
  'no-link-entry': (file, shape) => noEntry(file, shape, ['ENOENT']),
  'buffer-result': bufferResult,
  'unread-output': (file, shape) => inArguments(unreadOutput(file, shape)),
  'shared-streams': (file, shape) => inArguments(sharedStreams(file, shape, false)),
  'in-shell': (file, shape) => inArguments(sharedStreams(file, shape, true)),
  'await-using': awaitUsing,
};

function inArguments(edits: readonly TextEdit[] | Refusal): Step | Refusal {
  return isRefusal(edits) ? edits : { inArgs: edits };
}

/** Text with edits as pieces, so that what they leave alone is still the old text. */
function pieces(span: Span, edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  let at = span.start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start > at) result.push({ start: at, end: edit.start });
    if (edit.text !== '') result.push(edit.text);
    at = edit.end;
  }
  if (span.end > at) result.push({ start: at, end: span.end });
  return result;
}

function noEntry(file: FixFile, { args }: CallShape, codes: readonly string[]): Step | Refusal {
  const unknown = refuse('its options are not written here, and `throwIfNoEntry` may be among them');
  const [, given] = args;
  if (args.some((arg) => ts.isSpreadElement(arg))) return unknown;
  if (given === undefined) return {};
  const at = unwrap(given);
  const binding = bindingOf(at, file.scopes);
  const value = binding === undefined ? undefined : initializerOf(binding);
  const options = value === undefined ? at : unwrap(value);
  if (!ts.isObjectLiteralExpression(options)) return unknown;
  if (options.properties.some((one) => one.name === undefined || ts.isComputedPropertyName(one.name)))
    return unknown;
  const property = propertyOf(options, 'throwIfNoEntry');
  if (property === undefined) return {};
  if (options !== at || !ts.isPropertyAssignment(property)) return unknown;
  const setting = unwrap(property.initializer).kind;
  if (setting !== ts.SyntaxKind.FalseKeyword && setting !== ts.SyntaxKind.TrueKeyword) return unknown;
  const inArgs =
    options.properties.length > 1 ? without(file, options, property) : withoutArgument(file, args, given);
  if (setting === ts.SyntaxKind.TrueKeyword) return { inArgs };
  const typed = /\.[mc]?tsx?$/i.test(file.tree.fileName) ? ': NodeJS.ErrnoException' : '';
  const { quote, semicolon } = file.style;
  const tests = codes.map((code) => `error.code === ${quote}${code}${quote}`).join(' || ');
  const test = `if (${tests}) return undefined`;
  return { inArgs, suffix: `.catch((error${typed}) => { ${test}; throw error${semicolon} })` };
}

function without(
  file: FixFile,
  options: ts.ObjectLiteralExpression,
  property: ts.ObjectLiteralElementLike,
): readonly TextEdit[] {
  return editList(file.tree, options.properties, new Set([property]), []);
}

function withoutArgument(
  file: FixFile,
  args: readonly ts.Expression[],
  argument: ts.Expression,
): readonly TextEdit[] {
  const before = args[args.indexOf(argument) - 1];
  return [{ start: before?.end ?? argument.getStart(file.tree), end: argument.end, text: '' }];
}

function bufferResult(file: FixFile, { node, args }: CallShape): Step | Refusal {
  const options = optionsOf(args);
  const { quote, padding } = file.style;
  const encoding = `encoding: ${quote}buffer${quote}`;
  // Nobody looks at the result.
  const isUnused = ts.isExpressionStatement(wrapped(node).parent);
  const kept = args.length > 1 && args.at(-1);
  const constant = kept ? constantOptions(file, kept) : undefined;
  if (kept && constant !== undefined) {
    if (propertyOf(constant, 'stdio') !== undefined)
      return refuse('its `stdio` option, which the awaited form does not take, is not written here');
    const given = propertyOf(constant, 'encoding');
    if (given !== undefined) return isText(given) ? {} : refuse('its `encoding` is not a plain one');
    if (isUnused) return {};
    const text = `{${padding}...${kept.getText(file.tree)}, ${encoding}${padding}}`;
    return { inArgs: [{ start: kept.getStart(file.tree), end: kept.end, text }] };
  }
  if (options === undefined) {
    if (isUnused) return {};
    const last = args.at(-1);
    if (last === undefined) return refuse('it has no arguments');
    return { inArgs: [{ start: last.end, end: last.end, text: `, {${padding}${encoding}${padding}}` }] };
  }
  // `stdio: 'pipe'` is all the awaited form does, and its types know no such option.
  const stdio = propertyOf(options, 'stdio');
  const given = propertyOf(options, 'encoding');
  if (given !== undefined && !isText(given)) return refuse('its `encoding` is not a plain one');
  const removed = new Set<ts.Node>(stdio === undefined ? [] : [stdio]);
  const added = given === undefined && !isUnused ? [encoding] : [];
  if (removed.size === 0 && added.length === 0) return {};
  const [argument] = args.slice(-1);
  if (removed.size === options.properties.length && added.length === 0)
    return argument === undefined ? {} : { inArgs: withoutArgument(file, args, argument) };
  if (options.properties.length === 0) {
    return {
      inArgs: [
        { start: options.getStart(file.tree), end: options.end, text: `{${padding}${encoding}${padding}}` },
      ],
    };
  }
  return { inArgs: editList(file.tree, options.properties, removed, added) };
}

function isText(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isShorthandPropertyAssignment(property)) return property.name.text !== 'undefined';
  if (!ts.isPropertyAssignment(property)) return false;
  const value = unwrap(property.initializer);
  const empty = ts.isIdentifier(value) && value.text === 'undefined';
  return value.kind !== ts.SyntaxKind.NullKeyword && !empty;
}

function awaitUsing(file: FixFile, { node }: CallShape): Step | Refusal {
  const declaration = wrapped(node).parent;
  const list = declaration.parent;
  const refusal = refuse(
    'its disposal becomes asynchronous, so the result can only be held by `await using`',
  );
  if (!ts.isVariableDeclaration(declaration) || !ts.isVariableDeclarationList(list)) return refusal;
  const kind = list.flags & ts.NodeFlags.BlockScoped;
  // `await using` has the flags of both `const` and `using`.
  if (kind === (ts.NodeFlags.AwaitUsing as number)) return {};
  if (kind !== (ts.NodeFlags.Using as number)) return refusal;
  const start = list.getStart(file.tree);
  return { edits: [{ start, end: start, text: 'await ' }] };
}
