import type { BlockingApi, CallbackTiming } from '../catalog/schema.ts';
import type { CallFact, ClassFact, ReadFact } from '../facts/file-facts.ts';
import type { Span } from '../facts/span.ts';
import { mayNameFunction } from '../facts/value.ts';
import { assumedApi, mayBeSynchronous, mayHaveTwin } from './unknown-sync.ts';
import type { TimingOf } from './callbacks.ts';
import { applicable } from './conditions.ts';
import type { Contexts } from './contexts.ts';
import { accessors } from './class-members.ts';
import { apiVerdict, functionVerdict } from './verdicts.ts';
import type { Verdict } from './call-rules.ts';
import type { Entity } from './entity.ts';
import type { OwnRecord } from './finding.ts';
import type { Linker } from './linker.ts';

/** What a call may run: an API that blocks, or a function of the project that runs as part of its caller. */
export type Target =
  | {
      readonly kind: 'api';
      readonly module: string;
      readonly api: BlockingApi;
      /** Nobody described it: its name says that it blocks. */
      readonly assumed?: true;
      /** The project says so. */
      readonly record?: OwnRecord;
    }
  | { readonly kind: 'function'; readonly file: string; readonly id: number };

/** A place where code runs something else. */
export interface Site {
  readonly file: string;
  readonly call: CallFact;
  /** Where a finding stands: the callee's name, or the function that is passed. */
  readonly span: Span;
  /** When it runs: right there, or later when a passed function is called. */
  readonly timing: CallbackTiming;
  /** All that it may run. */
  readonly targets: readonly Target[];
  /** The same by alternatives: one of these runs, with all that is in it; an empty one does not block. */
  readonly alternatives: readonly (readonly Target[])[];
  /** Nothing but the name of what is called speaks for the targets. */
  readonly byName?: boolean;
}

/** The parts of a call that may run something: what is called, and each argument by its position. */
export type CallPart = 'callee' | number;

/** Finds what a part of a call runs: the callee, or a function that is passed by name. Empty when that is nothing known. */
export function sitesAt(
  linker: Linker,
  timing: TimingOf,
  contexts: Contexts,
  file: string,
  call: CallFact,
  part: CallPart,
): readonly Site[] {
  return part === 'callee' ? calleeSites() : argumentSites(part);

  function calleeSites(): readonly Site[] {
    const entities = calleeEntities(linker, file, call);
    const sites = sitesOf(call, call.span, 'sync', entities);
    return sites.length > 0 ? sites : sitesByName(entities);
  }

  function argumentSites(position: number): readonly Site[] {
    const value = call.args[position];
    const span = call.argSpans[position];
    // A function that is written in place is not called here as a whole: its own calls are looked at.
    if (value === undefined || span === undefined || !mayNameFunction(value)) return [];
    const entities = linker.evaluate(file, value).filter(isFunction);
    if (entities.length === 0) return [];
    const when = timing(file, call, position);
    return when === undefined || when === 'never'
      ? []
      : sitesOf({ ...call, args: [], kind: 'call' }, span, when, entities);
  }

  /** Where nothing else is known, a method may be the one that has this name in the project. */
  function sitesByName(entities: readonly Entity[]): readonly Site[] {
    if (call.callee.kind !== 'member' || call.awaited || call.kind !== 'call') return [];
    if (!entities.every(({ kind }) => kind === 'unknown' || kind === 'returning')) return [];
    const method = linker.uniqueMethod(call.callee.name);
    const targets = method === undefined ? [] : runs(linker, contexts, file, method);
    return targets.length > 0
      ? [{ file, call, span: call.span, timing: 'sync', targets, alternatives: [targets, []], byName: true }]
      : [];
  }

  function sitesOf(
    call: CallFact,
    span: Span,
    when: CallbackTiming,
    entities: readonly Entity[],
  ): readonly Site[] {
    const alternatives = entities.map((entity) => targetsOf(linker, contexts, file, call, entity));
    const targets = alternatives.flat();
    return targets.length > 0 ? [{ file, call, span, timing: when, targets, alternatives }] : [];
  }
}

/** Finds the accessor that reading or writing a member runs. */
export function accessorSites(
  linker: Linker,
  contexts: Contexts,
  file: string,
  { kind, object, name, function: within, at, from }: ReadFact,
): readonly Site[] {
  const alternatives = linker
    .evaluate(file, object)
    .flatMap((entity) => accessors(linker, entity, name, kind === 'get' ? 'getter' : 'setter'))
    .map((found) =>
      found.flatMap((entity) => (entity.kind === 'function' ? runs(linker, contexts, file, entity) : [])),
    );
  const targets = alternatives.flat();
  if (targets.length === 0) return [];
  const span = { start: at, end: at + name.length };
  const call: CallFact = {
    kind,
    function: within,
    callee: { kind: 'member', object, name },
    args: [],
    argSpans: [],
    span,
    whole: { start: from, end: span.end },
    awaited: false,
    once: false,
    polled: false,
  };
  return [{ file, call, span, timing: 'sync', targets, alternatives }];
}

function isFunction(entity: Entity): boolean {
  return entity.kind === 'function' || entity.kind === 'api';
}

function calleeEntities(linker: Linker, file: string, call: CallFact): readonly Entity[] {
  if (call.callee.kind === 'construct') return [{ kind: 'api', module: 'language', path: call.callee.name }];
  if (call.callee.kind === 'super') return linker.evaluate(file, { ...call.callee, static: true });
  return linker.evaluate(file, call.callee);
}

function targetsOf(
  linker: Linker,
  contexts: Contexts,
  file: string,
  call: CallFact,
  entity: Entity,
): readonly Target[] {
  switch (entity.kind) {
    case 'api': {
      const { module, path } = entity;
      const verdict = apiVerdict(linker, file, call, entity);
      if (verdict !== undefined) return targetsOfVerdict(verdict);
      const { catalog, installed } = linker.program;
      const version = catalog.isVersioned(module) ? installed?.version(file, module) : undefined;
      const records = catalog.blocking(module, path, version);
      const api = applicable(linker, file, call, records);
      if (api !== undefined) return [{ kind: 'api', module, api }];
      const known = records.length > 0 || catalog.isHarmless(module, path);
      return known ? [] : targetsOfUnknown(linker, file, call, entity);
    }
    case 'function':
      return runs(linker, contexts, file, entity, call.awaited);
    case 'class':
      return call.kind === 'new' || call.callee.kind === 'super'
        ? construction(linker, contexts, file, entity)
        : [];
    case 'returning':
    case 'instance':
    case 'constructed':
    case 'object':
    case 'namespace':
    case 'typed':
    case 'promise':
    case 'list':
    case 'bind':
    case 'unknown':
      return [];
  }
}

/** A function of a package that nobody described: its declarations may tell, else its name. */
function targetsOfUnknown(
  linker: Linker,
  file: string,
  call: CallFact,
  entity: Extract<Entity, { readonly kind: 'api' }>,
): readonly Target[] {
  const { module, path } = entity;
  const { catalog, installed } = linker.program;
  const pretends = catalog.pretends(module, path);
  const isAsked =
    mayBeSynchronous(linker.facts(file), call, entity) ||
    (installed !== undefined && mayHaveTwin(call, entity, installed));
  if (!pretends && isAsked) {
    const api = applicable(linker, file, call, installed?.twins(file, module, path) ?? []);
    if (api !== undefined) return [{ kind: 'api', module, api }];
  }
  const assumed = assumedApi(linker.facts(file), call, entity, pretends);
  return assumed === undefined ? [] : [{ kind: 'api', module, api: assumed, assumed: true }];
}

/** A function that runs as part of whoever calls it, or that the project says blocks; `from` is the caller's file. */
function runs(
  linker: Linker,
  contexts: Contexts,
  from: string,
  { file, id }: { readonly file: string; readonly id: number },
  isAwaited = false,
): readonly Target[] {
  const verdict = functionVerdict(linker, from, file, id, isAwaited);
  if (verdict !== undefined) return targetsOfVerdict(verdict);
  return contexts.role(file, id).kind === 'plain' ? [{ kind: 'function', file, id }] : [];
}

function targetsOfVerdict(verdict: Verdict): readonly Target[] {
  if (verdict === 'ignored') return [];
  return [{ kind: 'api', module: verdict.module, api: verdict.api, record: verdict }];
}

/** `new` runs the field initialisers and the constructor, or the inherited one. */
function construction(
  linker: Linker,
  contexts: Contexts,
  from: string,
  entity: Extract<Entity, { readonly kind: 'class' }>,
  derived: readonly ClassFact[] = [],
): readonly Target[] {
  const facts = linker.facts(entity.file)?.classes[entity.id];
  // Classes that extend each other in a circle are an error of the program.
  if (facts === undefined || derived.includes(facts)) return [];
  const own = [facts.fieldsFunction, facts.constructorFunction]
    .filter((id) => id !== -1)
    .flatMap((id) => runs(linker, contexts, from, { file: entity.file, id }));
  if (facts.constructorFunction !== -1 || facts.extends === undefined) return own;
  const bases = linker.evaluate(entity.file, facts.extends);
  return [
    ...own,
    ...bases.flatMap((base) =>
      base.kind === 'class' ? construction(linker, contexts, from, base, [...derived, facts]) : [],
    ),
  ];
}
