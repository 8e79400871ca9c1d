import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { goTo, hover, openFile, openLightBulb, runCommand, waitForSquiggle } from '../host/screenshot.ts';
import {
  editorLine,
  patience,
  peekOf,
  scanProject,
  until,
  untilCode,
  untilCursorAt,
  useWindow,
  panelIn,
} from './window.ts';

describe('an editor', () => {
  const window = useWindow({
    template: scanProject,
    settings: { 'editor.hover.delay': 100, 'editor.lightbulb.enabled': 'on' },
  });

  /** Changes settings of the workspace, as somebody does who writes the file. */
  async function set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const folder = path.join(window().workspace, '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
  }

  it('explains the call under the pointer', async () => {
    const { page } = window();
    await openFile(page, 'src/deploy.ts');
    const squiggle = await waitForSquiggle(page);
    const box = page.locator('.monaco-hover:visible', { hasText: 'holds the event loop' });
    // Each time a part of it comes, the box is drawn anew.
    await until('the box has our part', async () => {
      await hover(page, squiggle);
      await page.waitForTimeout(1500);
      return await box.isVisible();
    });
    const text = await box.innerText();
    // What blocks and what to await, why here, its class of cost, why no quick fix converts it, the page.
    assert.match(text, /`child_process\.execSync` blocks the event loop: it starts a process/);
    assert.match(text, /Use `await once\(spawn\(…\), 'close'\)` instead/);
    assert.match(text, /It runs in async `deploy`/);
    assert.match(text, /holds the event loop until the other process has ended \(process, process\)/);
    assert.match(text, /No automatic conversion: its input option has no awaited form/);
    const link = box.locator('a', { hasText: 'More about process calls' });
    assert.match((await link.getAttribute('data-href')) ?? '', /^https:\/\/.*\/docs\/process\.md$/);
  });

  it('shows the way through helpers from the light bulb', async () => {
    const { page } = window();
    await goTo(page, 6, 17);
    const entry = await openLightBulb(page, 'Show blocking path: loadConfig → readJson → fs.readFileSync');
    await entry.click();
    const peek = await peekOf(page, 3);
    await peek.locator('.monaco-list-row', { hasText: 'config.ts' }).first().waitFor({ timeout: patience });
    await page.keyboard.press('Escape');
  });

  it('makes a helper async over all files from the light bulb, which is undone in one step', async () => {
    const { page } = window();
    await goTo(page, 6, 17);
    const title = 'Make `loadConfig` and `readJson` async and await their 2 callers (2 files)';
    await (await openLightBulb(page, title)).click();
    await untilCode(page, 'console.log(await loadConfig());');
    await openFile(page, 'src/config.ts');
    await untilCode(page, 'return await readJson(');
    await untilCode(page, 'async function readJson(path: string): Promise<unknown> {');
    await untilCode(page, "await readFile(path, 'utf8')");
    await openFile(page, 'src/deploy.ts');
    await goTo(page, 1, 1);
    await page.keyboard.press('Control+z');
    const dialog = page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Undo in 2 Files$/ });
    // The editor asks only where it cannot tell that both files were changed by the same step.
    await Promise.race([
      untilCode(page, 'console.log(loadConfig());'),
      dialog.click({ timeout: patience }).catch(() => undefined),
    ]);
    await untilCode(page, 'console.log(loadConfig());');
    await openFile(page, 'src/config.ts');
    await untilCode(page, 'function readJson(path: string): unknown {');
    await untilCode(page, "readFileSync(path, 'utf8')");
  });

  it('shows who blocks through a helper', async () => {
    const { page } = window();
    await openFile(page, 'src/config.ts');
    await goTo(page, 3, 12);
    await untilCursorAt(page, 'config.ts', 3, 12);
    await runCommand(page, 'Unblock: Show Who Blocks Through This Function');
    const peek = await peekOf(page, 1);
    await peek
      .locator('.monaco-list-row', { hasText: 'console.log(loadConfig());' })
      .waitFor({ timeout: patience });
    await page.keyboard.press('Escape');
  });

  it('explains a finding on a page whose links lead to the code', async () => {
    const { page } = window();
    await openFile(page, 'src/deploy.ts');
    await goTo(page, 6, 17);
    await runCommand(page, 'Unblock: Explain This Finding');
    const explanation = panelIn(page).locator('body');
    await explanation.getByText('loadConfig blocks', { exact: true }).waitFor({ timeout: patience });
    const text = await explanation.innerText();
    for (const part of [
      /Async here: deploy, an async function \(line 4\)/,
      /No automatic conversion: .* The helper itself can use await fs\.promises\.readFile/,
      /deploy\.ts:6 calls loadConfig\s+config\.ts:8 calls readJson\s+config\.ts:4 calls fs\.readFileSync/,
      /More about file calls/,
    ])
      assert.match(text, part);
    await explanation.getByText('config.ts:4').click();
    await untilCursorAt(page, 'config.ts', 4, 1);
    await runCommand(page, 'View: Close All Editors');
  });

  it('says above functions and at the ends of lines what they block on, when it is asked to', async () => {
    const { page } = window();
    await openFile(page, 'src/deploy.ts');
    const lens = page.locator('.codelens-decoration a', { hasText: 'blocks:' });
    const note = `[...document.querySelectorAll('.view-line span')]
      .map((span) => getComputedStyle(span, '::after').content)
      .find((content) => content.startsWith('"blocks:'))`;
    await waitForSquiggle(page);
    assert.equal(await lens.count(), 0);
    assert.equal(await page.evaluate(note), undefined);

    await set({ 'unblock.codeLens': true, 'unblock.decorations': true });
    await lens.first().waitFor({ timeout: patience });
    assert.equal(await lens.first().innerText(), 'blocks: 1 process, 1 file access, via loadConfig');
    await page.waitForFunction(note, undefined, { timeout: patience });
    assert.equal(await page.evaluate(note), '"blocks: child_process.execSync"');
    await lens.first().click();
    await peekOf(page, 2);
    await page.keyboard.press('Escape');

    await set({});
    await lens.first().waitFor({ state: 'detached', timeout: patience });
    await page.waitForFunction(`(${note}) === undefined`, undefined, { timeout: patience });
  });

  it('says in its language status how the server is and how long it took', async () => {
    const { page } = window();
    await page.locator('#status\\.languageStatus').hover();
    const status = page.locator('.hover-language-status', { hasText: 'Unblock' });
    await status.waitFor({ timeout: patience });
    assert.match(await status.innerText(), /Ready: 4 files, looked at in \d+\.\d s\./);
    await status.locator('a', { hasText: 'Show output' }).click();
    // The output panel has our channel chosen.
    await page
      .locator('.panel .pane-header, .panel .title-actions, .panel')
      .filter({ hasText: 'Unblock' })
      .first()
      .waitFor({ timeout: patience });
    await runCommand(page, 'View: Hide Panel');
  });

  it('has settings with a page of their own', async () => {
    const { page } = window();
    await runCommand(page, 'Unblock: Open Settings');
    const setting = page.locator('.settings-editor .setting-item', { hasText: 'Unblock' });
    await setting.first().waitFor({ timeout: patience });
    const text = await page.locator('.settings-editor .settings-tree-container').innerText();
    assert.match(text, /Controls whether blocking calls in async code are reported\./);
    // A text of the translations that is missing would be shown as its key.
    assert.doesNotMatch(text, /%[\w.]+%/);
    await runCommand(page, 'View: Close All Editors');
  });

  it('completes a suppression comment', async () => {
    const { page } = window();
    await openFile(page, 'src/notes.ts');
    await editorLine(page, "readFileSync('notes").click();
    await page.keyboard.press('Control+Shift+Enter');
    await page.keyboard.type('// unblock-');
    const item = page
      .locator('.suggest-widget .monaco-list-row', { hasText: 'unblock-ignore-next-line' })
      .first();
    await item.waitFor({ timeout: patience });
    await item.click();
    await untilCode(page, '// unblock-ignore-next-line file -- ');
    await runCommand(page, 'File: Revert File');
  });
});
