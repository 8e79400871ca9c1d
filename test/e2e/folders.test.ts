import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, openFile, reported, untilReported, workspaceFolder } from './support.ts';

const blocking = `import { readFileSync } from 'node:fs';

export const load = async () => readFileSync('a');
`;

describe('two folders in one workspace', () => {
  afterEach(closeEverything);

  it('keep to their own settings', async () => {
    const strict = await openFile('load.ts', blocking, workspaceFolder('strict'));
    const lenient = await openFile('load.ts', blocking, workspaceFolder('lenient'));
    await untilReported(strict, ['readFileSync error']);
    await untilReported(lenient, ['readFileSync hint']);
  });

  it('leave out what they themselves exclude', async () => {
    const lenient = await openFile('generated/load.ts', blocking, workspaceFolder('lenient'));
    const strict = await openFile('generated/load.ts', blocking, workspaceFolder('strict'));
    await untilReported(strict, ['readFileSync error']);
    assert.deepEqual(reported(lenient), []);
  });

  it('change one without the other', async () => {
    const strict = await openFile('load.ts', blocking, workspaceFolder('strict'));
    const lenient = await openFile('load.ts', blocking, workspaceFolder('lenient'));
    await untilReported(strict, ['readFileSync error']);
    const settings = vscode.workspace.getConfiguration('unblock', lenient.uri);
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    await settings.update('severity', { file: 'information' }, WorkspaceFolder);
    await untilReported(lenient, ['readFileSync information']);
    assert.deepEqual(reported(strict), ['readFileSync error']);
    await settings.update('severity', { file: 'hint' }, WorkspaceFolder);
    await untilReported(lenient, ['readFileSync hint']);
  });

  it('see helpers of the other folder', async () => {
    await openFile(
      'shared.ts',
      `import { readFileSync } from 'node:fs';

export const shared = () => readFileSync('a');
`,
      workspaceFolder('lenient'),
    );
    const caller = await openFile(
      'caller.ts',
      `import { shared } from '../lenient/shared.js';

export const caller = async () => shared();
`,
      workspaceFolder('strict'),
    );
    await untilReported(caller, ['shared error']);
  });
});
