import { categories, type BlockingApi } from '../catalog/schema.ts';
import type { CallFact, FileFacts, FunctionFact } from '../facts/file-facts.ts';
import type { TagName } from '../facts/tags.ts';
import { t } from '../l10n/translate.ts';
import type { Verdict } from './call-rules.ts';
import type { Entity } from './entity.ts';
import type { OwnRecord } from './finding.ts';
import type { Linker } from './linker.ts';
import { kindOfWork, costByCategory } from './unknown-sync.ts';

/*
 * What a project says about calls: in its configuration, by patterns, and in its own code, by tags. The configuration
 * that holds for the file of a call decides first.
 */

/** What the configuration says of a member of a package, as seen from a file. */
export function apiVerdict(
  { program }: Linker,
  from: string,
  call: CallFact,
  { module, path }: Extract<Entity, { readonly kind: 'api' }>,
): Verdict | undefined {
  return program.rules?.of(from)?.member(module, path, call.awaited);
}

/** What is said of a function of the project, as seen from a file. */
export function functionVerdict(
  linker: Linker,
  from: string,
  file: string,
  id: number,
  isAwaited = false,
): Verdict | undefined {
  const facts = linker.facts(file);
  const made = facts?.functions[id];
  if (facts === undefined || made === undefined) return undefined;
  const rules = linker.program.rules?.of(from);
  const configured = rules?.function(file, () => namesOf(facts, id), isAwaited || made.async);
  return configured ?? byTags(made);
}

/** Whether someone says of a function that it blocks: a tag, or the configuration of some file. */
export function isSaidToBlock({ program }: Linker, file: string, id: number): boolean {
  const facts = program.files.get(file);
  const made = facts?.functions[id];
  if (facts === undefined || made === undefined) return false;
  if (hasTag(made, 'blocking')) return true;
  return program.rules?.declares(file) === true && program.rules.mayBlock(file, namesOf(facts, id));
}

/** All functions of a program of which someone says that they block; yields nothing after each file, to let others in. */
export function* functionsSaidToBlock(
  linker: Linker,
): Generator<{ readonly facts: FileFacts; readonly id: number } | undefined> {
  const { files, rules } = linker.program;
  for (const [file, facts] of files) {
    yield undefined;
    const isConfigured = rules?.declares(file) === true;
    for (const [id, { tags }] of facts.functions.entries())
      if ((isConfigured || tags !== undefined) && isSaidToBlock(linker, file, id)) yield { facts, id };
  }
}

/** Whether what is called runs the functions that it is given elsewhere, such as in a worker. */
export function isOffloading(linker: Linker, callee: Entity): boolean {
  if (callee.kind !== 'function' && callee.kind !== 'class') return false;
  const facts = linker.facts(callee.file);
  const id = callee.kind === 'class' ? (facts?.classes[callee.id]?.constructorFunction ?? -1) : callee.id;
  const made = facts?.functions[id];
  return made !== undefined && hasTag(made, 'offloads');
}

function hasTag(made: FunctionFact, name: TagName): boolean {
  return made.tags?.some((tag) => tag.name === name) === true;
}

const known = new WeakMap<FunctionFact, OwnRecord>();

function byTags(made: FunctionFact): Verdict | undefined {
  if (made.tags === undefined) return undefined;
  if (hasTag(made, 'nonblocking')) return 'ignored';
  const text = made.tags.find((tag) => tag.name === 'blocking')?.text;
  if (text === undefined) return undefined;
  const record = known.get(made) ?? { module: '.', api: taggedApi(made.name, text) };
  known.set(made, record);
  return record;
}

/** `@blocking {database} waits for the answer`: the category may come first. */
function taggedApi(name: string, text: string): BlockingApi {
  const [, word = '', rest = text] = /^\{(\w+)\}\s*(.*)$/.exec(text) ?? [];
  const written = categories.find((candidate) => candidate === word);
  const category = written ?? kindOfWork(name);
  const why = written === undefined ? text : rest;
  return {
    member: name === '' ? t('an unnamed function') : name.replace(/^new /, ''),
    category,
    cost: costByCategory[category],
    why: why === '' ? t('is marked with `@blocking`') : why,
    replacement: {
      kind: 'advice',
      instead: t('call something asynchronous, or run it in a worker thread'),
    },
    example: { bad: '', good: '' },
  };
}

/** How the file that declares a function calls it, and under which names it exports it. */
function namesOf(facts: FileFacts, id: number): readonly string[] {
  const own = facts.functions[id]?.name.replace(/^new /, '') ?? '';
  const names = own === '' ? [] : [own];
  for (const fact of facts.exports) {
    if (fact.kind !== 'value') continue;
    const { value } = fact;
    const values = value.kind === 'local' ? (facts.bindings[value.binding]?.values ?? []) : [value];
    if (values.some((candidate) => candidate.kind === 'function' && candidate.id === id))
      names.push(fact.name);
  }
  return names;
}
