import type { FileFacts } from '../facts/file-facts.ts';
import { contains, type Span } from '../facts/span.ts';
import { functionNamedAt } from './blocking-helper.ts';
import { functionKey } from './call-graph.ts';
import type { Contexts } from './contexts.ts';
import { memberFamily, type Declarer } from './member-family.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import type { Blocking } from './propagate.ts';
import type { AnalysisSettings } from './settings.ts';
import { severityOf } from './severity.ts';
import type { ShortNames } from './short-names.ts';
import type { Site } from './targets.ts';

/** A function by its file and the stretch of text that it takes up. */
export interface FunctionAt {
  readonly file: string;
  readonly span: Span;
}

/** A call by its file and the stretch of text that it takes up. */
export interface CallAt {
  readonly file: string;
  readonly call: Span;
  /** Only the name of what is called speaks for it. */
  readonly byName?: boolean;
}

/** Who runs whom in a program, for those who want to change functions with all that depends on them. */
export interface FunctionGraph {
  /** The function whose run the code at a place belongs to; undefined for the module itself. */
  functionAt(file: string, offset: number): FunctionAt | undefined;
  /** The function whose name stands at a place. */
  functionNamedAt(file: string, offset: number): FunctionAt | undefined;
  /** `plain` runs as part of its callers; `promise` returns a promise without being async. */
  roleOf(at: FunctionAt): 'plain' | 'promise' | 'other';
  /** The functions of the project by which a function blocks, as far as the settings want to hear of it. */
  blockingCallees(at: FunctionAt, settings: AnalysisSettings): readonly FunctionAt[];
  /** Whether a function itself makes a call that blocks, rather than by functions of the project. */
  blocksItself(at: FunctionAt): boolean;
  /** Catalogue ids of what a function blocks on. */
  apisOf(at: FunctionAt): readonly string[];
  /** The calls that are known to run a function. */
  callersOf(at: FunctionAt): readonly CallAt[];
  /** The methods that stand for the same as a function: undefined for one that is no member of a type. */
  familyOf(at: FunctionAt): Family | undefined;
  /** Whether a call runs one of some functions. */
  runs(call: CallAt, functions: readonly FunctionAt[]): Run;
}

/**
 * Whether a call runs a function, and which others it may run in its place. `maybe`: it runs that or something that is not
 * known; `unclear`: nobody can say.
 */
export type Run =
  | { readonly answer: 'yes'; readonly others: readonly FunctionAt[] }
  | { readonly answer: 'no' | 'maybe' | 'unclear' };

/** Methods that stand for each other: overrides, and implementations of one interface. */
export interface Family {
  readonly name: string;
  readonly functions: readonly FunctionAt[];
  readonly declarers: readonly Declarer[];
  /** It also is, or may be, a member of something outside of the project. */
  readonly open: boolean;
}

interface Known {
  readonly program: Program;
  readonly linker: Linker;
  readonly contexts: Contexts;
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  readonly blocking: Blocking;
}

/** Answers from what was found out about a program. */
export function createFunctionGraph(
  { program, linker, contexts, sites, blocking }: Known,
  names: ShortNames,
): FunctionGraph {
  const factsOf = (path: string): FileFacts | undefined => program.files.get(names.short(path));
  const idOf = ({ file, span }: FunctionAt): number =>
    factsOf(file)?.functions.findIndex(
      (one) => one.kind !== 'module' && one.span.start === span.start && one.span.end === span.end,
    ) ?? -1;
  const place = (file: string, id: number): FunctionAt | undefined => {
    const made = program.files.get(file)?.functions[id];
    return made === undefined || made.kind === 'module'
      ? undefined
      : { file: names.path(file), span: made.span };
  };
  const owner = (site: Site): number => contexts.owner(site.file, site.call.function);

  return {
    functionAt(path, offset) {
      const file = names.short(path);
      const at = { start: offset, end: offset };
      const functions = program.files.get(file)?.functions ?? [];
      const id = functions.findLastIndex((one) => one.kind !== 'module' && contains(one.span, at));
      return id === -1 ? undefined : place(file, contexts.owner(file, id));
    },
    functionNamedAt(path, offset) {
      const facts = factsOf(path);
      return facts === undefined ? undefined : place(names.short(path), functionNamedAt(facts, offset));
    },
    roleOf(at) {
      const role = contexts.role(names.short(at.file), idOf(at));
      if (role.kind === 'plain') return 'plain';
      return role.kind === 'context' && role.context === 'promise-function' ? 'promise' : 'other';
    },
    blockingCallees(at, settings) {
      const file = names.short(at.file);
      const id = idOf(at);
      const found: FunctionAt[] = [];
      for (const site of sites.get(file) ?? []) {
        if (site.timing !== 'sync' || owner(site) !== id) continue;
        const chains = blocking.chainsAt(site);
        if (!chains.some((chain) => severityOf(chain, 'async-function', settings) !== 'off')) continue;
        for (const target of site.targets) {
          if (target.kind !== 'function' || blocking.chainsOf(target.file, target.id).length === 0) continue;
          const callee = place(target.file, target.id);
          if (callee !== undefined) found.push(callee);
        }
      }
      return found;
    },
    blocksItself(at) {
      const file = names.short(at.file);
      const id = idOf(at);
      return (sites.get(file) ?? []).some(
        (site) => owner(site) === id && site.targets.some(({ kind }) => kind !== 'function'),
      );
    },
    apisOf: (at) =>
      blocking
        .chainsOf(names.short(at.file), idOf(at))
        .map(({ module, api }) => program.catalog.apiId(module, api)),
    callersOf(at) {
      return (
        blocking
          .callersOf(names.short(at.file), idOf(at))
          // A function that is passed on runs when whoever gets it calls it.
          .filter(({ timing }) => timing === 'sync')
          .map(({ file, call, byName }) => ({
            file: names.path(file),
            call: call.whole,
            ...(byName === true && { byName }),
          }))
      );
    },
    familyOf(at) {
      const family = memberFamily(linker, names.short(at.file), idOf(at));
      return (
        family && {
          ...family,
          functions: family.functions.flatMap(({ file, id }) => place(file, id) ?? []),
          declarers: family.declarers.map((one) => ({ ...one, file: names.path(one.file) })),
        }
      );
    },
    runs({ file: path, call: span }, functions) {
      const file = names.short(path);
      const facts = program.files.get(file);
      const call = facts?.calls.find(
        ({ kind, whole }) => kind === 'call' && whole.start === span.start && whole.end === span.end,
      );
      if (call === undefined) return { answer: 'unclear' };
      const wanted = new Set(functions.map((at) => functionKey(names.short(at.file), idOf(at))));
      const entities = linker.evaluate(
        file,
        call.callee.kind === 'super' ? { ...call.callee, static: true } : call.callee,
      );
      const ours = entities.filter(
        (entity) => entity.kind === 'function' && wanted.has(functionKey(entity.file, entity.id)),
      );
      // Beside what implements it, an interface says what its member gives.
      if (ours.length > 0)
        return entities.every(({ kind }) => kind === 'returning' || kind === 'function')
          ? {
              answer: 'yes',
              others: entities.flatMap((entity) =>
                entity.kind === 'function' && !ours.includes(entity)
                  ? (place(entity.file, entity.id) ?? [])
                  : [],
              ),
            }
          : { answer: 'maybe' };
      return entities.length > 0 && entities.every(({ kind }) => kind === 'function' || kind === 'api')
        ? { answer: 'no' }
        : { answer: 'unclear' };
    },
  };
}
