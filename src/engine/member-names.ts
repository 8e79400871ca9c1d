import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** Classes and interfaces extend each other no deeper than this; in a circle they are an error of the program. */
const deepest = 20;

/** The names of the members that a class or interface declares or inherits; undefined where it may have others. */
export function memberNames(linker: Linker, type: Entity): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  return collect(linker, type, names, 0) ? names : undefined;
}

/** Adds the names; false when there may be others. */
function collect(linker: Linker, type: Entity, names: Set<string>, depth: number): boolean {
  if (depth > deepest) return false;
  const all = (bases: readonly Entity[]): boolean =>
    bases.length > 0 && bases.every((base) => collect(linker, base, names, depth + 1));
  if (type.kind === 'class' || type.kind === 'instance') {
    const { members = [], extends: base } = linker.facts(type.file)?.classes[type.id] ?? {};
    for (const { name } of members) names.add(name);
    return base === undefined || all(linker.evaluate(type.file, base));
  }
  if (type.kind !== 'typed') return false;
  const declarations = linker.facts(type.file)?.types.filter(({ binding }) => binding === type.binding) ?? [];
  for (const { members } of declarations) for (const { name } of members) names.add(name);
  return declarations.every(
    (declared) =>
      declared.alias === undefined &&
      declared.extends.every((base) => all(linker.instancesOf(type.file, base))),
  );
}
