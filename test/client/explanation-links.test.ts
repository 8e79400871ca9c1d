import assert from 'node:assert/strict';
import { linksToCommands } from '../../src/client/explanation-links.ts';

/** The parameters of the command that a text links to. */
function parametersIn(text: string): unknown {
  const [, parameters = ''] = /\]\(command:go\?([^)\s]*)\)/.exec(text) ?? [];
  return JSON.parse(decodeURIComponent(parameters)) as unknown;
}

describe('client: links of an explanation', () => {
  it('lead to lines of files by a command', () => {
    const text = linksToCommands('1. [a.ts:7](file:///project/a.ts#L7) calls `load`', 'go');
    assert.match(text, /^1\. \[a\.ts:7\]\(command:go\?\S*\) calls `load`$/);
    assert.deepEqual(parametersIn(text), [{ uri: 'file:///project/a.ts', line: 6, start: 0, end: 0 }]);
  });

  it('keep what the name of a file has in it', () => {
    const text = linksToCommands('[b](file:///C%3A/my%20%281%29/%C3%A4.ts#L1)', 'go');
    const uri = 'file:///C%3A/my%20%281%29/%C3%A4.ts';
    assert.deepEqual(parametersIn(text), [{ uri, line: 0, start: 0, end: 0 }]);
  });

  it('leave links to pages as they are', () => {
    const text = '[More](https://example.com/a.md) and `](file:///a#L1`';
    assert.equal(linksToCommands(text, 'go'), text);
  });
});
