import assert from 'node:assert/strict';

import { renderGithub } from '../../src/report/github.ts';
import { awaitTwin, finding, report, result } from './samples.ts';

/** Reads a line as the runner of GitHub Actions does. */
function readCommand(line: string): { name: string; properties: Record<string, string>; message: string } {
  const [, name = '', list = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? assert.fail(line);
  const unescape = (text: string): string =>
    text
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  const pairs = list.split(',').map((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return [key, unescape(value)];
  });
  return {
    name,
    properties: Object.fromEntries(pairs) as Record<string, string>,
    message: unescape(message),
  };
}

describe('GitHub report', () => {
  it('has a workflow command for each finding, with its chain, and a summary', async () => {
    const chain = finding('/p/src/b.ts', 'loadConfig', {}, [['/p/src/config.ts', 'readJson']]);
    const brief = finding('/p/a.ts', 'existsSync', { severity: 'information' });
    const grave = finding('/p/src/b.ts', 'readFileSync', { severity: 'error', category: 'process' });
    const span = { start: 0, end: 2 };
    const unused = { file: '/p/src/b.ts', span, kind: 'unused', message: 'It suppresses nothing' } as const;
    const made = await report([
      result('/p/src/b.ts', [chain, grave], [awaitTwin], [unused]),
      result('/p/a.ts', [brief]),
    ]);
    assert.equal(
      renderGithub(made),
      [
        '::notice file=a.ts,line=1,endLine=1,col=4,endColumn=14,title=Unblock%3A file::`existsSync` blocks',
        '::warning file=src/b.ts,line=3,endLine=3,col=3,endColumn=13,title=Unblock%3A file::`loadConfig` blocks%0A→ src/config.ts:1:33 readJson',
        '::error file=src/b.ts,line=4,endLine=4,col=6,endColumn=18,title=Unblock%3A process::`readFileSync` blocks',
        '::notice file=src/b.ts,line=1,endLine=1,title=Unblock%3A suppression::It suppresses nothing',
        '3 findings in 2 of 40 files, 1 suppression to clean up',
        '',
      ].join('\n'),
    );
  });

  it('lets no name or message end its command or start another one', async () => {
    const message = '100% a\r\n::error::b, c: d';
    const odd = finding('/p/a,b:c%d\n.ts', 'x', { message });
    const [line = '', ...rest] = renderGithub(await report([result(odd.file, [odd])])).split('\n');
    assert.deepEqual(rest, ['1 finding in 1 of 40 files', '']);
    const command = readCommand(line);
    assert.equal(command.message, message);
    assert.equal(command.properties['file'], 'a,b:c%d\n.ts');
    assert.equal(command.properties['title'], 'Unblock: file');
  });

  it('has columns only for what stands on one line', async () => {
    const long = finding('/p/src/b.ts', 'loadConfig();\r\n  fs.readFileSync');
    const [line = ''] = renderGithub(await report([result(long.file, [long])])).split('\n');
    assert.deepEqual(readCommand(line).properties, {
      file: 'src/b.ts',
      line: '3',
      endLine: '4',
      title: 'Unblock: file',
    });
  });
});
