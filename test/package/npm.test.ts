import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { npm } from '../host/packages.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { readManifest } from './manifest-file.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');

describe('the npm package', () => {
  afterEach(removeTemporaryFolders);

  it('installs a command that works', async function () {
    this.timeout(120_000);
    const folder = await temporaryFolder({
      'package.json': '{ "name": "example", "private": true }',
      'src/a.ts': "import fs from 'node:fs';\nexport const f = async () => fs.readFileSync('a');\n",
    });
    await npm(root, 'pack', '--pack-destination', folder.path);
    const packed = (await readdir(folder.path)).filter((name) => name.endsWith('.tgz'));
    const { version } = await readManifest();
    assert.deepEqual(packed, [`unblock-${version}.tgz`]);
    await npm(folder.path, 'install', '--save-dev', '--offline', `./${packed[0] ?? ''}`);
    const options = { cwd: folder.path, shell: process.platform === 'win32' };
    const { stdout } = await run('npx', ['--no', '--', 'unblock', '--version'], options);
    assert.equal(stdout, `${version}\n`);
    await assert.rejects(run('npx', ['--no', '--', 'unblock', 'check', '--no-cache'], options), {
      code: 1,
      stdout: /^src\/a\.ts:2:\d+ warning /,
    });
  });
});
