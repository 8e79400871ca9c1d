import { parse } from 'jsonc-parser';
import type { Directories } from './directories.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a configuration file with comments and trailing commas; undefined when there is no object in it. */
export async function readJson(disk: Directories, file: string): Promise<JsonObject | undefined> {
  const text = await disk.read(file);
  return text === undefined ? undefined : asObject(parseJson(text));
}

/** Most files are plain JSON, which the platform reads many times faster. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parse(text, [], { allowTrailingComma: true });
  }
}

/** The value as an object that is not a list. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The value as a text. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts in a list. */
export function asStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
