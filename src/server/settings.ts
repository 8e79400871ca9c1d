import { t } from '../l10n/translate.ts';
import { readBoolean, readSettings, type CommonSettings } from '../workspace/read-settings.ts';
import { mustBe, problemText, type SettingProblem } from '../workspace/setting-problems.ts';
import { settingsDescriptor } from '../workspace/settings-descriptor.ts';

/**
 * The settings that hold for one document. Excludes and calls are those of the editor, relative to the document's folder:
 * where there is a configuration file, it says them instead.
 */
export interface Settings extends CommonSettings {
  readonly enable: boolean;
  /** Whether async functions are told what they block on. */
  readonly codeLens: boolean;
}

/** Takes note of a value that cannot be used, in words for the user. */
export type OnProblem = (problem: string) => void;

/**
 * Makes settings of whatever a client sends for the section `unblock`. Null and missing values mean the default; so do
 * values that make no sense, after `onProblem` heard of them.
 */
export function normalizeSettings(value: unknown, onProblem: OnProblem = () => undefined): Settings {
  const add = (problem: SettingProblem): void => {
    onProblem(`${problemText(problem, quote)}.`);
  };
  const given = toRecord(value, add);
  return {
    enable: readBoolean(given['enable'], ['enable'], settingsDescriptor.enable, add),
    codeLens: readBoolean(given['codeLens'], ['codeLens'], settingsDescriptor.codeLens, add),
    ...readSettings(given, add),
  };
}

function quote(place: string): string {
  return place === '' ? '`unblock`' : `\`unblock.${place}\``;
}

function toRecord(value: unknown, add: (problem: SettingProblem) => void): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  add(mustBe([], t('an object')));
  return {};
}
