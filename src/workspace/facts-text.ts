import type { DeclarationFacts } from '../facts/declaration-facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';

/** Tells whether a value from JSON is what it should be. */
export type IsSound<Facts> = (value: Partial<Facts> | null) => boolean;

/** Whether a value has what facts of a file consist of. */
export const isFileFacts: IsSound<FileFacts> = (value) =>
  Array.isArray(value?.functions) && Array.isArray(value.calls);

/** Whether a value has what facts of a declaration file consist of. */
export const isDeclarationFacts: IsSound<DeclarationFacts> = (value) =>
  Array.isArray(value?.modules) && Array.isArray(value.scope?.names);

/** Reads facts from JSON; undefined when it is damaged or says something else. */
export function parseFacts<Facts>(json: string, isSound: IsSound<Facts>): Facts | undefined {
  try {
    const value = JSON.parse(json) as Partial<Facts> | null;
    return isSound(value) ? (value as Facts) : undefined;
  } catch {
    return undefined;
  }
}
