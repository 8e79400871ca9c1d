import type { BlockingApi, CallbackConsumer, ModuleCatalog, Version } from './schema.ts';
import { isWithinVersions } from './versions.ts';

/** Fast questions to a set of module catalogues. A method that a class does not list is looked up in its base class. */
export interface Catalog {
  /**
   * Records of a member in the order in which their conditions are to be tried. `version` is that of the package;
   * without it, the records that hold for all versions.
   */
  blocking(module: string, member: string, version?: Version): readonly BlockingApi[];
  /** Whether the version of a package says which records of the module count. */
  isVersioned(module: string): boolean;
  /** Whether the member blocks or leads to one that does: `promises` does not, `DatabaseSync#` does. */
  leadsToBlocking(module: string, member: string): boolean;
  /** Consumers of a member in the order in which they are to be tried; exact names come before wildcards. */
  callbacks(module: string, member: string): readonly CallbackConsumer[];
  /** What a member gives, in the notation of `ModuleCatalog.gives`, always with its module before a bar. */
  gives(module: string, member: string): string | undefined;
  /** Whether a call of the member gives a promise. */
  isPromise(module: string, member: string): boolean;
  /** Whether a member is known not to block, whatever its name says. */
  isHarmless(module: string, member: string): boolean;
  /** Whether a synchronous member has a twin that computes on the same thread all the same. */
  pretends(module: string, member: string): boolean;
  /** All modules and packages that can be imported; `globals` and `language` are none. */
  modules(): ReadonlySet<string>;
  /**
   * The identifiers without any of which a text holds no blocking call; `wanted` leaves records out, such as those of
   * modules that nothing in a project mentions.
   */
  searchTerms(wanted?: (module: string, api: BlockingApi) => boolean): readonly string[];
  /**
   * The names by which blocking members are called: the last segments of their paths. With modules only the names of
   * what these lead to, and of what needs no module, as far as one of the terms to search for it `isMentioned`.
   */
  names(modules?: ReadonlySet<string>, isMentioned?: (term: string) => boolean): ReadonlySet<string>;
  /** The name of an API in findings: `node:fs.readFileSync`, `Atomics.wait`. */
  apiId(module: string, api: BlockingApi): string;
  /** The records that have this name, for a version as in `blocking`. */
  byId(id: string, version?: Version): readonly BlockingApi[];
}

/** Names of catalogues that are no importable modules; their members stand for themselves in findings. */
const nameless: ReadonlySet<string> = new Set(['globals', 'language']);

/** Whether members of a module stand for themselves: of none, or of the project's own files (`./src/db`). */
export function isNameless(module: string): boolean {
  return nameless.has(module) || module.startsWith('.');
}

interface ModuleTable {
  readonly blocking: ReadonlyMap<string, readonly BlockingApi[]>;
  readonly callbacks: ByMember<CallbackConsumer>;
  readonly gives: ReadonlyMap<string, string>;
  readonly promises: ByMember<string>;
  readonly harmless: ReadonlySet<string>;
  readonly pretends: ByMember<string>;
}

/** Looks members up in the given modules. A module may come in several parts. */
export function createCatalog(catalogs: readonly ModuleCatalog[]): Catalog {
  const tables = new Map<string, ModuleTable>();
  for (const [module, parts] of groupBy(catalogs, (catalog) => catalog.module)) {
    tables.set(module, tableOf(module, parts));
  }
  const byId = new Map<string, readonly BlockingApi[]>();
  for (const [module, table] of tables) {
    for (const [member, apis] of table.blocking) byId.set(idOf(module, member), apis);
  }
  const versioned = new Set(
    catalogs
      .filter(({ blocking }) => blocking.some(({ versions }) => versions !== undefined))
      .map(({ module }) => module),
  );
  const importable = new Set([...tables.keys()].filter((module) => !nameless.has(module)));

  /** Asks for a member of a class, then of its base classes, until there is an answer. */
  function inherited<T>(
    module: string,
    member: string,
    ask: (table: ModuleTable, member: string) => T | undefined,
  ) {
    const seen = new Set<string>();
    for (;;) {
      const table = tables.get(module);
      const answer = table && ask(table, member);
      if (answer !== undefined) return answer;
      const method = member.indexOf('#') + 1;
      const base = table && method > 0 ? table.gives.get(member.slice(0, method)) : undefined;
      if (base === undefined || seen.has(base)) return undefined;
      seen.add(base);
      const bar = base.indexOf('|');
      module = base.slice(0, bar);
      member = base.slice(bar + 1) + member.slice(method);
    }
  }

  const names = new Set(
    [...tables.values()].flatMap(({ blocking }) => [...blocking.keys()].map((member) => calledAs(member))),
  );
  let reachable: ReadonlyMap<string, readonly Reachable[]> | undefined;
  const reachableApis = (): ReadonlyMap<string, readonly Reachable[]> =>
    (reachable ??= new Map([...tables.keys()].map((module) => [module, reachableFrom(tables, module)])));
  const leading = new Map<string, boolean>();

  return {
    blocking: (module, member, version) =>
      ofVersion(inherited(module, member, (table, name) => table.blocking.get(name)) ?? [], version),
    isVersioned: (module) => versioned.has(module),
    leadsToBlocking(module, member) {
      const key = `${module}|${member}`;
      const known = leading.get(key);
      if (known !== undefined) return known;
      const found =
        inherited(module, member, (table, name) =>
          [...table.blocking.keys()].some((blocking) => leadsTo(name, blocking)) ? true : undefined,
        ) ?? false;
      leading.set(key, found);
      return found;
    },
    callbacks: (module, member) =>
      inherited(module, member, (table, name) => table.callbacks.get(name)) ?? [],
    gives: (module, member) => inherited(module, member, (table, name) => table.gives.get(name)),
    isPromise: (module, member) =>
      inherited(module, member, (table, name) => table.promises.get(name)) !== undefined,
    isHarmless: (module, member) => tables.get(module)?.harmless.has(member) ?? false,
    pretends: (module, member) => tables.get(module)?.pretends.get(member) !== undefined,
    modules: () => importable,
    searchTerms(wanted = () => true) {
      const terms = new Set<string>();
      for (const [module, apis] of reachableApis()) {
        for (const { of, api } of apis)
          if (wanted(module, api)) for (const term of termsOf(of, api)) terms.add(term);
      }
      return [...terms].sort();
    },
    names(modules, isMentioned = () => true) {
      if (modules === undefined) return names;
      const called = (module: string): readonly Reachable[] => reachableApis().get(module) ?? [];
      const mentioned = [...nameless]
        .flatMap(called)
        .filter(({ of, api }) => termsOf(of, api).some((term) => isMentioned(term)));
      return new Set([...[...modules].flatMap(called), ...mentioned].map(({ api }) => calledAs(api.member)));
    },
    apiId: (module, api) => idOf(module, api.member),
    byId: (id, version) => ofVersion(byId.get(id) ?? [], version),
  };
}

interface Reachable {
  /** The module that the record is of. */
  readonly of: string;
  readonly api: BlockingApi;
}

/** The records of a module, and those of other modules that its members lead to: `process` is `node:process`. */
function reachableFrom(tables: ReadonlyMap<string, ModuleTable>, module: string): readonly Reachable[] {
  const found = new Map<BlockingApi, Reachable>();
  const seen = new Set<string>();
  const open = [`${module}|`];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const bar = at.indexOf('|');
    const [of, path] = [at.slice(0, bar), at.slice(bar + 1)];
    const table = tables.get(of);
    for (const [member, apis] of table?.blocking ?? [])
      if (leadsTo(path, member)) for (const api of apis) found.set(api, { of, api });
    for (const [member, given] of table?.gives ?? []) if (leadsTo(path, member)) open.push(given);
  }
  return [...found.values()];
}

/** `Map.groupBy`, which Node 20 does not have. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Records that hold for a version of a package: those for it come before those for all. */
function ofVersion(apis: readonly BlockingApi[], version: Version | undefined): readonly BlockingApi[] {
  if (apis.every(({ versions }) => versions === undefined)) return apis;
  return apis.filter(
    ({ versions }) =>
      versions === undefined || (version !== undefined && isWithinVersions(version, versions)),
  );
}

/** `sync-request` itself, what it gives when it is called (`prompt-sync()`), or a member of it. */
function idOf(module: string, member: string): string {
  if (isNameless(module)) return member;
  return /^[.#(]|^$/.test(member) ? module + member : `${module}.${member}`;
}

/**
 * The words one of which occurs in a file that uses an API: the object that holds it where that is a global one, else
 * its name, or at least the package's name in its import.
 */
function termsOf(module: string, { terms, member }: BlockingApi): readonly string[] {
  const name = (module === 'globals' ? firstSegment(member) : lastSegment(member)).replace(/\(\).*/, '');
  return terms ?? [name === '' ? lastWord(module) : name];
}

function lastWord(text: string): string {
  return /[\w$]+$/.exec(text)?.[0] ?? text;
}

/** By which name a member is called, as far as it has one: a module itself has that of a default import. */
function calledAs(member: string): string {
  const name = lastSegment(member);
  return name === '' || name.startsWith('(') ? `default${name}` : name;
}

/** Whether a path is another one or a way to it. */
function leadsTo(path: string, target: string): boolean {
  return (
    path === '' ||
    path === target ||
    (target.startsWith(path) && /^[.#(]/.test(target.slice(path.length - +path.endsWith('#'))))
  );
}

function firstSegment(member: string): string {
  return /^[^.#]*/.exec(member)?.[0] ?? member;
}

function lastSegment(member: string): string {
  return member.slice(Math.max(member.lastIndexOf('.'), member.lastIndexOf('#')) + 1);
}

function tableOf(module: string, parts: readonly ModuleCatalog[]): ModuleTable {
  const gives = new Map<string, string>();
  for (const part of parts) {
    for (const [member, given] of Object.entries(part.gives ?? {})) {
      gives.set(member, given.includes('|') ? given : `${module}|${given}`);
    }
  }
  return {
    blocking: groupBy(
      parts.flatMap((part) => part.blocking),
      (api) => api.member,
    ),
    callbacks: new ByMember(
      parts.flatMap((part) => part.callbacks ?? []),
      (consumer) => consumer.member,
    ),
    gives,
    harmless: new Set(parts.flatMap((part) => part.harmless ?? [])),
    pretends: new ByMember(
      parts.flatMap((part) => part.pretends ?? []),
      (member) => member,
    ),
    promises: new ByMember(
      parts.flatMap((part) => part.promises ?? []),
      (member) => member,
    ),
  };
}

/** A table by member names, some of which end in a wildcard. */
class ByMember<T> {
  readonly #exact: ReadonlyMap<string, readonly T[]>;
  readonly #wildcards: readonly { readonly prefix: string; readonly item: T }[];

  constructor(items: readonly T[], memberOf: (item: T) => string) {
    this.#exact = groupBy(
      items.filter((item) => !memberOf(item).endsWith('*')),
      memberOf,
    );
    this.#wildcards = items
      .filter((item) => memberOf(item).endsWith('*'))
      .map((item) => ({ prefix: memberOf(item).slice(0, -1), item }));
  }

  /** What is known of a member; undefined where that is nothing. */
  get(member: string): readonly T[] | undefined {
    const exact = this.#exact.get(member);
    const wild = this.#wildcards.filter(({ prefix }) => member.startsWith(prefix)).map(({ item }) => item);
    if (wild.length === 0) return exact;
    return exact ? [...exact, ...wild] : wild;
  }
}
