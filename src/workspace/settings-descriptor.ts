import { categoryDescriptions } from '../catalog/categories.ts';
import { categories as categoryNames, type Category, type Cost } from '../catalog/schema.ts';
import type { ContextKind, Severity } from '../engine/finding.ts';
import { defaultSettings, type BlockingCall, type EditorLanguage } from '../engine/settings.ts';

/**
 * Every setting. The reader of editor settings and configuration files goes by it; `contributes.configuration` of
 * package.json, the schema of configuration files and the tables in the documentation are made from it.
 */

interface Described {
  readonly description: string;
}

export interface Choice<Value extends string> extends Described {
  readonly value: Value;
}

interface SettingBase extends Described {
  /** `resource`: may differ by folder. `window`: one value for a window, read by the client. */
  readonly scope: 'resource' | 'window';
  /** It is about the editor: a configuration file does not have it. */
  readonly editorOnly?: true;
}

export interface BooleanSetting extends SettingBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface ChoiceSetting<Value extends string> extends SettingBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice<Value>[];
  readonly default: Value;
}

/** Any number of choices. */
export interface ChoicesSetting<Value extends string> extends SettingBase {
  readonly kind: 'choices';
  readonly choices: readonly Choice<Value>[];
  readonly default: readonly Value[];
}

/** One choice for each of some keys; a key whose default is null is left to the analysis. */
export interface TableSetting<Key extends string, Value extends string> extends SettingBase {
  readonly kind: 'table';
  readonly keys: Readonly<Record<Key, Described & { readonly default: Value | null }>>;
  readonly choices: readonly Choice<Value>[];
}

/** What each text of a list is. */
export type ItemKind = 'glob' | 'call';

export interface ListSetting extends SettingBase {
  readonly kind: 'list';
  readonly items: ItemKind;
  readonly default: readonly string[];
}

/** A part of an entry: a text, or one of some. */
export interface EntryPart extends Described {
  readonly choices?: readonly Choice<string>[];
}

/** A list of calls with what is known of them; a text alone is an entry whose parts all have their defaults. */
export interface CallsSetting extends SettingBase {
  readonly kind: 'calls';
  readonly parts: Readonly<Record<keyof BlockingCall, EntryPart>>;
  readonly default: readonly string[];
}

export type Setting =
  | BooleanSetting
  | ChoiceSetting<string>
  | ChoicesSetting<string>
  | TableSetting<string, string>
  | ListSetting
  | CallsSetting;

const severities: readonly Choice<Severity>[] = [
  { value: 'error', description: 'Shown as an error.' },
  { value: 'warning', description: 'Shown as a warning.' },
  { value: 'information', description: 'Shown as information.' },
  { value: 'hint', description: 'Shown as a faint hint.' },
  { value: 'off', description: 'Not reported.' },
];

const languages: readonly Choice<EditorLanguage>[] = [
  { value: 'javascript', description: 'Files that end in `.js`, `.mjs` or `.cjs`.' },
  { value: 'javascriptreact', description: 'Files that end in `.jsx`.' },
  { value: 'typescript', description: 'Files that end in `.ts`, `.mts` or `.cts`.' },
  { value: 'typescriptreact', description: 'Files that end in `.tsx`.' },
];

const categories = Object.fromEntries(
  Object.entries(categoryDescriptions).map(([category, description]) => [
    category,
    { default: null, description },
  ]),
) as TableSetting<Category, Severity>['keys'];

const contextDefaults = defaultSettings.contexts;

const contexts: TableSetting<ContextKind, Severity>['keys'] = {
  'async-function': {
    default: contextDefaults['async-function'],
    description: 'Async functions, and callbacks that run synchronously in them.',
  },
  'promise-function': {
    default: contextDefaults['promise-function'],
    description: 'Functions that return a promise without being `async`.',
  },
  'promise-callback': {
    default: contextDefaults['promise-callback'],
    description: 'Callbacks of `.then`, `.catch` and `.finally`.',
  },
  'event-callback': {
    default: contextDefaults['event-callback'],
    description: 'Callbacks that the event loop runs: timers, event listeners, route handlers.',
  },
  module: {
    default: contextDefaults.module,
    description: 'Code at the top level of a module, which runs once when the module is loaded.',
  },
};

/** What the entries of `blockingCalls` may be of. */
export const categoryChoices: readonly Choice<Category>[] = categoryNames.map((value) => ({
  value,
  description: categories[value].description,
}));

/** How long they may take. */
export const costChoices: readonly Choice<Cost>[] = [
  { value: 'brief', description: 'A look-up or a small computation; reported one step lower.' },
  { value: 'io', description: 'As long as a device takes.' },
  { value: 'process', description: 'As long as another process runs.' },
  { value: 'cpu', description: 'As long as a computation takes.' },
  { value: 'unbounded', description: 'As long as it waits, which nothing limits.' },
];

const blockingCallParts: CallsSetting['parts'] = {
  call: {
    description:
      'Which calls: `package#name`, `package#Class.method`, `globalThis#name` or `./path#name`. A `*` after the `#` ' +
      'stands for any letters.',
  },
  category: {
    choices: categoryChoices,
    description:
      'What it waits for, which gives findings their severity. Guessed from the name when left out.',
  },
  cost: {
    choices: costChoices,
    description: 'How long it may hold the event loop. Follows from the category when left out.',
  },
  why: { description: 'Why it blocks, as a clause after "it": "waits for the database to answer".' },
  advice: {
    description: 'What to do where there is no replacement, as a clause: "use `query` and await it".',
  },
  replacement: {
    description:
      'The text that takes the place of the call: `await {my-db#query}({args})`. In braces stand imported names, ' +
      '`{args}` or `{0}` for arguments, `{receiver}` for the object it is called on, and `{*}` for what the `*` of the ' +
      'call stands for.',
  },
};

export const settingsDescriptor = {
  enable: {
    kind: 'boolean',
    scope: 'resource',
    editorOnly: true,
    default: true,
    description: 'Controls whether blocking calls in async code are reported.',
  },
  run: {
    kind: 'choice',
    scope: 'resource',
    editorOnly: true,
    default: 'onType',
    choices: [
      { value: 'onType', description: 'While you type.' },
      { value: 'onSave', description: 'When a file is opened or saved.' },
    ],
    description: 'Controls when a file is analysed.',
  },
  severity: {
    kind: 'table',
    scope: 'resource',
    keys: categories,
    choices: severities,
    description:
      'Severity of findings by category. A category that is not listed takes its severity from ' +
      '`#unblock.contexts#`.',
  },
  contexts: {
    kind: 'table',
    scope: 'resource',
    keys: contexts,
    choices: severities,
    description:
      'Severity of findings by the kind of async code that makes the call. Brief calls, such as `existsSync`, are ' +
      'reported one step lower.',
  },
  brief: {
    kind: 'boolean',
    scope: 'resource',
    default: defaultSettings.brief,
    description: 'Controls whether brief calls, such as `existsSync` and `statSync`, are reported.',
  },
  unknownSync: {
    kind: 'boolean',
    scope: 'resource',
    default: defaultSettings.unknownSync,
    description:
      'Controls whether calls into packages that Unblock does not know are reported, one step lower, when they say by ' +
      'their name that they are synchronous, such as `loadSync` or `glob.sync`, and the declarations of the package ' +
      'show no form of them that gives a promise.',
  },
  blockingCalls: {
    kind: 'calls',
    scope: 'resource',
    parts: blockingCallParts,
    default: [],
    description:
      'Calls that block, besides those that Unblock knows: `my-db#querySync`, `my-db#Client.query`, `my-db#*Sync`, or a ' +
      'function of your own, `./src/db#load`, by its path from the workspace folder. As an object an entry can say more.',
  },
  ignoredCalls: {
    kind: 'list',
    items: 'call',
    scope: 'resource',
    default: [],
    description:
      'Calls that are not reported, in the notation of `#unblock.blockingCalls#`: `node:fs#existsSync`, `my-db#*`, ' +
      '`./src/db#load`. What calls a function of your own is not reported for it either.',
  },
  exclude: {
    kind: 'list',
    items: 'glob',
    scope: 'resource',
    default: [],
    description:
      'Files and folders that are not reported on. A glob pattern without a slash means every file and folder of that ' +
      'name; one with a slash is a path from the workspace folder.',
  },
  defaultExcludes: {
    kind: 'boolean',
    scope: 'resource',
    default: true,
    description: 'Controls whether tests, build output and vendored code are left out too.',
  },
  languages: {
    kind: 'choices',
    scope: 'resource',
    choices: languages,
    default: defaultSettings.languages,
    description:
      'Languages whose files are reported on, as the names of the files say. Helpers in files of other languages ' +
      'still count.',
  },
  codeLens: {
    kind: 'boolean',
    scope: 'resource',
    editorOnly: true,
    default: false,
    description: 'Controls whether a line above each async function says what it blocks on.',
  },
  decorations: {
    kind: 'boolean',
    scope: 'resource',
    editorOnly: true,
    default: false,
    description: 'Controls whether faint text at the end of a line says what a call on it blocks on.',
  },
  'trace.server': {
    kind: 'choice',
    scope: 'window',
    editorOnly: true,
    default: 'off',
    choices: [
      { value: 'off', description: 'Nothing.' },
      { value: 'messages', description: 'The names of messages.' },
      { value: 'verbose', description: 'Messages with their content.' },
    ],
    description: 'Controls what of the traffic with the language server is written to the output.',
  },
} as const satisfies Readonly<Record<string, Setting>>;
