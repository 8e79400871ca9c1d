import type { SourceText } from '../facts/source-text.ts';
import type { Verdict } from '../fixes/proof.ts';

/** Edits that stand or fall together. */
export interface Unit {
  /** Whole new texts of the edited files. */
  readonly texts: readonly SourceText[];
}

/** A verdict that keeps an edit from being applied. */
export type Objection = Extract<Verdict, { readonly kind: 'refused' | 'unproved' }>;

/** What proving many edits came to. */
export interface ProvedUnits<Item extends Unit> {
  /** Hold together; or belong to no project that is type-checked. */
  readonly held: readonly Item[];
  readonly failed: readonly { readonly unit: Item; readonly objection: Objection }[];
}

/** Whether a verdict stands against an edit. */
export function isObjection(verdict: Verdict): verdict is Objection {
  return verdict.kind === 'refused' || verdict.kind === 'unproved';
}

/**
 * Proves edits together first. Where that fails it parts those in whose files the errors are from the others, else halves
 * them, until it knows which ones fail.
 */
export async function proveUnits<Item extends Unit>(
  units: readonly Item[],
  prove: (texts: readonly SourceText[]) => Promise<Verdict>,
): Promise<ProvedUnits<Item>> {
  const held: Item[] = [];
  const failed: { unit: Item; objection: Objection }[] = [];
  const settle = async (items: readonly Item[]): Promise<void> => {
    const [first] = items;
    if (first === undefined) return;
    const verdict = await prove([...held, ...items].flatMap(({ texts }) => texts));
    if (!isObjection(verdict)) held.push(...items);
    else if (items.length === 1) failed.push({ unit: first, objection: verdict });
    // Asking again in other words would take as long again.
    else if (verdict.kind === 'unproved') failed.push(...items.map((unit) => ({ unit, objection: verdict })));
    else
      for (const part of split(items, new Set(verdict.problems.map(({ file }) => file)))) await settle(part);
  };
  await settle(units);
  return { held, failed };
}

function split<Item extends Unit>(items: readonly Item[], faulty: ReadonlySet<string>): readonly Item[][] {
  const isNamed = ({ texts }: Item): boolean => texts.some(({ path }) => faulty.has(path));
  const named = items.filter(isNamed);
  if (named.length > 0 && named.length < items.length) {
    return [items.filter((item) => !isNamed(item)), named];
  }
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
