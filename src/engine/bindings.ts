import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** The name under which a file declares a function or class. */
export function bindingOf(
  linker: Linker,
  entity: Extract<Entity, { readonly kind: 'function' | 'class' }>,
): number | undefined {
  const bindings = linker.facts(entity.file)?.bindings ?? [];
  const found = bindings.findIndex((binding) =>
    binding.values.some((value) => value.kind === entity.kind && value.id === entity.id),
  );
  return found === -1 ? undefined : found;
}
