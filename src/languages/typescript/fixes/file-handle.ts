import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { descriptorOf, memberOfFs, openingOf, variableOf, type Descriptor } from './descriptor-uses.ts';
import { inPlace } from './in-place.ts';
import { lostUpdateAt } from './lost-updates.ts';
import { enclosingFunction, isAsync, memberName, spanOf, unwrap, wrapped } from './nodes.ts';
import type { Binds } from './parens.ts';
import type { Piece } from './pieces.ts';
import { raceAt } from './races.ts';
import { References } from './references.ts';
import { refuse } from './refusal.ts';
import type { Rewrite } from './rewrite.ts';
import { nodeAt, type FixFile, type Site } from './site.ts';

/** A method of `FileHandle`. */
interface Method {
  readonly name: string;
  /** The member of what it gives that is what the function on the descriptor gives. */
  readonly result?: string;
  /** The argument with options, of which only an encoding means the same. */
  readonly options?: number;
}

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['closeSync', { name: 'close' }],
  ['readSync', { name: 'read', result: 'bytesRead' }],
  ['readvSync', { name: 'readv', result: 'bytesRead' }],
  ['writeSync', { name: 'write', result: 'bytesWritten' }],
  ['writevSync', { name: 'writev', result: 'bytesWritten' }],
  ['fsyncSync', { name: 'sync' }],
  ['fdatasyncSync', { name: 'datasync' }],
  ['fstatSync', { name: 'stat' }],
  ['ftruncateSync', { name: 'truncate' }],
  ['fchmodSync', { name: 'chmod' }],
  ['fchownSync', { name: 'chown' }],
  ['futimesSync', { name: 'utimes' }],
  ['readFileSync', { name: 'readFile', options: 1 }],
  ['writeFileSync', { name: 'writeFile', options: 2 }],
  ['appendFileSync', { name: 'appendFile', options: 2 }],
]);

/**
 * `const fd = openSync(path); writeSync(fd, text); closeSync(fd);` becomes one `FileHandle`, where the descriptor never
 * leaves the function: all of its calls change together.
 */
export function fileHandle({ file, finding }: Site): Rewrite | Refusal | undefined {
  const target = nodeAt(file, finding.whole, ts.isCallExpression);
  const member = target === undefined ? undefined : memberOfFs(file, target);
  if (target === undefined || member === undefined || !(member === 'openSync' || methods.has(member)))
    return undefined;
  // The others convert it: it is for them that somebody looks whether tests replace any of the functions.
  if (methods.get(member)?.options !== undefined) return undefined;
  const binding = variableOf(file, target);
  const opened = binding === undefined ? undefined : openingOf(file, binding);
  if (binding === undefined || opened === undefined) return undefined;
  const descriptor = descriptorOf(file, binding, opened, (name) => methods.has(name));
  // What to do by hand, the catalogue says.
  if (descriptor === undefined || !descriptor.calls.some((one) => one.member === 'closeSync'))
    return undefined;
  return refusalOf(file, descriptor) ?? together(file, target, descriptor);
}

function refusalOf(file: FixFile, { opened, calls }: Descriptor): Refusal | undefined {
  const owner = enclosingFunction(opened);
  if (owner !== undefined && !isAsync(owner) && !isReaction(owner))
    return refuse('the function around it is not async; it has to be made async first');
  const all = [opened, ...calls.map(({ call }) => call)];
  const isOdd = (call: ts.CallExpression): boolean =>
    call.arguments.some(ts.isSpreadElement) || ts.isAwaitExpression(wrapped(call).parent);
  const hasOptions = calls.some(({ call, member }) => {
    const { options } = methods.get(member) ?? {};
    const given = options === undefined ? undefined : call.arguments[options];
    return given !== undefined && !ts.isStringLiteralLike(unwrap(given));
  });
  if (all.some(isOdd) || hasOptions) return refuse('the awaited form does not fit here');
  const text = (owner ?? file.tree).getText(file.tree);
  return text.includes('unblock-ignore')
    ? refuse('a comment suppresses some of the calls that have to change together')
    : undefined;
}

/** A callback of `then` and the like, which becomes async where it stands. */
function isReaction(owner: ts.FunctionLikeDeclaration): boolean {
  const { parent } = wrapped(owner);
  return (
    ts.isCallExpression(parent) &&
    /^(?:then|catch|finally)$/.test(memberName(unwrap(parent.expression)) ?? '')
  );
}

interface Replacement {
  readonly call: ts.CallExpression;
  readonly pieces: readonly Piece[];
  readonly binds: Binds;
}

function together(file: FixFile, target: ts.CallExpression, descriptor: Descriptor): Rewrite | Refusal {
  const { opened, calls, names } = descriptor;
  const handle = handleName(file, descriptor.name);
  const references = new References(file, opened, opened.expression);
  const open = references.member('node:fs', 'promises.open');
  const args = { start: opened.arguments.pos, end: opened.end - 1 };
  const replaced: readonly Replacement[] = [
    { call: opened, pieces: [`await ${open}(`, args, ')'], binds: 'await' },
    ...calls.map(({ call, member }) => onHandle(file, call, methods.get(member), handle)),
  ];
  const own = replaced.find(({ call }) => call === target);
  if (own === undefined) return refuse('the awaited form does not fit here');
  const others = replaced.filter((one) => one !== own);
  const renamed = names
    .filter((name) => !calls.some(({ call }) => call.pos <= name.pos && name.end <= call.end))
    .map((name): TextEdit => ({ ...spanOf(name), text: handle }));
  const caveats = [
    ...others.flatMap(({ call }) => [raceAt(file, call), lostUpdateAt(file, call)]),
    updates(calls) ? t('other code may change the file between reading and writing it') : undefined,
  ];
  return {
    id: 'file-handle',
    shown: `await ${open}(…)\` … \`await ${handle}.close()`,
    target,
    pieces: own.pieces,
    binds: own.binds,
    caveats: [...new Set(caveats.filter((one) => one !== undefined))],
    others(gone) {
      const edits = others.flatMap(({ call, pieces, binds }) => inPlace(file, call, pieces, binds));
      const callees = calls.map(({ call }) => call.expression);
      return [...edits, ...renamed, ...references.edits([...gone, ...edits], callees)];
    },
  };
}

/** What is written may come of what was read. */
function updates(calls: Descriptor['calls']): boolean {
  const has = (pattern: RegExp): boolean => calls.some(({ member }) => pattern.test(member));
  return has(/^read/) && has(/^(?:write|append|ftruncate)/);
}

function onHandle(
  file: FixFile,
  call: ts.CallExpression,
  { name, result }: Method = { name: '' },
  handle: string,
): Replacement {
  const [, second] = call.arguments;
  const gap = second === undefined ? 0 : file.text.slice(second.pos).search(/\S/);
  const rest = second === undefined ? '' : { start: second.pos + gap, end: call.end - 1 };
  if (result === undefined || ts.isExpressionStatement(wrapped(call).parent))
    return { call, pieces: [`await ${handle}.${name}(`, rest, ')'], binds: 'await' };
  return { call, pieces: [`(await ${handle}.${name}(`, rest, `)).${result}`], binds: 'tight' };
}

/** A name that says it is a descriptor would mislead. */
function handleName(file: FixFile, name: string): string {
  const better = /^(?:fd|descriptor)$/i.test(name)
    ? 'handle'
    : name.replace(/Fd$|(?:File)?Descriptor$/, 'Handle').replace(/_fd$/, '_handle');
  return better === name || file.names.has(better) ? name : better;
}
