import type { Prover, TypeProblem } from '../../src/fixes/proof.ts';

/**
 * A prover without a type checker: in its world `await read(N)` is an error for a number of N, `HUGE` is more than it can
 * check, and `.js` files are not checked.
 */
export function createStandInProver(): Prover {
  return {
    prove({ edited }) {
      if (edited.some(({ text }) => text.includes('HUGE'))) {
        return Promise.resolve({ kind: 'unproved', reason: 'checking the types took longer than 5 s' });
      }
      const problems = edited.flatMap(({ path, text }) => problemsIn(path, text));
      if (problems.length > 0) return Promise.resolve({ kind: 'refused', problems });
      const unchecked = edited.map(({ path }) => path).filter((path) => path.endsWith('.js'));
      return Promise.resolve({ kind: 'proved', unchecked });
    },
    stop: () => Promise.resolve(),
  };
}

function problemsIn(file: string, text: string): TypeProblem[] {
  return text.split('\n').flatMap((content, line) => {
    const column = content.search(/await read\(\d/);
    const message = "Type 'Promise<string>' is not assignable to type 'string'.";
    return column === -1 ? [] : [{ file, line, column, code: 'TS2322', message }];
  });
}
