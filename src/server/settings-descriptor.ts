import type { Category } from '../catalog/schema.ts';
import type { ContextKind, Severity } from '../engine/finding.ts';
import { defaultSettings } from '../engine/settings.ts';

/**
 * Every setting of the extension. The normaliser reads values by it, and a test holds `contributes.configuration` of
 * package.json to it.
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

/** One choice for each of some keys; a key whose default is null is left to the analysis. */
export interface TableSetting<Key extends string, Value extends string> extends SettingBase {
  readonly kind: 'table';
  readonly keys: Readonly<Record<Key, Described & { readonly default: Value | null }>>;
  readonly choices: readonly Choice<Value>[];
}

export interface ListSetting extends SettingBase {
  readonly kind: 'list';
  readonly default: readonly string[];
}

export type Setting = BooleanSetting | ChoiceSetting<string> | TableSetting<string, string> | ListSetting;

const severities: readonly Choice<Severity>[] = [
  { value: 'error', description: 'Shown as an error.' },
  { value: 'warning', description: 'Shown as a warning.' },
  { value: 'information', description: 'Shown as information.' },
  { value: 'hint', description: 'Shown as a faint hint.' },
  { value: 'off', description: 'Not reported.' },
];

const categories: TableSetting<Category, Severity>['keys'] = {
  sleep: { default: null, description: 'Sleeps that hold the thread.' },
  input: { default: null, description: 'Prompts and other reads of user input.' },
  file: { default: null, description: 'Files and folders.' },
  network: { default: null, description: 'Network requests.' },
  database: { default: null, description: 'Database queries.' },
  process: { default: null, description: 'Child processes.' },
  crypto: { default: null, description: 'Hashing, key derivation, signatures and key generation.' },
  compression: { default: null, description: 'Compression and decompression.' },
  compile: { default: null, description: 'Compilers, bundlers and transpilers.' },
  lock: { default: null, description: 'Waiting for a lock or for another thread.' },
  loop: { default: null, description: 'Loops that only wait.' },
  module: { default: null, description: 'Modules that are loaded synchronously.' },
};

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

export const settingsDescriptor = {
  enable: {
    kind: 'boolean',
    scope: 'resource',
    default: true,
    description: 'Controls whether blocking calls in async code are reported.',
  },
  run: {
    kind: 'choice',
    scope: 'resource',
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
      'their name that they are synchronous, such as `loadSync` or `glob.sync`.',
  },
  exclude: {
    kind: 'list',
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
  codeLens: {
    kind: 'boolean',
    scope: 'resource',
    default: false,
    description: 'Controls whether a line above each async function says what it blocks on.',
  },
  'trace.server': {
    kind: 'choice',
    scope: 'window',
    default: 'off',
    choices: [
      { value: 'off', description: 'Nothing.' },
      { value: 'messages', description: 'The names of messages.' },
      { value: 'verbose', description: 'Messages with their content.' },
    ],
    description: 'Controls what of the traffic with the language server is written to the output.',
  },
} as const satisfies Readonly<Record<string, Setting>>;
