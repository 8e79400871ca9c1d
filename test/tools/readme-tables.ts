import type { Category } from '../../src/catalog/schema.ts';
import { settingsDescriptor, type EntryPart, type Setting } from '../../src/workspace/settings-descriptor.ts';
import { table } from './markdown.ts';
import { packageNames, recordsOf } from './record-tables.ts';

/** The categories, each with its page and a few of its calls. */
export function categoryTable(): string {
  const rows = categories().map(([category, { description }]) => {
    const records = recordsOf(category);
    const isOff = records.length > 0 && records.every(({ api }) => api.defaultSeverity === 'off');
    return [
      `[\`${category}\`](docs/${category}.md)`,
      `${description}${isOff ? ' Off by default.' : ''}`,
      examples[category] ?? firstCalls(category),
    ];
  });
  return table(['Category', 'What blocks', 'For example'], rows);
}

/** All categories, in the order in which they are documented. */
export function categories(): readonly (readonly [Category, { readonly description: string }])[] {
  return Object.entries(settingsDescriptor.severity.keys) as [Category, { readonly description: string }][];
}

/** Calls that readers know; where none is named here, the catalogue's first ones are shown. */
const examples: Readonly<Partial<Record<Category, string>>> = {
  sleep: "`execSync('sleep 2')`, `Atomics.wait` as a pause",
  input: '`readFileSync(0)`',
  file: '`readFileSync`, `existsSync`, `globSync`, all `*Sync` of `node:fs`',
  database: '`node:sqlite`',
  process: '`execSync`, `execFileSync`, `spawnSync`',
  crypto: '`scryptSync`, `pbkdf2Sync`, `generateKeyPairSync`',
  compression: '`gzipSync`, `brotliCompressSync`, `inflateSync`',
  compile: '`new WebAssembly.Module(…)`',
  lock: '`Atomics.wait`, `inspector.waitForDebugger`',
  loop: '`while (Date.now() < end) {}`',
  module: '`require(…)` in a function',
};

function firstCalls(category: Category): string {
  const ids = [...new Set(recordsOf(category).map(({ id }) => `\`${id}\``))].slice(0, 3);
  return ids.length === 0 ? 'nothing in Node itself' : ids.join(', ');
}

/** The packages whose calls are known, in a sentence. */
export function packageList(): string {
  const names = packageNames().map((name) => `\`${name}\``);
  if (names.length === 0) return 'Only calls of Node itself are known so far.';
  return `Calls of these packages are known too: ${names.join(', ')}.`;
}

/** The kinds of async code, with the severity that findings in them have. */
export function contextTable(): string {
  const rows = Object.entries(settingsDescriptor.contexts.keys).map(([key, context]) => [
    `\`${key}\``,
    context.description,
    String(context.default),
  ]);
  return table(['`unblock.contexts`', 'Async code', 'Default'], rows);
}

/** All settings of the extension. */
export function settingsTable(): string {
  const settings: readonly (readonly [string, Setting])[] = Object.entries(settingsDescriptor);
  const rows = settings.map(([name, setting]) => [
    `\`unblock.${name}\``,
    defaultOf(setting),
    `${setting.description.replace(/`#(.*?)#`/g, '`$1`')}${choicesOf(setting)}`,
  ]);
  return table(['Setting', 'Default', 'Meaning'], rows);
}

/** The settings of a configuration file. */
export function fileSettingsTable(): string {
  const settings: readonly (readonly [string, Setting])[] = Object.entries(settingsDescriptor);
  const rows = settings
    .filter(([, setting]) => setting.editorOnly !== true)
    .map(([name, setting]) => [
      `\`${name}\``,
      setting.kind === 'table' && defaultOf(setting) === 'as above'
        ? '[as there](../README.md#what-counts-as-async-code)'
        : defaultOf(setting),
      inFile(setting.description) + choicesOf(setting),
    ]);
  return table(['Setting', 'Default', 'Meaning'], rows);
}

/** What an entry of `blockingCalls` can say. */
export function entryTable(): string {
  const { parts } = settingsDescriptor.blockingCalls;
  const rows = Object.entries<EntryPart>(parts).map(([name, { description, choices }]) => [
    `\`${name}\``,
    description +
      (choices === undefined ? '' : ` One of ${choices.map(({ value }) => `\`${value}\``).join(', ')}.`),
  ]);
  return table(['Part', 'Meaning'], rows);
}

function inFile(description: string): string {
  return description
    .replace(/`#unblock\.(\w+)#`/g, '`$1`')
    .replaceAll('the workspace folder', 'the folder of the file');
}

function defaultOf(setting: Setting): string {
  if (setting.kind === 'choices') return 'all';
  if (setting.kind !== 'table') return `\`${JSON.stringify(setting.default)}\``;
  const hasDefaults = Object.values(setting.keys).some((key) => key.default !== null);
  return hasDefaults ? 'as above' : '`{}`';
}

function choicesOf(setting: Setting): string {
  if (setting.kind !== 'table' && setting.kind !== 'choice' && setting.kind !== 'choices') return '';
  return ` ${setting.kind === 'choices' ? 'Any' : 'One'} of ${setting.choices.map(({ value }) => `\`"${value}"\``).join(', ')}${setting.kind === 'table' ? ' for each' : ''}.`;
}
