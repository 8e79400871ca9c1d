import { builtinCatalog, catalog } from '../../src/catalog/index.ts';
import type { BlockingApi, CallCondition, Category } from '../../src/catalog/schema.ts';
import { table } from './markdown.ts';

interface NamedApi {
  readonly id: string;
  readonly api: BlockingApi;
}

/** The records of a category, in the order of their names. */
export function recordsOf(category: Category): readonly NamedApi[] {
  return builtinCatalog
    .flatMap(({ module, blocking }) => blocking.map((api) => ({ id: catalog.apiId(module, api), api })))
    .filter(({ api }) => api.category === category)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The table of a category's calls. */
export function recordTable(category: Category): string {
  const rows = recordsOf(category).map(({ id, api }) => [
    `\`${id}\`${onlyWhen(api.when)}`,
    api.cost,
    sentence(api.why),
    api.replacement.kind === 'await'
      ? `Use ${quoted(api.replacement.instead)}.`
      : sentence(api.replacement.instead),
  ]);
  if (rows.length === 0) return 'No call of Node itself belongs here.';
  return table(['Call', 'Cost', 'What it does', 'Instead'], unique(rows));
}

/** Several spellings of one condition are one row to a reader. */
function unique(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(rows.map((row) => [row.join('|'), row])).values()];
}

function onlyWhen(when: CallCondition | undefined): string {
  const conditions = when === undefined ? [] : describeCondition(when);
  return conditions.length === 0 ? '' : `, ${conditions.join(', ')}`;
}

function describeCondition(when: CallCondition): readonly string[] {
  const said: string[] = [];
  if (when.withoutCallback) said.push('without a callback');
  if (when.argumentIs) said.push(`where argument ${argument(when.argumentIs)}`);
  if (when.argumentIsNot) said.push(`unless argument ${argument(when.argumentIsNot)}`);
  if (when.argumentMatches !== undefined && when.argumentIs === undefined)
    said.push(`depending on argument ${when.argumentMatches.index + 1}`);
  if (when.maxArguments !== undefined && !when.withoutCallback && when.argumentIs === undefined)
    said.push(`with ${when.maxArguments === 1 ? 'one argument' : `${when.maxArguments} arguments`}`);
  if (when.commandMatches !== undefined) said.push('where the command only waits');
  if (when.unshared !== undefined) said.push('on memory that nobody else has');
  if (when.polled) said.push('asked again and again by a loop');
  return said;
}

function argument({ index, value }: { readonly index: number; readonly value: unknown }): string {
  return `${index + 1} is \`${JSON.stringify(value)}\``;
}

function quoted(code: string): string {
  return code.includes('`') ? code : `\`${code}\``;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
