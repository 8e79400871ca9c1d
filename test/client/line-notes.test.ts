import assert from 'node:assert/strict';
import { lineNotes, type DiagnosticLike } from '../../src/client/line-notes.ts';

function diagnostic(
  line: number,
  character: number,
  path: readonly string[],
  certainty = 'certain',
): DiagnosticLike {
  return {
    source: 'unblock',
    range: { start: { line, character } },
    data: { api: path.at(-1), certainty, path },
  };
}

describe('client: notes at the end of lines', () => {
  it('name what each call of a line comes down to, in the order of the text', () => {
    assert.deepEqual(
      lineNotes([
        diagnostic(7, 2, ['loadConfig', 'readFileSync']),
        diagnostic(3, 20, ['execSync']),
        diagnostic(3, 4, ['readFileSync']),
        diagnostic(3, 30, ['readFileSync']),
      ]),
      [
        { line: 3, certain: ['readFileSync', 'execSync'], possible: [] },
        { line: 7, certain: ['loadConfig → readFileSync'], possible: [] },
      ],
    );
  });

  it('keep apart what only may block', () => {
    const [note, ...others] = lineNotes([
      diagnostic(0, 0, ['loadSync'], 'possible'),
      diagnostic(0, 12, ['readFileSync']),
    ]);
    assert.deepEqual(note, { line: 0, certain: ['readFileSync'], possible: ['loadSync'] });
    assert.deepEqual(others, []);
  });

  it('show long ways by their ends', () => {
    const [short, long] = lineNotes([
      diagnostic(0, 0, ['a', 'b', 'readFileSync']),
      diagnostic(1, 0, ['a', 'b', 'c', 'readFileSync']),
    ]);
    assert.deepEqual(short?.certain, ['a → b → readFileSync']);
    assert.deepEqual(long?.certain, ['a → … → readFileSync']);
  });

  it('say nothing of suppression comments and of what others report', () => {
    const range = { start: { line: 0, character: 0 } };
    assert.deepEqual(
      lineNotes([
        { source: 'unblock', range },
        { source: 'eslint', range, data: { certainty: 'certain', path: ['x'] } },
        { range },
      ]),
      [],
    );
  });
});
