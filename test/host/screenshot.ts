import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const patience = 60_000;

/** How a diagnostic is underlined; a hint has dots. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Opens a file of the workspace by its name, as Ctrl+P does. */
export async function openFile(page: Page, name: string): Promise<void> {
  await (await findFile(page, name)).click();
  await waitForFile(page, name);
}

/**
 * Looks a file of the workspace up by its name, as Ctrl+P does.
 *
 * @returns The entry, to be clicked.
 */
export async function findFile(page: Page, name: string): Promise<Locator> {
  await page.locator('.monaco-workbench').waitFor({ timeout: patience });
  const input = page.locator('.quick-input-widget input').first();
  await attempt(10, async () => {
    await page.keyboard.press('Control+p');
    await input.waitFor({ timeout: 2000 });
  });
  await input.fill(name);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: path.basename(name) }).first();
  await row.waitFor({ timeout: 15_000 });
  return row;
}

/** Waits until an editor shows a file. */
export async function waitForFile(page: Page, name: string): Promise<void> {
  await page
    .locator(`.tab.active[data-resource-name="${path.basename(name)}"]`)
    .first()
    .waitFor({ timeout: patience });
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
}

/** Waits until something in the editor is underlined. */
export async function waitForSquiggle(page: Page, severity: Severity = 'warning'): Promise<Locator> {
  const squiggle = page.locator(`.monaco-editor .squiggly-${severity}`).first();
  await squiggle.waitFor({ timeout: patience });
  return squiggle;
}

/** Waits until the problems panel, which it opens, names a source of diagnostics. */
export async function waitForProblem(page: Page, source: string): Promise<void> {
  const row = page.locator('.markers-panel-container .marker-source', { hasText: source }).first();
  await attempt(6, async () => {
    // The keys hide the panel when it is shown already, so they are not pressed twice in a row.
    if (!(await page.locator('.markers-panel-container').isVisible()))
      await page.keyboard.press('Control+Shift+m');
    await row.waitFor({ timeout: 10_000 });
  });
}

/** Puts the cursor at a line and column, both counted from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await focusEditor(page);
  const input = page.locator('.quick-input-widget input').first();
  await attempt(5, async () => {
    await page.keyboard.press('Control+g');
    await input.waitFor({ timeout: 2000 });
  });
  await input.fill(`:${line}:${column}`);
  await input.press('Enter');
  await input.waitFor({ state: 'hidden', timeout: 5000 });
}

/**
 * Opens the light bulb's menu at the cursor and waits until it offers an entry.
 *
 * @returns The entry, to be clicked.
 */
export async function openLightBulb(page: Page, entry: string | RegExp): Promise<Locator> {
  const found = page.locator('.action-widget .monaco-list-row').filter({ hasText: entry }).first();
  // Repeated, because VS Code cancels the request when some extension registers a provider while it runs.
  await attempt(6, async () => {
    await page.keyboard.press('Control+.');
    try {
      await found.waitFor({ timeout: 3000 });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  });
  return found;
}

/** Rests the mouse on something and waits for the box that appears. */
export async function hover(page: Page, target: Locator): Promise<Locator> {
  const box = page.locator('.monaco-hover:visible').first();
  await attempt(5, async () => {
    await page.mouse.move(0, 0);
    // By position: an underlining lies below the text, so the element itself never gets the mouse.
    const area = await target.boundingBox();
    if (area === null) throw new Error('what should be hovered is not visible');
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2, { steps: 5 });
    await box.waitFor({ timeout: 3000 });
  });
  return box;
}

/** Runs a command by its title, as the command palette does. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  // From the start again: the palette lists what was known when it was opened, and extensions come later.
  await attempt(6, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 2000 });
    await input.fill(`>${title}`, { timeout: 2000 });
    await row.click({ timeout: 5000 });
  });
}

/** Chooses a colour theme by its label. Settings would do, but for high contrast, which some hosts go back from. */
export async function chooseTheme(page: Page, label: string): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.locator('.quick-input-widget input').first();
  await input.fill(label);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  await row.waitFor({ timeout: 15_000 });
  await row.click();
  await input.waitFor({ state: 'hidden', timeout: 5000 });
}

/** Writes a picture of the window, once it has come to rest. */
export async function takeScreenshot(page: Page, file: string): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await page.waitForTimeout(700); // menus and squiggles fade in
  await page.screenshot({ path: file });
}

async function focusEditor(page: Page): Promise<void> {
  const line = page.locator('.editor-group-container.active .monaco-editor .view-line').first();
  await line.click({ position: { x: 2, y: 8 }, timeout: 15_000 });
}

async function attempt(times: number, action: () => Promise<void>): Promise<void> {
  for (let left = times - 1; ; left--) {
    try {
      await action();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
