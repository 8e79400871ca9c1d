import { isNameless, type Catalog } from '../catalog/lookup.ts';
import { matchMember, parseCallPattern, type CallPattern } from './call-pattern.ts';
import { apiOf, mayDeclare, type CallRules, type PackageFolders, type ProgramRules } from './call-rules.ts';
import type { BlockingCall, CallSettings } from './settings.ts';

interface Entry {
  readonly pattern: CallPattern;
  readonly call: BlockingCall;
  readonly base: string;
}

/**
 * Joins what several configurations say.
 *
 * @param of The rules for the calls in a file.
 * @param settings What those rules were made of.
 * @param packages The packages that the program consists of.
 */
export function createProgramRules(
  of: (file: string) => CallRules | undefined,
  settings: Iterable<CallSettings>,
  packages: PackageFolders,
): ProgramRules {
  const entries = entriesOf(settings);
  const own = entries.filter(({ pattern }) => pattern.isOwn || packages.has(pattern.module));
  const names = entries
    .filter(({ pattern }) => !pattern.isOwn)
    .map(({ pattern }) => wildcard(lastSegment(pattern.member)));
  return {
    of,
    mayName: (name) => names.some((test) => test.test(name)),
    declares: (file) => own.some(({ pattern, base }) => mayDeclare(pattern, base, packages, file)),
    mayBlock: (file, functions) =>
      own.some(
        ({ pattern, base }) =>
          mayDeclare(pattern, base, packages, file) &&
          functions.some((name) => matchMember(pattern, name) !== undefined),
      ),
  };
}

/** A catalogue whose search and look-up of ways also lead to what configurations say of packages. */
export function extendCatalog(catalog: Catalog, settings: Iterable<CallSettings>): Catalog {
  const entries = entriesOf(settings).filter(({ pattern }) => !pattern.isOwn);
  if (entries.length === 0) return catalog;
  const modules = new Set(catalog.modules());
  for (const { pattern } of entries) if (!isNameless(pattern.module)) modules.add(pattern.module);
  return {
    ...catalog,
    leadsToBlocking: (module, member) =>
      catalog.leadsToBlocking(module, member) ||
      entries.some(({ pattern }) => pattern.module === module && mayLead(pattern, member)),
    modules: () => modules,
    searchTerms(wanted = () => true) {
      const terms = new Set(catalog.searchTerms(wanted));
      for (const { pattern, call } of entries)
        if (wanted(pattern.module, apiOf(call, pattern.module, pattern.member, '')))
          terms.add(termOf(pattern));
      return [...terms].sort();
    },
  };
}

function entriesOf(settings: Iterable<CallSettings>): readonly Entry[] {
  return [...settings].flatMap(({ blocking, base }) =>
    blocking.flatMap((call) => {
      const pattern = parseCallPattern(call.call);
      return typeof pattern === 'string' ? [] : [{ pattern, call, base }];
    }),
  );
}

/** Whether a member is one that a pattern means, or on the way to one. */
function mayLead({ member }: CallPattern, path: string): boolean {
  const way = path.replaceAll('#', '.');
  const star = member.indexOf('*');
  if (star === -1) return way === '' || way === member || isWay(way, member);
  const known = member.slice(0, star);
  return known.startsWith(way) || way.startsWith(known);
}

function isWay(way: string, member: string): boolean {
  return member.startsWith(way) && (way.endsWith('.') || /^[.(]/.test(member.slice(way.length)));
}

/** The word that a file has in it that uses what a pattern means: at least the package's name in its import. */
function termOf({ module, member }: CallPattern): string {
  const name = lastSegment(member).replace('()', '');
  return name === '' || name === 'default' ? (/[\w$]+$/.exec(module)?.[0] ?? module) : name;
}

function lastSegment(member: string): string {
  return member.slice(member.lastIndexOf('.') + 1);
}

function wildcard(name: string): RegExp {
  return new RegExp(`^${name.replace(/[$()]/g, String.raw`\$&`).replaceAll('*', '.*')}$`, 'u');
}
