import assert from 'node:assert/strict';

import { applyEdits } from '../../src/fixes/edits.ts';
import { repairDirective } from '../../src/fixes/repair-directive.ts';
import { directivesOf } from '../languages/typescript/fixes/analysis.ts';

const path = '/project/a.ts';
const code = "import fs from 'fs';\nasync function f() {\n  COMMENT\n  fs.readFileSync('a');\n}\n";

interface Repair {
  readonly title: string;
  /** The comment afterwards. */
  readonly comment: string;
}

/** The repairs of a comment above a call that blocks. */
function repairs(comment: string): readonly Repair[] {
  const text = code.replace('COMMENT', comment);
  const [problem] = directivesOf({ path, text });
  assert.equal(problem?.kind, 'malformed', comment);
  return repairDirective(text, problem).map(({ title, edits, safe }) => {
    assert.equal(safe, false);
    const after = applyEdits(text, edits);
    const end = after.length - (code.length - code.indexOf('COMMENT') - 'COMMENT'.length);
    return { title, comment: after.slice(code.indexOf('COMMENT'), end) };
  });
}

/** What is wrong with the comment after its first repair, and all that follow. */
function mended(comment: string): string {
  for (let current = comment, turns = 0; ; turns += 1) {
    const problems = directivesOf({ path, text: code.replace('COMMENT', current) });
    if (problems[0]?.kind !== 'malformed') return current;
    assert.ok(turns < 5, current);
    current = repairs(current)[0]?.comment ?? assert.fail(`nothing mends ${current}`);
  }
}

describe('repairing a directive', () => {
  it('adds the reason that is missing', () => {
    const why = 'explain why this may block';
    const cases: Readonly<Record<string, string>> = {
      '// unblock-ignore-next-line': `// unblock-ignore-next-line -- ${why}`,
      '// unblock-ignore-next-line file': `// unblock-ignore-next-line file -- ${why}`,
      '// unblock-ignore-next-line file --': `// unblock-ignore-next-line file -- ${why}`,
      '//unblock-ignore-next-line file, sleep ': `//unblock-ignore-next-line file, sleep -- ${why} `,
      '/* unblock-ignore-next-line * */': `/* unblock-ignore-next-line * -- ${why} */`,
      '/* unblock-ignore-next-line -- */': `/* unblock-ignore-next-line -- ${why} */`,
    };
    for (const [before, after] of Object.entries(cases)) {
      assert.deepEqual(repairs(before), [{ title: 'Add a reason', comment: after }]);
    }
  });

  it('changes a name to the ones that are like it', () => {
    assert.deepEqual(repairs('// unblock-ignore-nextline file -- why'), [
      {
        title: 'Change `unblock-ignore-nextline` to `unblock-ignore-next-line`',
        comment: '// unblock-ignore-next-line file -- why',
      },
    ]);
    assert.deepEqual(
      repairs('// unblock-ignore-lines -- why').map(({ comment }) => comment),
      ['// unblock-ignore-line -- why'],
    );
  });

  it('offers all names for one that is like none', () => {
    assert.deepEqual(
      repairs('// unblock-ignore file -- why').map(({ comment }) => comment),
      ['next-line', 'line', 'file'].map((place) => `// unblock-ignore-${place} file -- why`),
    );
  });

  it('changes a category to the ones that are like it', () => {
    assert.deepEqual(repairs('// unblock-ignore-next-line file files -- why'), [
      { title: 'Change `files` to `file`', comment: '// unblock-ignore-next-line file file -- why' },
    ]);
    assert.deepEqual(repairs('// unblock-ignore-next-line everything -- why'), []);
  });

  it('mends what is wrong in several ways', () => {
    assert.equal(
      mended('// unblock-ignore-next-lin fil'),
      '// unblock-ignore-next-line file -- explain why this may block',
    );
  });

  it('has nothing for a directive that is only unused', () => {
    const text = '// unblock-ignore-next-line file -- why\nx();\n';
    const [problem] = directivesOf({ path, text });
    assert.equal(problem?.kind, 'unused');
    assert.deepEqual(repairDirective(text, problem), []);
  });
});
