import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { repoRoot } from '../host/paths.ts';
import { withWorkbench, type WorkbenchOptions } from '../host/workbench.ts';

/** A window of VS Code with the packed extension, seen and driven as a user does: through its page. */
export interface Window {
  readonly page: Page;
  /** The folder that is open in it. */
  readonly workspace: string;
}

/** How long a test waits for what VS Code and the server do on their own, in milliseconds. */
export const patience = 60_000;

const vsix = path.join(repoRoot, 'dist', 'unblock.vsix');

/** The small project that is opened unless a test needs another. */
export const scanProject = path.join(repoRoot, 'test', 'e2e', 'workspaces', 'scan');

/**
 * Opens a window before the tests of a suite and closes it after them. A test that fails leaves a picture behind.
 *
 * @returns What gives the window while the tests run.
 */
export function useWindow(options: Omit<WorkbenchOptions, 'vsix'>): () => Window {
  let window: Window | undefined;
  let release: () => void = () => undefined;
  let closed: Promise<void> = Promise.resolve();

  before(async function () {
    // Elsewhere VS Code cannot be put together from packages; what has no page is tested in a desktop VS Code there.
    if (process.platform !== 'linux' || process.arch !== 'x64') this.skip();
    if (!existsSync(vsix)) throw new Error('there is no packed extension: npm run package');
    window = await new Promise<Window>((resolve, reject) => {
      // A tip that opens where the pointer was left would lie over what is clicked next.
      const settings = { 'workbench.hover.delay': 600_000, ...options.settings };
      closed = withWorkbench({ ...options, settings, vsix }, async (page, workspace) => {
        await page.locator('.monaco-workbench').waitFor({ timeout: patience });
        resolve({ page, workspace });
        await new Promise<void>((end) => {
          release = end;
        });
      });
      closed.catch(reject);
    });
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || window === undefined) return;
    const name = this.currentTest.title.replaceAll(/\W+/g, '-');
    await window.page.screenshot({ path: path.join(repoRoot, '.vscode-test', 'e2e', `${name}.png`) });
  });

  after(async () => {
    release();
    await closed;
  });

  return () => {
    if (window === undefined) throw new Error('the window is not open yet');
    return window;
  };
}

/** Asks again and again until something holds. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await delay(100);
  }
}

/** The rows of the view of blocking calls that show some text. */
export function treeRows(page: Page, text: string | RegExp): Locator {
  return page.locator('.pane-body .monaco-list-row').filter({ hasText: text });
}

/** Shows the view of blocking calls. */
export async function openView(page: Page): Promise<void> {
  await viewIcon(page).click();
  await page.locator('.composite.title', { hasText: /blocking calls/i }).waitFor({ timeout: patience });
}

/** The icon of the view, whose label says how many calls there are. */
export function viewIcon(page: Page): Locator {
  return page.locator('.activitybar a.action-label[aria-label^="Blocking Calls"]').first();
}

/** Waits until the editor in front shows a file with the cursor at a line and column, both counted from 1. */
export async function untilCursorAt(page: Page, file: string, line: number, column: number): Promise<void> {
  await page.locator(`.tab.active[data-resource-name="${file}"]`).first().waitFor({ timeout: patience });
  await page
    .locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` })
    .first()
    .waitFor({ timeout: patience });
}

/** Waits until the editor in front shows some code. */
export async function untilCode(page: Page, code: string): Promise<void> {
  await editorLine(page, code).waitFor({ timeout: patience });
}

/** The first line in the editor in front that has some code in it. */
export function editorLine(page: Page, code: string): Locator {
  // The editor writes spaces that do not break.
  const pattern = new RegExp(code.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \u00a0]'));
  return page
    .locator('.editor-group-container.active .editor-instance .view-line')
    .filter({ hasText: pattern })
    .first();
}

/** The peek view, once it shows a number of places. */
export async function peekOf(page: Page, places: number): Promise<Locator> {
  const peek = page.locator('.peekview-widget');
  await peek.locator('.head', { hasText: `(${places})` }).waitFor({ timeout: patience });
  return peek;
}

/** The page of its own that the window shows in a panel. */
export function panelIn(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** The picture of the workspace. */
export function pictureIn(page: Page): Locator {
  return panelIn(page).locator('svg.unblock');
}

/** What a screen reader says of some elements, at one moment. */
export async function labelsOf(elements: Locator): Promise<readonly string[]> {
  return await elements.evaluateAll((all: unknown) =>
    // It runs in the page, whose types are not known here.
    (all as readonly { getAttribute(name: string): string | null }[]).map(
      (element) => element.getAttribute('aria-label') ?? '',
    ),
  );
}
