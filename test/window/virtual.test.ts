import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheRoot, repoRoot } from '../host/paths.ts';
import { runCommand, waitForSquiggle } from '../host/screenshot.ts';
import { openView, patience, scanProject, treeRows, useWindow } from './window.ts';

const extension = path.join(cacheRoot, 'e2e', 'memory-files');

/** Writes an extension that provides a folder in no file system of the machine. */
async function writeExtension(): Promise<void> {
  await mkdir(extension, { recursive: true });
  const manifest = {
    name: 'memory-files',
    publisher: 'unblock-tests',
    version: '0.0.0',
    engines: { vscode: '^1.101.0' },
    main: './index.js',
    activationEvents: ['onFileSystem:memfs'],
  };
  await writeFile(path.join(extension, 'package.json'), JSON.stringify(manifest));
  const contents = `
    import { workspace } from 'vscode';
    import { MemoryFiles } from './memory-files.ts';
    export function activate(context) {
      const text = "import { readFileSync } from 'node:fs';\\nexport const read = async () => readFileSync('a');\\n";
      const files = new MemoryFiles({ '/project/a.ts': text, '/project/b.ts': text });
      context.subscriptions.push(workspace.registerFileSystemProvider('memfs', files));
    }`;
  await build({
    stdin: { contents, resolveDir: path.join(repoRoot, 'test', 'e2e') },
    outfile: path.join(extension, 'index.js'),
    bundle: true,
    platform: 'node',
    external: ['vscode'],
  });
}

describe('a virtual workspace', () => {
  const window = useWindow({
    template: scanProject,
    open: 'virtual.code-workspace',
    extensionDevelopmentPath: extension,
    async prepare(workspace) {
      await writeExtension();
      const folders = [{ uri: 'memfs:/project' }];
      await writeFile(path.join(workspace, 'virtual.code-workspace'), JSON.stringify({ folders }));
    },
  });

  const limits = 'only open files are looked at, each by itself';

  it('says in its view that only open files are looked at', async () => {
    const { page } = window();
    await openView(page);
    await page.locator('.welcome-view-content', { hasText: limits }).waitFor({ timeout: patience });
  });

  it('has findings in open files, and says so of them as well', async () => {
    const { page } = window();
    await openFileOfFolder('a.ts');
    await waitForSquiggle(page);
    await page.locator('#status\\.languageStatus').hover();
    await page
      .locator('.hover-language-status', { hasText: 'Unblock' })
      .filter({ hasText: limits })
      .waitFor({ timeout: patience });
  });

  it('lists the findings of open files, and says that these are not all', async () => {
    const { page } = window();
    await runCommand(page, 'Unblock: Scan Workspace for Blocking Calls');
    await treeRows(page, /^a\.ts/).waitFor({ timeout: patience });
    // Windows under test keep what is said in their list of notifications.
    await page.locator('#status\\.notifications').click();
    await page
      .locator('.notifications-center .notification-list-item', { hasText: limits })
      .first()
      .waitFor({ timeout: patience });
    await page.keyboard.press('Escape');
    await openFileOfFolder('b.ts');
    await treeRows(page, /^b\.ts/).waitFor({ timeout: patience });
  });

  /** No search looks through the files of the folder: they are opened from the tree of files. */
  async function openFileOfFolder(name: string): Promise<void> {
    const { page } = window();
    await runCommand(page, 'View: Show Explorer');
    const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await row.waitFor({ timeout: patience });
    await row.dblclick();
    await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: patience });
  }
});
