import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { openView, patience, scanProject, treeRows, useWindow } from './window.ts';

/** So many that a scan takes some seconds. */
const files = 3000;

/** What takes time to be parsed, and has nothing in it that blocks. */
const padding = Array.from(
  { length: 80 },
  (_, index) => `export const add${index} = (a: number, b: number): number => a * ${index} + b;\n`,
).join('');

const source = (index: number): string => `import { readFileSync } from 'node:fs';

export async function load${index}(): Promise<string> {
  return readFileSync('${index}.txt', 'utf8');
}

${padding}`;

describe('a scan of a large workspace', () => {
  const window = useWindow({
    template: scanProject,
    async prepare(workspace) {
      const folder = path.join(workspace, 'many');
      await mkdir(folder);
      for (let index = 0; index < files; index++)
        await writeFile(path.join(folder, `file-${index}.ts`), source(index));
    },
  });

  /** What is said of the scan; windows under test keep it in their list of notifications. */
  async function progress(text: RegExp): Promise<Locator> {
    const { page } = window();
    const list = page.locator('.notifications-center');
    if (!(await list.isVisible())) await page.locator('#status\\.notifications').click();
    const item = list.locator('.notification-list-item', { hasText: text }).first();
    await item.waitFor({ timeout: patience });
    return item;
  }

  it('can be cancelled', async () => {
    const { page } = window();
    await openView(page);
    await page
      .locator('.composite.title .action-label[aria-label="Scan Workspace for Blocking Calls"]')
      .first()
      .click();
    const item = await progress(/Looking for blocking calls/);
    await item.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await item.waitFor({ state: 'detached', timeout: patience });
    await page
      .locator('.welcome-view-content', { hasText: 'See every call that blocks' })
      .waitFor({ timeout: patience });
  });

  it('says how far it is, until all is known', async () => {
    const { page } = window();
    await page.locator('.welcome-view-content .monaco-button', { hasText: 'Scan Workspace' }).click();
    await progress(/Looking for blocking calls: \d+ of 3004 files/);
    await treeRows(page, 'file-0.ts').waitFor({ timeout: patience });
    await page
      .locator('.statusbar-item', { hasText: 'Unblock: 3003 blocking calls in 3004 files' })
      .waitFor({ timeout: patience });
  });
});
