import type { FileFacts } from '../facts/file-facts.ts';
import type { Program } from './program.ts';

/** Something that is worked out from all files of a program. */
export type OfProgram<Result> = (program: Program) => Result;

interface Known<Result> {
  readonly files: Program['files'];
  readonly result: Result;
}

/**
 * Works something out once for a program and for those that are made from it by giving a file other facts, as long as
 * these say the same in that respect: while somebody types, most do.
 *
 * @param says What a file's facts say in that respect.
 */
export function unlessChanged<Result>(
  says: (program: Program, file: string, facts: FileFacts) => string,
  workOut: OfProgram<Result>,
): OfProgram<Result> {
  // A program that is made from another one resolves imports by the same function.
  const known = new WeakMap<Program['resolve'], Known<Result>>();
  return (program) => {
    const before = known.get(program.resolve);
    if (before !== undefined && isUnchanged(program, before.files)) return before.result;
    const result = workOut(program);
    known.set(program.resolve, { files: program.files, result });
    return result;
  };

  function isUnchanged(program: Program, before: Program['files']): boolean {
    if (program.files.size !== before.size) return false;
    for (const [file, facts] of program.files) {
      const old = before.get(file);
      if (old === facts) continue;
      if (old === undefined || says(program, file, old) !== says(program, file, facts)) return false;
    }
    return true;
  }
}
