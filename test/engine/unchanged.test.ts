import assert from 'node:assert/strict';
import { catalog } from '../../src/catalog/index.ts';
import type { Program } from '../../src/engine/program.ts';
import { unlessChanged } from '../../src/engine/unchanged.ts';
import type { FileFacts } from '../../src/facts/file-facts.ts';
import { extract } from '../../src/languages/typescript/extract.ts';

describe('what is worked out from all files of a program', () => {
  let times: number;
  const imports = unlessChanged(
    (_program, _file, facts) => facts.imports.join(),
    ({ files }) => {
      times += 1;
      return [...files.values()].flatMap((facts) => facts.imports);
    },
  );
  const facts = (text: string): FileFacts => extract({ path: 'a.ts', text });
  const a = facts("import 'x';");
  let program: Program;

  beforeEach(() => {
    times = 0;
    program = {
      files: new Map([
        ['a.ts', a],
        ['b.ts', facts("import 'y';")],
      ]),
      catalog,
      exhaustive: false,
      resolve: () => undefined,
    };
  });

  const withFile = (file: string, text: string): Program => ({
    ...program,
    files: new Map(program.files).set(file, facts(text)),
  });

  it('holds while a file says the same', () => {
    assert.deepEqual(imports(program), ['x', 'y']);
    assert.deepEqual(imports(withFile('a.ts', "\n\nimport 'x';\nvoid 0;")), ['x', 'y']);
    assert.equal(times, 1);
  });

  it('is worked out again when it says something else', () => {
    imports(program);
    assert.deepEqual(imports(withFile('a.ts', "import 'z';")), ['z', 'y']);
    // Back again.
    assert.deepEqual(imports(program), ['x', 'y']);
    assert.equal(times, 3);
  });

  it('is worked out again when there are other files', () => {
    imports(program);
    assert.deepEqual(imports(withFile('c.ts', '')), ['x', 'y']);
    assert.deepEqual(imports({ ...program, files: new Map([['a.ts', a]]) }), ['x']);
    assert.equal(times, 3);
  });

  it('is another one where imports are resolved in another way', () => {
    imports(program);
    imports({ ...program, resolve: () => undefined });
    assert.equal(times, 2);
  });
});
