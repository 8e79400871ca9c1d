import type { FileFacts } from '../facts/file-facts.ts';
import type { Contexts } from './contexts.ts';
import { functionVerdict } from './verdicts.ts';
import type { Hop } from './finding.ts';
import { contextOf, hopAt, hops } from './findings.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import type { Blocking } from './propagate.ts';

/** A function of the project that blocks whoever calls it. */
export interface BlockingHelper {
  readonly name: string;
  /** Where it is named, or the keyword or arrow that stands for it. */
  readonly place: Hop;
  /** Catalogue id of what it blocks on. */
  readonly api: string;
  /** From its own blocking call down to the primitive. */
  readonly path: readonly Hop[];
  /** The calls in async code that run it, directly or through other helpers. */
  readonly callers: readonly Hop[];
}

/** Where a helper is looked for: at its name, or anywhere in its code. */
export type HelperPlace = 'name' | 'body';

interface Known {
  readonly program: Program;
  readonly linker: Linker;
  readonly contexts: Contexts;
  readonly blocking: Blocking;
}

/**
 * The blocking helper whose name stands at an offset of a file, or with `body` the innermost one that holds the offset;
 * undefined where there is none.
 */
export function helperAt(
  { program, linker, contexts, blocking }: Known,
  file: string,
  offset: number,
  where: HelperPlace = 'name',
): BlockingHelper | undefined {
  const facts = program.files.get(file);
  const named = facts === undefined ? -1 : functionNamedAt(facts, offset);
  const blocks = (candidate: number): boolean => blocking.chainsOf(file, candidate).length > 0;
  const id =
    named === -1 && where === 'body' && facts !== undefined ? innermost(facts, offset, blocks) : named;
  const [chain] = blocking.chainsOf(file, id);
  const made = facts?.functions[id];
  if (chain === undefined || made === undefined || isHarmless(linker, file, id)) return undefined;
  const callers: Hop[] = [];
  const seen = new Set<string>();
  const open = [{ file, id }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const key = `${at.file}\n${at.id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const site of blocking.callersOf(at.file, at.id)) {
      const context = contextOf(contexts, site);
      if (context === undefined)
        open.push({ file: site.file, id: contexts.owner(site.file, site.call.function) });
      else if (context.kind !== 'module') callers.push(hopAt(program, site, context.name));
    }
  }
  return {
    name: made.name,
    place: hopAt(program, { file, span: made.nameSpan }, made.name),
    api: program.catalog.apiId(chain.module, chain.api),
    path: hops(program, chain),
    callers,
  };
}

/** Whether the project says that nobody who calls a function is held up. */
function isHarmless(linker: Linker, file: string, id: number): boolean {
  return functionVerdict(linker, file, file, id) === 'ignored';
}

/** The function whose name stands at an offset of a file, by its index; -1 where there is none. */
export function functionNamedAt(facts: FileFacts, offset: number): number {
  const named = facts.functions.findIndex(
    ({ nameSpan, kind }) => kind !== 'module' && holds(nameSpan, offset),
  );
  if (named !== -1) return named;
  // The name of a variable that holds a function.
  const binding = facts.bindings.find(({ span, kind }) => kind === 'const' && holds(span, offset));
  const value = binding?.values.find(({ kind }) => kind === 'function');
  return value?.kind === 'function' ? value.id : -1;
}

/** The innermost function around an offset for which something holds; -1 where there is none. */
function innermost(facts: FileFacts, offset: number, test: (id: number) => boolean): number {
  let found = -1;
  for (const [id, { kind, span }] of facts.functions.entries()) {
    // What is written in a function comes after it in the list, so the last one is the innermost.
    if (kind !== 'module' && holds(span, offset) && test(id)) found = id;
  }
  return found;
}

function holds({ start, end }: { readonly start: number; readonly end: number }, offset: number): boolean {
  return start <= offset && offset <= end;
}
