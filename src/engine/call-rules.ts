import path from 'node:path';
import type { BlockingApi } from '../catalog/schema.ts';
import { t } from '../l10n/translate.ts';
import { matchMember, parseCallPattern, type CallPattern } from './call-pattern.ts';
import type { OwnRecord } from './finding.ts';
import type { BlockingCall, CallSettings } from './settings.ts';
import { kindOfWork, costByCategory } from './unknown-sync.ts';

/** What a project says of a call: a record by which it blocks, or that it is of no interest. */
export type Verdict = OwnRecord | 'ignored';

/** What one configuration says about the calls in the files that it holds for. */
export interface CallRules {
  /** Of a member of a module outside the project, as the engine names it; a wildcard leaves out what is awaited. */
  member(module: string, path: string, isAwaited: boolean): Verdict | undefined;
  /** Of a function of the project, by the file that declares it and its names there; a wildcard leaves out async ones. */
  function(file: string, names: () => readonly string[], isAwaited: boolean): Verdict | undefined;
}

/** What all configurations of a program say. */
export interface ProgramRules {
  /** The rules for the calls in a file. */
  of(file: string): CallRules | undefined;
  /** Whether some entry says of something by this name that it blocks. */
  mayName(name: string): boolean;
  /** Whether some entry says of a function that a file declares that it blocks. */
  declares(file: string): boolean;
  /** Whether some entry says so of a function of these names. */
  mayBlock(file: string, names: readonly string[]): boolean;
}

/** The same rules for files that go by other names. */
export function shortenRules(rules: ProgramRules, pathOf: (file: string) => string): ProgramRules {
  const known = new Map<string, CallRules | undefined>();
  return {
    of(file) {
      if (known.has(file)) return known.get(file);
      const found = rules.of(pathOf(file));
      const short: CallRules | undefined = found && {
        member: (module, name, isAwaited) => found.member(module, name, isAwaited),
        function: (other, names, isAwaited) => found.function(pathOf(other), names, isAwaited),
      };
      known.set(file, short);
      return short;
    },
    mayName: (name) => rules.mayName(name),
    declares: (file) => rules.declares(pathOf(file)),
    mayBlock: (file, names) => rules.mayBlock(pathOf(file), names),
  };
}

interface Entry {
  readonly pattern: CallPattern;
  /** Undefined for a call that is to be ignored. */
  readonly call: BlockingCall | undefined;
  readonly records: Map<string, OwnRecord>;
}

/** The folders of the packages that a project consists of, by their names. */
export type PackageFolders = ReadonlyMap<string, string>;

/** Makes rules of the entries of a configuration; entries that are no patterns say nothing. Those that ignore win. */
export function createCallRules(
  { blocking, ignored, base }: CallSettings,
  packages: PackageFolders = new Map<string, string>(),
): CallRules {
  const entries: Entry[] = [];
  const add = (text: string, call: BlockingCall | undefined): void => {
    const pattern = parseCallPattern(text);
    if (typeof pattern !== 'string') entries.push({ pattern, call, records: new Map() });
  };
  for (const text of ignored) add(text, undefined);
  for (const call of blocking) add(call.call, call);
  const ofPackages = entries.filter(({ pattern }) => !pattern.isOwn);
  const ofProject = entries.filter(({ pattern }) => pattern.isOwn || packages.has(pattern.module));

  return {
    member(module, member, isAwaited) {
      for (const { pattern, call, records } of ofPackages) {
        if (pattern.module !== module) continue;
        const wild = matchMember(pattern, member);
        if (wild === undefined) continue;
        if (call === undefined) return 'ignored';
        // Whoever awaits it knows that it is none: a wildcard does not mean that.
        if (isAwaited && pattern.isWild) continue;
        return recordOf(records, call, { module, member, wild, base });
      }
      return undefined;
    },
    function(file, names, isAwaited) {
      for (const { pattern, call, records } of ofProject) {
        if (!mayDeclare(pattern, base, packages, file)) continue;
        if (call !== undefined && isAwaited && pattern.isWild) continue;
        for (const member of names()) {
          const wild = matchMember(pattern, member);
          if (wild === undefined) continue;
          if (call === undefined) return 'ignored';
          return recordOf(records, call, { module: pattern.module, member, wild, base });
        }
      }
      return undefined;
    },
  };
}

/** Whether what an entry names may be declared in a file: in the one that it names, or in the package. */
export function mayDeclare(
  pattern: CallPattern,
  base: string,
  packages: PackageFolders,
  file: string,
): boolean {
  if (pattern.isOwn) return isNamedBy(pattern, base, file);
  const folder = packages.get(pattern.module);
  return folder !== undefined && file.startsWith(folder + path.sep);
}

/** Whether an entry names a file: with its extension, without it, or as the index of a folder. */
export function isNamedBy({ module }: CallPattern, base: string, file: string): boolean {
  const wanted = path.resolve(base, module);
  if (!file.startsWith(wanted)) return false;
  const rest = file.slice(wanted.length);
  return rest === '' || /^(?:[\\/]index)?(?:\.d)?\.[cm]?[jt]sx?$/.test(rest);
}

function recordOf(
  records: Map<string, OwnRecord>,
  call: BlockingCall,
  found: { readonly module: string; readonly member: string; readonly wild: string; readonly base: string },
): OwnRecord {
  const { module, member, wild, base } = found;
  const known = records.get(member) ?? { module, api: apiOf(call, module, member, wild), base };
  records.set(member, known);
  return known;
}

/** The record that an entry makes of a member, as a catalogue would have it. */
export function apiOf(call: BlockingCall, module: string, member: string, wild: string): BlockingApi {
  const name = /[\w$]+$/.exec(member)?.[0] ?? module;
  const expression = call.replacement?.replaceAll('{*}', wild);
  const advice = module.startsWith('.')
    ? t('call something asynchronous, or run it in a worker thread')
    : t('use an asynchronous function of the package, or run it in a worker thread');
  const category = call.category ?? kindOfWork(name);
  return {
    member,
    category,
    cost: call.cost ?? costByCategory[category],
    why: call.why ?? t('is listed in `blockingCalls`'),
    replacement:
      expression === undefined
        ? { kind: 'advice', instead: call.advice ?? advice }
        : { kind: 'await', expression, instead: shown(expression) },
    example: { bad: '', good: '' },
  };
}

/** A template as a message shows it: `await query(…)`. */
function shown(expression: string): string {
  return expression
    .replaceAll('{receiver}.', '')
    .replace(/\{promisify\([^#{}]*#([^{}]*)\)\}/g, '$1Async')
    .replace(/\{([^#{}]*)#([^{}]*)\}/g, (_, module: string, member: string) =>
      member === '' ? (/[\w$]+$/.exec(module)?.[0] ?? module) : member,
    )
    .replace(/\{(?:args|\d+)\}/g, '…');
}
