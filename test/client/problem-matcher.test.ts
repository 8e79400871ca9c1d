import assert from 'node:assert/strict';

import { formats } from '../../src/report/index.ts';
import { realMain, runCli } from '../cli/run-cli.ts';
import { readManifest } from '../package/manifest-file.ts';
import { finding, report, result } from '../report/samples.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';

type Problem = Readonly<Record<'file' | 'line' | 'column' | 'severity' | 'message' | 'code', string>>;

const parts = ['file', 'line', 'column', 'severity', 'message', 'code'] as const;

/** The words for a severity that VS Code knows in the output of a task. */
const known = ['error', 'warning', 'info', 'hint'];

describe('client: problem matcher', () => {
  afterEach(removeTemporaryFolders);

  /** What the pattern that the matcher uses makes of an output, as VS Code applies it: to one line at a time. */
  async function problemsIn(output: string): Promise<readonly Problem[]> {
    const { problemMatchers, problemPatterns } = (await readManifest()).contributes;
    const [matcher] = problemMatchers;
    const pattern = problemPatterns.find(({ name }) => `$${name}` === matcher?.pattern) ?? assert.fail();
    const expression = new RegExp(pattern.regexp);
    return output.split('\n').flatMap((line) => {
      const match = expression.exec(line);
      if (match === null) return [];
      const values = parts.map((part) => [part, match[pattern[part] ?? -1] ?? '']);
      return [Object.fromEntries(values) as Problem];
    });
  }

  it('finds each problem of a real run once, with and without a chain', async () => {
    const folder = await temporaryFolder({
      'src/config.ts': "import fs from 'node:fs';\nexport const load = () => fs.readFileSync('a');\n",
      'src/main.ts': [
        "import fs from 'node:fs';",
        "import { load } from './config.js';",
        'export async function start() {',
        '  load();',
        "  return fs.existsSync('b');",
        '}',
        '// unblock-ignore-next-line file -- nothing',
        '',
      ].join('\n'),
    });
    const { stdout } = await runCli(['check', '--no-cache'], { cwd: folder.path, main: realMain });
    assert.match(stdout, /^ {4}→ src\/config\.ts:2:/m);
    const problems = await problemsIn(stdout);
    assert.deepEqual(
      problems.map(({ file, line, column, severity, code }) => [file, line, column, severity, code]),
      [
        ['src/main.ts', '4', '3', 'warning', 'file'],
        ['src/main.ts', '5', '13', 'info', 'file'],
        ['src/main.ts', '7', '1', 'info', 'suppression'],
      ],
    );
    assert.match(problems[0]?.message ?? '', /^`load` blocks the event loop through `fs\.readFileSync`.*\.$/);
  });

  it('knows every severity, and any name and message', async () => {
    for (const severity of ['error', 'warning', 'information', 'hint'] as const) {
      const message = 'a: 1:2 error [b] (c) [d]';
      const odd = finding('/p/my app/[id]:x.ts', 'x', { severity, message, category: 'loop' });
      const output = formats.text.render(await report([result(odd.file, [odd])]), { colour: false });
      const problems = await problemsIn(output);
      const word = known.find((start) => severity.startsWith(start));
      assert.deepEqual(problems, [
        { file: 'my app/[id]:x.ts', line: '1', column: '1', severity: word, message, code: 'loop' },
      ]);
    }
  });
});
