import type { Category } from '../catalog/schema.ts';
import type { ContextKind, Severity } from '../engine/finding.ts';
import {
  defaultSettings,
  type AnalysisSettings,
  type CallSettings,
  type EditorLanguage,
} from '../engine/settings.ts';
import { t } from '../l10n/translate.ts';
import type { ExcludeSettings } from './discovery.ts';
import { readBlockingCalls, readCallNames } from './read-calls.ts';
import {
  isMissing,
  listItems,
  mustBe,
  oneOf,
  readObject,
  type AddProblem,
  type Path,
} from './setting-problems.ts';
import {
  settingsDescriptor as descriptor,
  type BooleanSetting,
  type ChoicesSetting,
  type ListSetting,
  type Setting,
  type TableSetting,
} from './settings-descriptor.ts';

/** What settings of an editor and configuration files have in common. */
export interface CommonSettings {
  readonly analysis: AnalysisSettings;
  /** Which files are left out. */
  readonly excludes: Omit<ExcludeSettings, 'base'>;
  readonly calls: Omit<CallSettings, 'base'>;
}

/** The settings that a configuration file can have. */
export const fileSettings: readonly string[] = Object.entries<Setting>(descriptor)
  .filter(([, setting]) => setting.editorOnly !== true)
  .map(([name]) => name);

/**
 * Makes settings of any value. Null and missing values mean the default; so do values that make no sense, after `add`
 * heard of them.
 */
export function readSettings(given: Readonly<Record<string, unknown>>, add: AddProblem): CommonSettings {
  const { severity, contexts, brief, unknownSync, languages, exclude, defaultExcludes } = descriptor;
  return {
    analysis: {
      categories: readTable<Category, Severity>(given['severity'], ['severity'], severity, add),
      contexts: {
        ...defaultSettings.contexts,
        ...readTable<ContextKind, Severity>(given['contexts'], ['contexts'], contexts, add),
      },
      brief: readBoolean(given['brief'], ['brief'], brief, add),
      unknownSync: readBoolean(given['unknownSync'], ['unknownSync'], unknownSync, add),
      languages: readChoices<EditorLanguage>(given['languages'], ['languages'], languages, add),
    },
    excludes: {
      exclude: readGlobs(given['exclude'], ['exclude'], exclude, add),
      defaultExcludes: readBoolean(given['defaultExcludes'], ['defaultExcludes'], defaultExcludes, add),
    },
    calls: {
      blocking: readBlockingCalls(given['blockingCalls'], ['blockingCalls'], add),
      ignored: readCallNames(given['ignoredCalls'], ['ignoredCalls'], add),
    },
  };
}

/** Reads a boolean. */
export function readBoolean(value: unknown, path: Path, setting: BooleanSetting, add: AddProblem): boolean {
  if (typeof value === 'boolean') return value;
  if (!isMissing(value)) add(mustBe(path, t('true or false')));
  return setting.default;
}

function readGlobs(value: unknown, path: Path, setting: ListSetting, add: AddProblem): readonly string[] {
  if (isMissing(value)) return setting.default;
  const items = listItems(value, path, t('a list of globs'), add);
  return (items ?? []).flatMap((item, index) => {
    const at = [...path, index];
    if (typeof item !== 'string') add(mustBe(at, t('a glob'), 'ignored'));
    else if (item.trim() === '') add({ ...mustBe(at, t('a glob'), 'ignored'), isInSchema: false });
    else if (item.startsWith('!'))
      add({ ...mustBe(at, t('a glob without "!"'), 'ignored'), isInSchema: false });
    else return [item];
    return [];
  });
}

function readChoices<Value extends string>(
  value: unknown,
  path: Path,
  setting: ChoicesSetting<Value>,
  add: AddProblem,
): readonly Value[] {
  const items = listItems(value, path, t('a list of {0}', oneOf(setting.choices)), add);
  if (items === undefined) return setting.default;
  const chosen = items.flatMap((item, index) => {
    const choice = setting.choices.find((each) => each.value === item);
    if (choice === undefined) add(mustBe([...path, index], oneOf(setting.choices), 'ignored'));
    return choice === undefined ? [] : [choice.value];
  });
  // An empty list means none; where not one item is good, what the user wants is not known.
  return chosen.length === 0 && items.length > 0 ? setting.default : [...new Set(chosen)];
}

function readTable<Key extends string, Value extends string>(
  value: unknown,
  path: Path,
  setting: TableSetting<Key, Value>,
  add: AddProblem,
): Partial<Record<Key, Value>> {
  const given = readObject(value, path, Object.keys(setting.keys), add);
  const table: Partial<Record<Key, Value>> = {};
  for (const key of Object.keys(setting.keys) as Key[]) {
    const entry = given[key];
    const chosen = setting.choices.find((choice) => choice.value === entry)?.value;
    if (chosen === undefined && !isMissing(entry)) add(mustBe([...path, key], oneOf(setting.choices)));
    const effective = chosen ?? setting.keys[key].default;
    if (effective !== null) table[key] = effective;
  }
  return table;
}
