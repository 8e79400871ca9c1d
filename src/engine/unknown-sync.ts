import type { BlockingApi, Category, Cost } from '../catalog/schema.ts';
import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import { t } from '../l10n/translate.ts';
import type { Entity } from './entity.ts';
import type { InstalledPackages } from './installed.ts';

/** Names of functions that say of themselves that they are synchronous. */
const syncName = /[a-z\d]Sync$|^sync$/;

/** Verbs by which a name says something else than that it does work: `flushSync`, `isSync`, `startSync`. */
const otherwise =
  /^(?:can|cancel|disable|enable|flush|force|has|is|needs?|pause|queue|request|resume|schedule|should|start|stop|toggle|trigger|use)(?=[A-Z])/;

/** Packages that keep in memory what they write and read. */
const inMemory = new Set(['memfs', 'memory-fs', 'mock-fs', 'unionfs']);

/** What names say about the kind of work, the first that fits; files are the rest. */
const kinds: readonly (readonly [RegExp, Category])[] = [
  [/exec|spawn|shell|command|^run/i, 'process'],
  [/crypt|hash|sign|verify|keypair/i, 'crypto'],
  [/zip|compress|deflate|inflate/i, 'compression'],
  [/compile|transform|transpile|bundle|build|minify|render/i, 'compile'],
  [/fetch|http|download/i, 'network'],
  [/sql|query/i, 'database'],
  [/unlock|lock/i, 'lock'],
  [/sleep|delay/i, 'sleep'],
];

/** Whether a function of this name may block although no catalogue knows it. */
export function isSyncName(name: string): boolean {
  return syncName.test(name);
}

/** What a name says about the kind of work that a function does. */
export function kindOfWork(name: string): Category {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'file';
}

/** Whether a call of a package is one of a function that says of itself that it is synchronous. */
export function mayBeSynchronous(
  facts: FileFacts | undefined,
  call: CallFact,
  entity: PackageMember,
): boolean {
  const name = isUnawaited(call, entity) ? nameOf(facts, call, entity.path) : undefined;
  return name !== undefined && isSyncName(name);
}

/** Whether a twin whose name ends in `Async` may stand beside the function of a package that a call calls. */
export function mayHaveTwin(call: CallFact, entity: PackageMember, installed: InstalledPackages): boolean {
  const name = isUnawaited(call, entity) ? lastName(entity.path) : undefined;
  return name !== undefined && installed.mentionsAsync(name, entity.module);
}

type PackageMember = Extract<Entity, { readonly kind: 'api' }>;

function isUnawaited({ awaited, kind }: CallFact, { module }: PackageMember): boolean {
  if (module === 'globals' || module === 'language' || module.startsWith('node:')) return false;
  // Whoever awaits it knows that it is none; a constructor is no function of that name.
  return !inMemory.has(module) && !awaited && kind === 'call';
}

/**
 * What is assumed of a function of a package that nobody described but whose name says that it is synchronous. Built-in
 * modules are described completely.
 *
 * @param pretends Whether its twin is known to compute on the same thread.
 */
export function assumedApi(
  facts: FileFacts | undefined,
  call: CallFact,
  entity: PackageMember,
  pretends: boolean,
): BlockingApi | undefined {
  const { path } = entity;
  const name = nameOf(facts, call, path);
  if (name === undefined || otherwise.test(name) || !mayBeSynchronous(facts, call, entity)) return undefined;
  // `sync` is a method of many things: only that of a package itself is meant.
  if (name === 'sync' && /[#(]/.test(path)) return undefined;
  return {
    member: path === '' ? name : path,
    category: kindOfWork(name),
    cost: 'io',
    why: t('is synchronous, as its name says, and Unblock does not know for how long'),
    replacement: {
      kind: 'advice',
      instead: pretends
        ? t(
            'have a worker thread do it where it takes long; the form that gives a promise computes on the same thread',
          )
        : t('use the asynchronous function of the package, if there is one'),
    },
    example: { bad: '', good: '' },
  };
}

/** How long work of a kind takes, where nobody says it. */
export const costByCategory: Readonly<Record<Category, Cost>> = {
  sleep: 'unbounded',
  input: 'unbounded',
  file: 'io',
  network: 'io',
  database: 'io',
  process: 'process',
  crypto: 'cpu',
  compression: 'cpu',
  compile: 'cpu',
  lock: 'unbounded',
  loop: 'unbounded',
  module: 'io',
};

function nameOf(facts: FileFacts | undefined, call: CallFact, path: string): string | undefined {
  return path === '' ? localName(facts, call) : lastName(path);
}

function localName(facts: FileFacts | undefined, { callee }: CallFact): string | undefined {
  return callee.kind === 'local' ? facts?.bindings[callee.binding]?.name : undefined;
}

function lastName(path: string): string | undefined {
  return /[\w$]+$/.exec(path)?.[0];
}
