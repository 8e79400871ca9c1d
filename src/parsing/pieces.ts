/** A member of an object as JSON, or some elements of one that is a list. */
export interface Piece {
  readonly name: string;
  readonly json: string;
  /** The elements follow those of the piece before. */
  readonly more: boolean;
}

/**
 * Takes an object apart so that each part can be read in a few milliseconds: lists are cut, all else is taken as it is.
 *
 * @param length About how long the JSON of a part may be, in characters.
 */
export function toPieces(value: object, length: number): readonly Piece[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]): Piece[] => {
    // What is undefined is nothing in JSON.
    const json = JSON.stringify(member) as string | undefined;
    if (json === undefined) return [];
    if (!Array.isArray(member) || json.length <= length) return [{ name, json, more: false }];
    const parts = Math.ceil(json.length / length);
    return Array.from({ length: parts }, (_, part) => {
      const at = (index: number): number => Math.floor((index * member.length) / parts);
      return { name, json: JSON.stringify(member.slice(at(part), at(part + 1))), more: part > 0 };
    });
  });
}

/** Puts an object together again; `pause` is awaited before each part. */
export async function fromPieces(
  pieces: readonly Piece[],
  pause: () => Promise<void>,
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const { name, json, more } of pieces) {
    await pause();
    const value: unknown = JSON.parse(json);
    const before = found[name];
    if (more && Array.isArray(before) && Array.isArray(value)) for (const item of value) before.push(item);
    else found[name] = value;
  }
  return found;
}
