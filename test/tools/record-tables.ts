import { builtinCatalog, catalog } from '../../src/catalog/index.ts';
import type { BlockingApi, CallCondition, Category } from '../../src/catalog/schema.ts';
import { asynchronousPackages } from '../catalog/packages/asynchronous.ts';
import { table } from './markdown.ts';

interface NamedApi {
  readonly id: string;
  readonly module: string;
  readonly api: BlockingApi;
}

/** How many calls of a package are listed before the rest is counted. */
const listed = 12;

/** The records of a category, in the order of their names. */
export function recordsOf(category: Category): readonly NamedApi[] {
  return builtinCatalog
    .flatMap(({ module, blocking }) =>
      blocking.map((api) => ({ id: catalog.apiId(module, api), module, api })),
    )
    .filter(({ api }) => api.category === category)
    .sort((a, b) => compare(a.id, b.id));
}

/** The packages whose calls are known. */
export function packageNames(): readonly string[] {
  const names = builtinCatalog
    .filter(({ module, blocking }) => isPackage(module) && blocking.length > 0)
    .map(({ module }) => module);
  return [...new Set(names)].sort(compare);
}

/** The calls of a category: those of Node one by one, those of packages by package. */
export function recordTables(category: Category): string {
  const records = recordsOf(category);
  const ofNode = records.filter(({ module }) => !isPackage(module));
  const ofPackages = records.filter(({ module }) => isPackage(module));
  return [
    ofNode.length === 0 ? 'No call of Node itself belongs here.' : nodeTable(ofNode),
    ...(ofPackages.length === 0 ? [] : ['### In packages', packageTable(ofPackages)]),
    ...asynchronousList(category),
  ].join('\n\n');
}

function nodeTable(records: readonly NamedApi[]): string {
  const rows = records.map(({ id, api }) => [
    `\`${id}\`${onlyWhen(api.when)}`,
    api.cost,
    sentence(api.why),
    api.replacement.kind === 'await'
      ? `Use ${quoted(api.replacement.instead)}.`
      : sentence(api.replacement.instead),
  ]);
  return table(['Call', 'Cost', 'What it does', 'Instead'], unique(rows));
}

function packageTable(records: readonly NamedApi[]): string {
  const rows = [...new Set(records.map(({ module }) => module))].sort(compare).map((module) => {
    const calls = new Set(records.filter((one) => one.module === module).map(({ api }) => api.member));
    const names = [...calls].map((member) => (member === '' ? 'the package itself' : `\`${member}\``));
    const rest = names.length > listed + 1 ? ` and ${names.length - listed} more` : '';
    return [`\`${module}\``, `${(rest === '' ? names : names.slice(0, listed)).join(', ')}${rest}`];
  });
  return table(['Package', 'Calls'], rows);
}

/** Packages in which somebody may look for such a call in vain. */
function asynchronousList(category: Category): readonly string[] {
  const names = (asynchronousPackages[category] ?? []).map((name) => `\`${name}\``);
  if (names.length === 0) return [];
  return [`These were looked at as well, and nothing in them is synchronous: ${names.join(', ')}.`];
}

function isPackage(module: string): boolean {
  return !module.startsWith('node:') && module !== 'globals' && module !== 'language';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
