import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import { constantOptions } from './call-options.ts';
import type { CallShape } from './call-shape.ts';
import { arrayEvidence, bindingOf, initializerOf } from './evidence.ts';
import { propertyOf } from './guards.ts';
import { editList } from './list-edits.ts';
import { unwrap } from './nodes.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';
import { isDroppable } from './unused.ts';

/** Options that `spawn` and its synchronous relatives understand in the same way. */
const shared = new Set([
  'cwd',
  'env',
  'argv0',
  'stdio',
  'shell',
  'uid',
  'gid',
  'windowsHide',
  'windowsVerbatimArguments',
]);

/** Options that only concern output which is collected. */
const collecting = new Set(['encoding', 'maxBuffer']);

function unknown(): Refusal {
  return refuse('its options are not written here, and the awaited form does not take all of them');
}

/** What becomes of a stream that is a pipe to this program, by its position. */
type OfPipe = (index: number) => 'ignore' | Refusal;

const nobodyReads: OfPipe = () => 'ignore';
const onlyInput: OfPipe = (index) =>
  index === 0 ? 'ignore' : refuse('its output is collected, and shared with this program at the same time');

/** Edits of the arguments of `spawnSync` for `spawn`, where nobody reads what the process writes. */
export function unreadOutput(file: FixFile, { args }: CallShape): readonly TextEdit[] | Refusal {
  const { quote, padding } = file.style;
  const ignored = `stdio: ${quote}ignore${quote}`;
  const last = args.at(-1);
  if (last === undefined || args.some((one) => ts.isSpreadElement(one))) return unknown();
  const isList = args.length === 2 && arrayEvidence(last, file.scopes) === 'array';
  if (args.length === 1 || isList)
    return [{ start: last.end, end: last.end, text: `, {${padding}${ignored}${padding}}` }];
  return optionEdits(file, last, { pipes: nobodyReads, missing: [ignored] });
}

/** Edits of the arguments of `execSync` and `execFileSync` for `spawn`, where the process shares the streams for output. */
export function sharedStreams(
  file: FixFile,
  { args }: CallShape,
  inShell: boolean,
): readonly TextEdit[] | Refusal {
  const last = args.at(-1);
  if (last === undefined || args.length < 2 || args.some((one) => ts.isSpreadElement(one))) return unknown();
  const at = unwrap(last);
  const named = ts.isObjectLiteralExpression(at) && propertyOf(at, 'shell') !== undefined;
  return optionEdits(file, last, { pipes: onlyInput, added: inShell && !named ? ['shell: true'] : [] });
}

interface Wanted {
  readonly pipes: OfPipe;
  /** Options that are added where no `stdio` is given; undefined where it has to be. */
  readonly missing?: readonly string[];
  readonly added?: readonly string[];
}

function optionEdits(file: FixFile, given: ts.Expression, wanted: Wanted): readonly TextEdit[] | Refusal {
  const at = unwrap(given);
  const binding = bindingOf(at, file.scopes);
  const value = binding === undefined ? undefined : initializerOf(binding);
  const options = value === undefined ? at : unwrap(value);
  if (!ts.isObjectLiteralExpression(options)) return unknown();
  const removed = new Set<ts.Node>();
  for (const property of options.properties) {
    if (ts.isSpreadAssignment(property)) {
      if (!isTaken(file, property.expression)) return unknown();
      continue;
    }
    const name = nameOf(property);
    if (name === undefined) return unknown();
    if (collecting.has(name) && ts.isPropertyAssignment(property) && isDroppable(property.initializer))
      removed.add(property);
    else if (!shared.has(name)) return refuse('its `{0}` option has no awaited form', name);
  }
  const stdio = propertyOf(options, 'stdio');
  const added = [...(wanted.added ?? [])];
  const edits: TextEdit[] = [];
  const spread = options.properties.findLastIndex((one) => ts.isSpreadAssignment(one));
  if (stdio === undefined) {
    if (wanted.missing === undefined || spread !== -1) return unknown();
    added.push(...wanted.missing);
  } else {
    // Only what stands behind a spread is what it says.
    if (!ts.isPropertyAssignment(stdio) || options.properties.indexOf(stdio) < spread) return unknown();
    const streams = streamEdits(file, stdio.initializer, wanted.pipes);
    if (isRefusal(streams)) return streams;
    edits.push(...streams);
  }
  if (removed.size === 0 && added.length === 0 && edits.length === 0) return [];
  if (options !== at) return unknown();
  if (removed.size === 0 && added.length === 0) return edits;
  return [...edits, ...listEdits(file, options, removed, added)];
}

/** Whether options that are spread are written or declared in the file, and hold nothing that `spawn` does not understand. */
function isTaken(file: FixFile, spread: ts.Expression): boolean {
  const at = unwrap(spread);
  const options = ts.isObjectLiteralExpression(at)
    ? at.properties
    : (constantOptions(file, at)?.properties ?? declaredMembers(file, at));
  return (
    options?.every((property) => {
      const name = nameOf(property);
      return name !== undefined && (shared.has(name) || collecting.has(name));
    }) === true
  );
}

/** The members of the type that is written at the declaration of a name. */
function declaredMembers(file: FixFile, at: ts.Expression): readonly ts.TypeElement[] | undefined {
  const declared = bindingOf(at, file.scopes)?.declaration.parent;
  if (declared === undefined || !(ts.isParameter(declared) || ts.isVariableDeclaration(declared)))
    return undefined;
  return declared.type !== undefined && ts.isTypeLiteralNode(declared.type)
    ? declared.type.members
    : undefined;
}

function listEdits(
  file: FixFile,
  options: ts.ObjectLiteralExpression,
  removed: ReadonlySet<ts.Node>,
  added: readonly string[],
): readonly TextEdit[] {
  const { padding } = file.style;
  if (options.properties.length === 0)
    return [
      {
        start: options.getStart(file.tree),
        end: options.end,
        text: `{${padding}${added.join(', ')}${padding}}`,
      },
    ];
  return editList(file.tree, options.properties, removed, added);
}

function nameOf({ name }: ts.ObjectLiteralElementLike | ts.TypeElement): string | undefined {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name))
    ? name.text
    : undefined;
}

/** Edits of a `stdio` option; pipes are replaced as `pipes` says. */
function streamEdits(file: FixFile, given: ts.Expression, pipes: OfPipe): readonly TextEdit[] | Refusal {
  const value = unwrap(given);
  if (ts.isConditionalExpression(value)) {
    const both = [value.whenTrue, value.whenFalse].map((one) => streamEdits(file, one, pipes));
    return both.find(isRefusal) ?? both.flatMap((one) => (isRefusal(one) ? [] : one));
  }
  if (!ts.isArrayLiteralExpression(value)) {
    const word = ts.isStringLiteralLike(value) ? value.text : undefined;
    if (word === 'inherit' || word === 'ignore') return [];
    if (word !== 'pipe') return refuse('it is not known which streams it shares');
    for (const index of [0, 1, 2]) {
      const instead = pipes(index);
      if (isRefusal(instead)) return instead;
    }
    return [ignoreAt(file, value)];
  }
  if (value.elements.length > 3) return refuse('it has more streams than the usual three');
  const edits: TextEdit[] = [];
  for (const index of [0, 1, 2]) {
    const element = value.elements[index];
    if (element !== undefined && isShared(element)) continue;
    const instead = pipes(index);
    if (isRefusal(instead)) return instead;
    if (element === undefined || !ts.isStringLiteralLike(element) || element.text !== 'pipe')
      return refuse('it is not known which streams it shares');
    edits.push(ignoreAt(file, element));
  }
  return edits;
}

/** A stream of this program, a file, or none. */
function isShared(element: ts.Expression): boolean {
  if (ts.isStringLiteralLike(element)) return element.text === 'inherit' || element.text === 'ignore';
  return ts.isNumericLiteral(element) || /^process\.std(?:in|out|err)$/.test(element.getText());
}

function ignoreAt(file: FixFile, node: ts.Node): TextEdit {
  const { quote } = file.style;
  return { start: node.getStart(file.tree), end: node.end, text: `${quote}ignore${quote}` };
}
