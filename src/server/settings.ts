import type { Category } from '../catalog/schema.ts';
import type { ContextKind, Severity } from '../engine/finding.ts';
import { defaultSettings, type AnalysisSettings } from '../engine/settings.ts';
import type { ExcludeSettings } from '../workspace/discovery.ts';
import {
  settingsDescriptor as descriptor,
  type BooleanSetting,
  type Choice,
  type ListSetting,
  type TableSetting,
} from './settings-descriptor.ts';

/** What the settings of a folder leave out; patterns are relative to that folder. */
export type Excludes = Omit<ExcludeSettings, 'base'>;

/** The settings that hold for one document. */
export interface Settings {
  readonly enable: boolean;
  /** Whether async functions are told what they block on. */
  readonly codeLens: boolean;
  /** Which files are left out. */
  readonly excludes: Excludes;
  readonly analysis: AnalysisSettings;
}

/** Takes note of a value that cannot be used, in words for the user. */
export type OnProblem = (problem: string) => void;

/**
 * Makes settings of whatever a client sends for the section `unblock`. Null and missing values mean the default; so do
 * values that make no sense, after `onProblem` heard of them.
 */
export function normalizeSettings(value: unknown, onProblem: OnProblem = () => undefined): Settings {
  const given = toRecord(value, 'unblock', onProblem);
  return {
    enable: toBoolean(given['enable'], 'enable', descriptor.enable, onProblem),
    codeLens: toBoolean(given['codeLens'], 'codeLens', descriptor.codeLens, onProblem),
    excludes: {
      exclude: toList(given['exclude'], 'exclude', descriptor.exclude, onProblem),
      defaultExcludes: toBoolean(
        given['defaultExcludes'],
        'defaultExcludes',
        descriptor.defaultExcludes,
        onProblem,
      ),
    },
    analysis: {
      categories: toTable<Category, Severity>(given['severity'], 'severity', descriptor.severity, onProblem),
      contexts: {
        ...defaultSettings.contexts,
        ...toTable<ContextKind, Severity>(given['contexts'], 'contexts', descriptor.contexts, onProblem),
      },
      brief: toBoolean(given['brief'], 'brief', descriptor.brief, onProblem),
      unknownSync: toBoolean(given['unknownSync'], 'unknownSync', descriptor.unknownSync, onProblem),
    },
  };
}

function toBoolean(value: unknown, name: string, setting: BooleanSetting, onProblem: OnProblem): boolean {
  if (typeof value === 'boolean') return value;
  if (!isMissing(value)) onProblem(`\`unblock.${name}\` must be true or false, so its default is used.`);
  return setting.default;
}

function toList(value: unknown, name: string, setting: ListSetting, onProblem: OnProblem): readonly string[] {
  if (isMissing(value)) return setting.default;
  if (!Array.isArray(value)) {
    onProblem(`\`unblock.${name}\` must be a list of strings, so its default is used.`);
    return setting.default;
  }
  const items: readonly unknown[] = value;
  const strings = items.filter((item) => typeof item === 'string');
  if (strings.length < items.length) {
    onProblem(`\`unblock.${name}\` may only contain strings, so its other entries are ignored.`);
  }
  return strings;
}

function toTable<Key extends string, Value extends string>(
  value: unknown,
  name: string,
  setting: TableSetting<Key, Value>,
  onProblem: OnProblem,
): Partial<Record<Key, Value>> {
  const given = toRecord(value, `unblock.${name}`, onProblem);
  const table: Partial<Record<Key, Value>> = {};
  for (const key of Object.keys(setting.keys) as Key[]) {
    const entry = given[key];
    const chosen = setting.choices.find((choice) => choice.value === entry)?.value;
    if (chosen === undefined && !isMissing(entry)) {
      onProblem(
        `\`unblock.${name}.${key}\` must be ${alternatives(setting.choices)}, so its default is used.`,
      );
    }
    const effective = chosen ?? setting.keys[key].default;
    if (effective !== null) table[key] = effective;
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(setting.keys, key)) {
      onProblem(`\`unblock.${name}\` has no \`${key}\`, so that entry is ignored.`);
    }
  }
  return table;
}

function toRecord(value: unknown, name: string, onProblem: OnProblem): Readonly<Record<string, unknown>> {
  if (isMissing(value)) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  onProblem(`\`${name}\` must be an object, so its defaults are used.`);
  return {};
}

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function alternatives(choices: readonly Choice<string>[]): string {
  const quoted = choices.map((choice) => `"${choice.value}"`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}
