import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseTheme, runCommand } from '../host/screenshot.ts';
import {
  patience,
  peekOf,
  pictureIn,
  scanProject,
  until,
  untilCursorAt,
  useWindow,
  labelsOf,
  panelIn,
} from './window.ts';

describe('the picture of the workspace', () => {
  const window = useWindow({ template: scanProject });

  async function show(): Promise<void> {
    const { page } = window();
    await runCommand(page, 'Unblock: Show Picture of the Workspace');
    await pictureIn(page).waitFor({ timeout: patience });
  }

  /** The colour of its words. */
  async function colour(): Promise<string> {
    const text = pictureIn(window().page).locator('text.heading').first();
    return await text.evaluate((element: unknown) => {
      const browser = globalThis as unknown as { getComputedStyle(of: unknown): { readonly color: string } };
      return browser.getComputedStyle(element).color;
    });
  }

  it('says in words what it shows', async () => {
    await show();
    const labels = await labelsOf(pictureIn(window().page).locator('a'));
    assert.deepEqual(labels, [
      'deploy blocks on node:child_process.execSync: 1 call',
      'deploy blocks on node:fs.readFileSync: 1 call',
      'readNotes blocks on node:fs.readFileSync: 1 call',
      'deploy, src/deploy.ts: 2 calls',
      'readNotes, src/notes.ts: 1 call',
      'node:child_process.execSync, process: 1 call, waits for a process',
      'node:fs.readFileSync, file: 2 calls, waits for a device',
    ]);
  });

  it('loads nothing and runs no script', async () => {
    const { page } = window();
    const meta = panelIn(page).locator('meta[http-equiv="Content-Security-Policy"]');
    const policy = (await meta.getAttribute('content')) ?? '';
    assert.match(policy, /^default-src 'none'; style-src 'nonce-[\w-]+'$/);
    assert.equal(await pictureIn(page).locator('script, image, foreignObject').count(), 0);
  });

  it('leads to the call by a click', async () => {
    const { page } = window();
    await pictureIn(page).locator('a[aria-label^="readNotes, "] .bar').click();
    await peekOf(page, 1);
    await untilCursorAt(page, 'notes.ts', 4, 10);
    await page.keyboard.press('Escape');
  });

  it('leads to the calls by the keyboard', async () => {
    const { page } = window();
    await show();
    await pictureIn(page).locator('a[aria-label^="node:child_process"]').focus();
    await page.keyboard.press('Tab');
    const focused = pictureIn(page).locator('a:focus');
    assert.match((await focused.getAttribute('aria-label')) ?? '', /^node:fs\.readFileSync/);
    await page.keyboard.press('Enter');
    const peek = await peekOf(page, 2);
    await peek.locator('.monaco-list-row', { hasText: 'notes.ts' }).waitFor({ timeout: patience });
    await page.keyboard.press('Escape');
  });

  it('is exported as an SVG that stands alone', async () => {
    const { page, workspace } = window();
    await show();
    await page.locator('.editor-actions .action-label[aria-label^="Export Picture as SVG"]').first().click();
    const input = page.locator('.quick-input-widget input').first();
    await input.waitFor({ timeout: patience });
    const target = path.join(workspace, 'blocking-calls.svg');
    await until('the dialog proposes a name', async () => (await input.inputValue()) === target);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: patience });
    await until('the file is written', () => Promise.resolve(existsSync(target)));
    const svg = await readFile(target, 'utf8');
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /<a |command:/);
    assert.match(svg, />node:fs\.readFileSync</);
  });

  it('follows the theme', async () => {
    const { page } = window();
    const light = await colour();
    await chooseTheme(page, 'Dark High Contrast');
    await until('the words are white', async () => (await colour()) === 'rgb(255, 255, 255)');
    assert.notEqual(light, 'rgb(255, 255, 255)');
  });
});
