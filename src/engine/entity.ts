/**
 * What a value turns out to be once names are followed across files. Three answers, never a guess: a member of a module
 * that the catalogue may know, something of the project, or unknown.
 */
export type Entity =
  /** A member path of a module outside the project, as the catalogue writes it: `node:fs` and `readFileSync`. */
  | { readonly kind: 'api'; readonly module: string; readonly path: string }
  | { readonly kind: 'function'; readonly file: string; readonly id: number }
  | { readonly kind: 'class'; readonly file: string; readonly id: number }
  /** An instance of a class; `open` where it may be of a subclass as well. */
  | { readonly kind: 'instance'; readonly file: string; readonly id: number; readonly open?: true }
  /** What `new` makes of a constructor function: the binding that names it. */
  | { readonly kind: 'constructed'; readonly file: string; readonly binding: number }
  | { readonly kind: 'object'; readonly file: string; readonly id: number }
  /** All exports of a file of the project. */
  | { readonly kind: 'namespace'; readonly file: string }
  /** A value of an interface or alias: the binding that names it. */
  | { readonly kind: 'typed'; readonly file: string; readonly binding: number }
  | { readonly kind: 'promise'; readonly of: readonly Entity[] }
  | { readonly kind: 'list'; readonly of: readonly Entity[]; readonly fixed: boolean }
  /** `f.bind`: calling it gives `f`. */
  | { readonly kind: 'bind'; readonly of: Entity }
  /** A function of which only the result is known, by its declared type. */
  | { readonly kind: 'returning'; readonly of: readonly Entity[] }
  /** Nobody can say; `many` where there are too many answers to tell apart. */
  | { readonly kind: 'unknown'; readonly many?: true };

export const unknownEntity: Entity = { kind: 'unknown' };

/** More answers than this are none. Names that feed each other (`e = e.next || e.parent.child`) would have thousands. */
const mostAnswers = 60;

const tooMany: Entity = { kind: 'unknown', many: true };

/** A text that is the same for the same entity, for sets and memos. */
export function keyOf(entity: Entity): string {
  switch (entity.kind) {
    case 'api':
      return `a:${entity.module}|${entity.path}`;
    case 'instance':
      return `${entity.open === true ? 'open' : 'instance'}:${entity.file}#${entity.id}`;
    case 'function':
    case 'class':
    case 'object':
      return `${entity.kind}:${entity.file}#${entity.id}`;
    case 'constructed':
    case 'typed':
      return `${entity.kind}:${entity.file}#${entity.binding}`;
    case 'namespace':
      return `n:${entity.file}`;
    case 'promise':
    case 'returning':
      return `${entity.kind}:(${entity.of.map(keyOf).join()})`;
    case 'list':
      return `list${entity.fixed ? '!' : ''}:(${entity.of.map(keyOf).join()})`;
    case 'bind':
      return `b:${keyOf(entity.of)}`;
    case 'unknown':
      return entity.many === true ? '*' : '?';
  }
}

/** Lists of lists and promises of promises go no deeper than this: beyond, a name would feed itself for ever. */
const deepestNesting = 4;

/** Wraps entities as what a promise or a list holds, unless they are nested too deeply. */
export function nested(kind: 'promise' | 'returning', of: readonly Entity[]): Entity {
  return depthOf(of) >= deepestNesting ? unknownEntity : { kind, of };
}

/** A list of the given items. */
export function listOf(of: readonly Entity[], fixed: boolean): Entity {
  return depthOf(of) >= deepestNesting ? unknownEntity : { kind: 'list', fixed, of };
}

function depthOf(entities: readonly Entity[]): number {
  let deepest = 0;
  for (const entity of entities) {
    if (entity.kind === 'promise' || entity.kind === 'list' || entity.kind === 'returning')
      deepest = Math.max(deepest, 1 + depthOf(entity.of));
    if (entity.kind === 'bind') deepest = Math.max(deepest, 1 + depthOf([entity.of]));
  }
  return deepest;
}

/** The union of several answers, each entity once. Too many answers stay too many, whatever is added. */
export function union(groups: Iterable<readonly Entity[]>): readonly Entity[] {
  const found = new Map<string, Entity>();
  for (const group of groups) {
    for (const entity of group) found.set(keyOf(entity), entity);
    if (found.size > mostAnswers || found.has(keyOf(tooMany))) return [tooMany];
  }
  return [...found.values()];
}

/** What `await` gives. */
export function awaited(entities: readonly Entity[]): readonly Entity[] {
  return union(entities.map((entity) => (entity.kind === 'promise' ? entity.of : [entity])));
}
