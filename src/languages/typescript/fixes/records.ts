import type { Advice, AwaitedForm, BlockingApi, CallCondition } from '../../../catalog/schema.ts';
import type { Refusal } from '../../../fixes/fix.ts';
import { catalog } from '../../../catalog/index.ts';
import { translate } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import type { CallShape } from './call-shape.ts';
import { bindingOf, initializerOf } from './evidence.ts';
import { optionsOf } from './call-options.ts';
import { isPiped, propertyOf } from './guards.ts';
import { unwrap } from './nodes.ts';
import { refuse } from './refusal.ts';
import type { Site } from './site.ts';

/** The awaited form that the catalogue knows for a call, and the number that its condition read. */
export interface Twin {
  readonly form: AwaitedForm;
  readonly api: BlockingApi;
  readonly milliseconds?: number | undefined;
}

/** Finds the record that a finding was reported for: the first of its name whose condition holds. */
export function twinOf(site: Site, shape: CallShape): Twin | Refusal {
  const { record, api: id } = site.finding;
  const records = record === undefined ? catalog.byId(id) : [record.api];
  for (const api of records) {
    const read = api.when === undefined ? {} : condition(site, shape, api.when);
    if (read === undefined || api.category !== site.finding.category) continue;
    return api.replacement.kind === 'await'
      ? { form: api.replacement, api, ...read }
      : without(api.replacement);
  }
  return { ...refuse('it has no awaited form'), remedy: '' };
}

function without({ instead }: Advice): Refusal {
  const remedy = translate(instead);
  return { ...refuse('it has no awaited form: {0}', remedy), remedy };
}

/** What a condition read off a call; undefined when it does not hold. */
function condition(
  { file }: Site,
  { node, args }: CallShape,
  when: CallCondition,
): { readonly milliseconds?: number } | undefined {
  if (when.maxArguments !== undefined && args.length > when.maxArguments) return undefined;
  if (when.withoutCallback && args.some((arg) => ts.isFunctionLike(unwrap(arg)))) return undefined;
  const { argumentMatches, argumentIs, argumentIsNot } = when;
  if (argumentMatches !== undefined) {
    const text = literal(args[argumentMatches.index]);
    if (text === undefined || !new RegExp(argumentMatches.pattern).test(String(text))) return undefined;
  }
  if (argumentIs !== undefined && literal(args[argumentIs.index]) !== argumentIs.value) return undefined;
  if (argumentIsNot !== undefined && literal(args[argumentIsNot.index]) === argumentIsNot.value)
    return undefined;
  if (when.polled && !isPolled(node)) return undefined;
  if (when.option !== undefined && !hasOption(args, when.option)) return undefined;
  const buffer = when.unshared === undefined ? undefined : args[when.unshared];
  if (when.unshared !== undefined && (buffer === undefined || !isUnshared(buffer, file.scopes)))
    return undefined;
  if (when.commandMatches === undefined) return {};
  const command = commandOf(args);
  const match = command === undefined ? null : new RegExp(when.commandMatches).exec(command);
  if (match === null) return undefined;
  const seconds = match.groups?.['seconds'];
  return seconds === undefined ? {} : { milliseconds: Math.round(Number(seconds) * 1000) };
}

function literal(node: ts.Expression | undefined): string | number | boolean | undefined {
  const at = node === undefined ? undefined : unwrap(node);
  if (at === undefined) return undefined;
  if (ts.isStringLiteralLike(at)) return at.text;
  if (ts.isNumericLiteral(at)) return Number(at.text);
  if (at.kind === ts.SyntaxKind.TrueKeyword) return true;
  return at.kind === ts.SyntaxKind.FalseKeyword ? false : undefined;
}

function commandOf([file, list]: readonly ts.Expression[]): string | undefined {
  const name = literal(file);
  if (typeof name !== 'string') return undefined;
  const words = list === undefined ? undefined : unwrap(list);
  if (words === undefined || !ts.isArrayLiteralExpression(words)) return name;
  return [name, ...words.elements.map((word) => String(literal(word) ?? ''))].join(' ');
}

function hasOption(args: readonly ts.Expression[], names: readonly string[]): boolean {
  return names.some((name) => {
    const property = propertyOf(optionsOf(args), name);
    return property !== undefined && !isPiped(property);
  });
}

/** `while (!call())`. */
function isPolled(node: ts.Node): boolean {
  const not = node.parent;
  return ts.isPrefixUnaryExpression(not) && not.operator === ts.SyntaxKind.ExclamationToken;
}

/** A new typed array over a new `SharedArrayBuffer`, written in place or in a `const` that holds nothing else. */
function isUnshared(node: ts.Expression, scopes: Site['file']['scopes']): boolean {
  const binding = bindingOf(node, scopes);
  const made = unwrap((binding && initializerOf(binding)) ?? node);
  if (!ts.isNewExpression(made)) return false;
  const memory = made.arguments?.[0] === undefined ? undefined : unwrap(made.arguments[0]);
  const inner = memory === undefined ? undefined : bindingOf(memory, scopes);
  const at = (inner && initializerOf(inner)) ?? memory;
  return at !== undefined && ts.isNewExpression(unwrap(at)) && at.getText().includes('SharedArrayBuffer');
}
