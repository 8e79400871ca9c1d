import { parseCallPattern } from '../engine/call-pattern.ts';
import { templateProblem } from '../engine/call-template.ts';
import type { BlockingCall } from '../engine/settings.ts';
import { t } from '../l10n/translate.ts';
import {
  isMissing,
  listItems,
  mustBe,
  oneOf,
  readObject,
  type AddProblem,
  type Path,
} from './setting-problems.ts';
import { categoryChoices, costChoices, settingsDescriptor } from './settings-descriptor.ts';

const { parts } = settingsDescriptor.blockingCalls;

/** Reads calls that block: names, or objects that say more. Of a bad entry, what is good in it counts. */
export function readBlockingCalls(value: unknown, path: Path, add: AddProblem): readonly BlockingCall[] {
  return (listItems(value, path, t('a list of calls'), add) ?? []).flatMap((item, index) => {
    const at = [...path, index];
    if (typeof item === 'string') return isCall(item, at, add) ? [{ call: item }] : [];
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) return readEntry(item, at, add);
    add(mustBe(at, t('the name of a call, or an object that has one'), 'ignored'));
    return [];
  });
}

/** Reads names of calls. */
export function readCallNames(value: unknown, path: Path, add: AddProblem): readonly string[] {
  return (listItems(value, path, t('a list of calls'), add) ?? []).flatMap((item, index) => {
    const at = [...path, index];
    if (typeof item === 'string') return isCall(item, at, add) ? [item] : [];
    add(mustBe(at, t('the name of a call'), 'ignored'));
    return [];
  });
}

function readEntry(value: object, path: Path, add: AddProblem): readonly BlockingCall[] {
  const given = readObject(value, path, Object.keys(parts), add);
  const { call } = given;
  if (typeof call !== 'string') {
    if (isMissing(call)) add({ path, what: t('has no "call"'), outcome: 'ignored', isInSchema: true });
    else add(mustBe([...path, 'call'], t('the name of a call'), 'ignored'));
    return [];
  }
  if (!isCall(call, [...path, 'call'], add)) return [];
  const text = (name: 'why' | 'advice' | 'replacement'): string | undefined => {
    const found = given[name];
    if (typeof found === 'string' && found.trim() !== '') return found.trim();
    if (!isMissing(found))
      add({ ...mustBe([...path, name], t('a text'), 'ignored'), isInSchema: typeof found !== 'string' });
    return undefined;
  };
  const entry = {
    call,
    category: choice(given['category'], [...path, 'category'], categoryChoices, add),
    cost: choice(given['cost'], [...path, 'cost'], costChoices, add),
    why: text('why')?.replace(/\.$/, ''),
    advice: text('advice')?.replace(/\.$/, ''),
    replacement: text('replacement'),
  };
  if (entry.replacement !== undefined) {
    const problem = templateProblem(entry.replacement, call.includes('*'));
    if (problem !== undefined) {
      add({ path: [...path, 'replacement'], what: problem, outcome: 'ignored', isInSchema: false });
      entry.replacement = undefined;
    }
  }
  if (entry.replacement !== undefined && entry.advice !== undefined)
    add({
      path: [...path, 'advice'],
      what: t('is not shown where there is a replacement'),
      outcome: 'ignored',
      isInSchema: false,
    });
  return [withoutMissing(entry)];
}

function choice<Value extends string>(
  value: unknown,
  path: Path,
  choices: readonly { readonly value: Value }[],
  add: AddProblem,
): Value | undefined {
  const found = choices.find((candidate) => candidate.value === value)?.value;
  if (found === undefined && !isMissing(value)) add(mustBe(path, oneOf(choices)));
  return found;
}

function isCall(text: string, path: Path, add: AddProblem): boolean {
  const pattern = parseCallPattern(text);
  if (typeof pattern === 'string') add({ path, what: pattern, outcome: 'ignored', isInSchema: false });
  return typeof pattern !== 'string';
}

function withoutMissing<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
