import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { goTo, openFile, runCommand } from '../host/screenshot.ts';
import {
  labelsOf,
  openView,
  patience,
  scanProject,
  treeRows,
  until,
  untilCode,
  untilCursorAt,
  useWindow,
  viewIcon,
} from './window.ts';

describe('the view of blocking calls', () => {
  const window = useWindow({ template: scanProject });

  /** The labels of the rows, which are what a screen reader says. */
  async function labels(): Promise<readonly string[]> {
    return await labelsOf(treeRows(window().page, ''));
  }

  async function untilIconSays(text: RegExp): Promise<void> {
    const icon = viewIcon(window().page);
    await until(`the icon says ${text}`, async () =>
      text.test((await icon.getAttribute('aria-label')) ?? ''),
    );
  }

  /** Expands a row and waits for what is below it. */
  async function expand(text: string, below: string): Promise<void> {
    const { page } = window();
    if ((await treeRows(page, below).count()) > 0) return;
    await treeRows(page, text).first().click();
    await page.keyboard.press('ArrowRight');
    await treeRows(page, below).first().waitFor({ timeout: patience });
  }

  async function notesOnDisk(): Promise<string> {
    return await readFile(path.join(window().workspace, 'src', 'notes.ts'), 'utf8');
  }

  async function group(command: string, firstLabel: RegExp): Promise<void> {
    const { page } = window();
    await runCommand(page, `Unblock: ${command}`);
    await until(`${command}: ${firstLabel}`, async () => firstLabel.test((await labels())[0] ?? ''));
  }

  it('offers a scan, which a walkthrough explains', async () => {
    const { page } = window();
    await openView(page);
    await page
      .locator('.welcome-view-content', { hasText: 'See every call that blocks' })
      .waitFor({ timeout: patience });
    await runCommand(page, 'Welcome: Open Walkthrough...');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Unblock' });
    await row.first().click();
    const walkthrough = page.locator('.gettingStartedContainer');
    for (const step of ['Convert a call', 'Convert on save', 'See the whole', 'Scan the workspace']) {
      await walkthrough.locator('.getting-started-step', { hasText: step }).first().click();
      await walkthrough
        .locator('.getting-started-step.expanded', { hasText: step })
        .waitFor({ timeout: patience });
    }
    await walkthrough.locator('.getting-started-step.expanded .monaco-button').first().click();
    await treeRows(page, 'deploy.ts').waitFor({ timeout: patience });
    await untilIconSays(/3 blocking calls/);
    await page
      .locator('.statusbar-item', { hasText: 'Unblock: 3 blocking calls in 4 files' })
      .waitFor({ timeout: patience });
  });

  it('lists calls by file with their ways, in words for those who hear them', async () => {
    await expand('deploy.ts', 'loadConfig');
    await expand('loadConfig', 'config.ts:8');
    const [file, call, helper, first, last, other] = await labels();
    assert.equal(file, 'deploy.ts, src · 2, 2 blocking calls');
    assert.match(call ?? '', /^warning: `child_process\.execSync` blocks .*, in deploy, line 5$/);
    assert.match(helper ?? '', /^warning: `loadConfig` blocks .* through `readJson → .*, in deploy, line 6$/);
    assert.equal(first, 'calls readJson at config.ts:8');
    assert.equal(last, 'fs.readFileSync blocks, called at config.ts:4');
    assert.equal(other, 'notes.ts, src · 1, 1 blocking call');
  });

  it('leads to a call by a click', async () => {
    const { page } = window();
    await treeRows(page, 'config.ts:4').first().click();
    await untilCursorAt(page, 'config.ts', 4, 21);
  });

  it('groups by what blocks and by the async code', async () => {
    await group('Group by What Blocks', /^node:fs\.readFileSync, .*2 blocking calls$/);
    await group('Group by Async Entry Point', /^deploy, .*2 blocking calls$/);
    await group('Group by File', /^deploy\.ts, .*2 blocking calls$/);
  });

  it('is filtered by words and shows how many are left', async () => {
    const { page } = window();
    await runCommand(page, 'Unblock: Filter Blocking Calls');
    await page.locator('.quick-input-widget input').first().fill('READFILE notes');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 3 shown, filtered by “READFILE notes”').first().waitFor({ timeout: patience });
    await treeRows(page, 'deploy.ts').waitFor({ state: 'detached', timeout: patience });
    await page.locator('.composite.title .action-label[aria-label="Clear Filter"]').first().click();
    await treeRows(page, 'deploy.ts').waitFor({ timeout: patience });
  });

  it('ignores a call from its row', async () => {
    const { page } = window();
    await expand('deploy.ts', 'execSync');
    const row = treeRows(page, 'child_process.execSync');
    await row.hover();
    await row.locator('.action-label[aria-label="Ignore This Blocking Call"]').click();
    await untilCode(page, '// unblock-ignore-next-line process --');
    // The view follows the change.
    await row.waitFor({ state: 'detached', timeout: patience });
    await untilIconSays(/2 blocking calls/);
  });

  it('converts a call from its row', async () => {
    const { page } = window();
    const row = treeRows(page, /^\s*fs\.readFileSync/);
    if (!(await row.isVisible())) {
      await treeRows(page, 'notes.ts').click();
      await page.keyboard.press('ArrowRight');
    }
    await row.hover();
    await row.locator('.action-label[aria-label="Convert This Blocking Call"]').click();
    await untilCode(page, "await readFile('notes.txt', 'utf8')");
    await treeRows(page, 'notes.ts').waitFor({ state: 'detached', timeout: patience });
    await page.keyboard.press('Control+z');
    await treeRows(page, 'notes.ts').waitFor({ timeout: patience });
    // A window in a browser saves by itself.
    await until('the file is as it was', async () => (await notesOnDisk()).includes('readFileSync('));
  });

  it('has a call of the editor shown in it, and is gone through by commands', async () => {
    const { page } = window();
    await openFile(page, 'src/notes.ts');
    await goTo(page, 4, 10);
    await runCommand(page, 'Unblock: Show This Finding in the View');
    await page
      .locator('.pane-body .monaco-list-row.selected', { hasText: 'fs.readFileSync' })
      .waitFor({ timeout: patience });
    await runCommand(page, 'Unblock: Go to Previous Blocking Call');
    await untilCursorAt(page, 'deploy.ts', 7, 15);
    await runCommand(page, 'Unblock: Go to Next Blocking Call');
    await untilCursorAt(page, 'notes.ts', 4, 10);
  });

  it('converts the workspace after a preview in which each change is agreed to', async () => {
    const { page } = window();
    await runCommand(page, 'Unblock: Convert All Blocking Calls in the Workspace');
    const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Preview the changes' });
    await choice.first().click({ timeout: patience });
    const preview = page.locator('.panel', { hasText: 'Refactor Preview' });
    const change = preview.locator('.monaco-list-row', { hasText: 'notes.ts' }).first();
    await change.waitFor({ timeout: patience });
    assert.match(await notesOnDisk(), /readFileSync\('notes/);
    // Nothing is ticked before the user does so.
    await change.locator('.monaco-custom-toggle, input[type=checkbox]').first().click();
    await preview.locator('.monaco-button', { hasText: 'Apply' }).first().click();
    await treeRows(page, 'notes.ts').waitFor({ state: 'detached', timeout: patience });
  });
});
