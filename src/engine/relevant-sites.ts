import { canonicalModule } from '../catalog/canonical-module.ts';
import type { CallFact, FileFacts, ReadFact } from '../facts/file-facts.ts';
import type { Contexts } from './contexts.ts';
import { functionsSaidToBlock } from './verdicts.ts';
import { namesOf } from './function-names.ts';
import type { Entity } from './entity.ts';
import { namesInFile, type NamedPart } from './call-names.ts';
import { anyName, resultOf, leafNames, type Alias } from './leaf-names.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import type { CallPart, Site } from './targets.ts';
import { unlessChanged } from './unchanged.ts';
import { isSyncName } from './unknown-sync.ts';

/** What the search for sites needs: to look at one part of a call. */
export type SitesAt = (file: string, call: CallFact, part: CallPart) => readonly Site[];

/** The same for one read of a member. */
export type SitesAtRead = (file: string, read: ReadFact) => readonly Site[];

/** The sites that may lead to a blocking call, and the names by which something that may block is called. */
export interface RelevantSites {
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  readonly names: ReadonlySet<string>;
}

/**
 * Finds the sites that may lead to a blocking call without looking at every call: beginning with the names of the
 * catalogue, only calls by a name that is known to block are linked, and each function found to block adds its names.
 * Yields after each call, so that whoever runs it may do something else in between.
 *
 * @param known Names that are known to block from other files than the given ones.
 */
export function* relevantSites(
  linker: Linker,
  contexts: Contexts,
  { at, atRead }: { readonly at: SitesAt; readonly atRead: SitesAtRead },
  files: Iterable<string>,
  known: Iterable<string> = [],
): Generator<void, RelevantSites> {
  const index = yield* createIndex(linker, files);
  const found = new Map<string, Site[]>();
  /** Sites by the functions they run that are not known to block. */
  const waiting = new Map<string, Site[]>();
  const blocking = new Set<string>();
  const hot = new Set<string>();
  const open: string[] = [];

  heat(anyName);
  for (const name of known) heat(name);
  const { catalog, mentions } = linker.program;
  for (const name of catalog.names(importedModules(linker.program), mentions)) heat(name);
  const { rules, installed } = linker.program;
  const saysSo = (name: string): boolean =>
    isSyncName(name) || rules?.mayName(name) === true || installed?.mentionsAsync(name) === true;
  for (const name of index.names()) {
    yield;
    if (saysSo(name)) heat(name);
  }
  for (const said of functionsSaidToBlock(linker)) {
    yield;
    if (said !== undefined) heatFunction(said.facts, said.id);
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const { file, alias } of index.aliases.get(name) ?? []) {
      if (hot.has(alias.name)) continue;
      // Data has second names too: only what can be called and may block leads on.
      if (linker.evaluate(file, alias.value).some(mayBlockWhenCalled)) heat(alias.name);
      yield;
    }
    for (const { file, call, part } of index.take(name)) {
      for (const site of at(file, call, part)) keep(site);
      yield;
    }
    for (const { file, read } of index.reads.get(name) ?? [])
      for (const site of atRead(file, read)) keep(site);
  }
  return { sites: found, names: hot };

  function mayBlockWhenCalled(entity: Entity): boolean {
    if (entity.kind !== 'api')
      return entity.kind === 'function' || entity.kind === 'class' || entity.kind === 'bind';
    const { module, path } = entity;
    return catalog.leadsToBlocking(module, path) || saysSo(lastName(module, path));
  }

  /** A function may be called by its names, and, where another one returns it, as what that one gives. */
  function heatFunction(facts: FileFacts, id: number): void {
    const names = namesOf(facts, id);
    for (const name of names) heat(name);
    facts.functions.forEach(({ returns }, outer) => {
      const gives = returns.some(
        (value) =>
          (value.kind === 'function' && value.id === id) ||
          leafNames(facts, value).some((name) => names.has(name)),
      );
      if (gives) for (const name of namesOf(facts, outer)) heat(resultOf(name));
    });
  }

  function heat(name: string): void {
    if (hot.has(name)) return;
    hot.add(name);
    open.push(name);
  }

  function keep(site: Site): void {
    const known = found.get(site.file);
    if (known === undefined) found.set(site.file, [site]);
    else known.push(site);
    for (const target of site.targets) {
      const key = target.kind === 'api' ? undefined : `${target.file}\n${target.id}`;
      if (key === undefined || blocking.has(key)) {
        block(site);
        return;
      }
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [site]);
      else others.push(site);
    }
  }

  /** The site blocks: so does the function around it, and whoever calls that by one of its names. */
  function block(first: Site): void {
    const sites = [first];
    for (let site = sites.pop(); site !== undefined; site = sites.pop()) {
      const owner = contexts.owner(site.file, site.call.function);
      const key = `${site.file}\n${owner}`;
      if (blocking.has(key) || contexts.role(site.file, owner).kind !== 'plain') continue;
      blocking.add(key);
      const facts = linker.facts(site.file);
      if (facts !== undefined) heatFunction(facts, owner);
      sites.push(...(waiting.get(key) ?? []));
      waiting.delete(key);
    }
  }
}

/** The packages and built-in modules that files of a program import. */
function importedModules({ files }: Program): ReadonlySet<string> {
  const modules = new Set<string>();
  for (const { imports } of files.values())
    for (const specifier of imports) modules.add(canonicalModule(specifier));
  return modules;
}

interface Located extends NamedPart {
  readonly file: string;
}

interface LocatedAlias {
  readonly file: string;
  readonly alias: Alias;
}

/** The name of a member of a module, or that of the module. */
function lastName(module: string, path: string): string {
  return /[\w$]+(?=\W*$)/.exec(path === '' ? module : path)?.[0] ?? '';
}

/** The names of all getters and setters of a program. */
export const accessorNames = unlessChanged(
  (_program, _file, facts) => [...accessorsIn(facts)].join('\n'),
  ({ files }): ReadonlySet<string> => {
    const names = new Set<string>();
    for (const facts of files.values()) for (const name of accessorsIn(facts)) names.add(name);
    return names;
  },
);

const accessorsByFile = new WeakMap<FileFacts, ReadonlySet<string>>();

function accessorsIn(facts: FileFacts): ReadonlySet<string> {
  const before = accessorsByFile.get(facts);
  if (before !== undefined) return before;
  const names = new Set<string>();
  for (const { members } of [...facts.classes, ...facts.objects])
    for (const { name, kind } of members) if (kind === 'getter' || kind === 'setter') names.add(name);
  accessorsByFile.set(facts, names);
  return names;
}

interface Index {
  /** The reads that may run an accessor, by the name of the member. */
  readonly reads: ReadonlyMap<string, readonly { readonly file: string; readonly read: ReadFact }[]>;
  readonly aliases: ReadonlyMap<string, readonly LocatedAlias[]>;
  /** All names by which something is called. */
  names(): Iterable<string>;
  /** The parts of calls by a name that were not taken yet. */
  take(name: string): readonly Located[];
}

function* createIndex(linker: Linker, files: Iterable<string>): Generator<void, Index> {
  const calls = new Map<string, { readonly file: string; readonly part: NamedPart }[]>();
  const aliases = new Map<string, LocatedAlias[]>();
  const taken = new Set<NamedPart>();
  const reads = new Map<string, { readonly file: string; readonly read: ReadFact }[]>();
  const accessors = accessorNames(linker.program);
  for (const file of files) {
    const facts = linker.facts(file);
    if (facts === undefined) continue;
    yield;
    const names = namesInFile(facts);
    for (const [name, list] of names.calls) {
      const known = calls.get(name) ?? [];
      for (const part of list) known.push({ file, part });
      calls.set(name, known);
    }
    for (const read of accessors.size > 0 ? facts.reads : []) {
      if (!accessors.has(read.name)) continue;
      const others = reads.get(read.name);
      if (others === undefined) reads.set(read.name, [{ file, read }]);
      else others.push({ file, read });
    }
    for (const alias of names.aliases) {
      const known = aliases.get(alias.of);
      if (known === undefined) aliases.set(alias.of, [{ file, alias }]);
      else known.push({ file, alias });
    }
  }
  return {
    aliases,
    reads,
    names: () => calls.keys(),
    take(name) {
      const fresh = (calls.get(name) ?? []).filter(({ part }) => !taken.has(part));
      for (const { part } of fresh) taken.add(part);
      return fresh.map(({ file, part }) => ({ file, ...part }));
    },
  };
}
