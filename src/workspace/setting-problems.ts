import { t } from '../l10n/translate.ts';

/** Where a value stands in settings: names of properties and positions in lists. */
export type Path = readonly (string | number)[];

/** Something in settings that cannot be used. */
export interface SettingProblem {
  readonly path: Path;
  /** What is wrong is the name of the last property, not its value. */
  readonly isName?: true;
  /** A clause that follows the place: "must be true or false". */
  readonly what: string;
  /** What becomes of it. */
  readonly outcome: 'default' | 'ignored';
  /** Whether the schema says so too. */
  readonly isInSchema: boolean;
}

export type AddProblem = (problem: SettingProblem) => void;

/**
 * What the user reads of a problem, without a full stop.
 *
 * @param quote Shows the place of the problem, which is empty for the whole.
 */
export function problemText(
  { path, what, outcome }: SettingProblem,
  quote: (place: string) => string,
): string {
  const place = quote(placeOf(path));
  return outcome === 'default'
    ? t('{0} {1}, so its default is used', place, what)
    : t('{0} {1}, so it is ignored', place, what);
}

/** A place as a reader would write it: `severity.file`, `blockingCalls[0].why`. */
function placeOf(path: Path): string {
  return path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[${part}]`;
    return place === '' ? part : `${place}.${part}`;
  }, '');
}

/** A value that must be something else, as the schema has it. */
export function mustBe(
  path: Path,
  what: string,
  outcome: SettingProblem['outcome'] = 'default',
): SettingProblem {
  return { path, what: t('must be {0}', what), outcome, isInSchema: true };
}

/** A choice in words: `"a", "b" or "c"`. */
export function oneOf(choices: readonly { readonly value: string }[]): string {
  const quoted = choices.map((choice) => `"${choice.value}"`);
  return t('{0} or {1}', quoted.slice(0, -1).join(', '), quoted.at(-1) ?? '');
}

/** Whether a value stands for its default. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** The properties of an object; those that are none of `keys` are bad. */
export function readObject(
  value: unknown,
  path: Path,
  keys: readonly string[],
  add: AddProblem,
): Readonly<Record<string, unknown>> {
  if (isMissing(value)) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    add(mustBe(path, t('an object')));
    return {};
  }
  for (const key of Object.keys(value))
    if (!keys.includes(key))
      add({
        path: [...path, key],
        isName: true,
        what: t('is no setting'),
        outcome: 'ignored',
        isInSchema: true,
      });
  return value as Readonly<Record<string, unknown>>;
}

/** The items of a list; undefined where it is none. */
export function listItems(
  value: unknown,
  path: Path,
  what: string,
  add: AddProblem,
): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (!isMissing(value)) add(mustBe(path, what));
  return undefined;
}
