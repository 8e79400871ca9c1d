import type { Page } from 'playwright-core';
import { hover, openLightBulb, runCommand, waitForSquiggle } from './screenshot.ts';

/** A picture of the extension, and what has to be done for it in a window that shows the example. */
export interface Screen {
  /** The picture shows the code and nothing beside it. */
  readonly hidesSideBar: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly arrange: (page: Page) => Promise<void>;
}

const patience = 60_000;

/** Each picture by its name. */
export const screens: Readonly<Record<string, Screen>> = {
  'light-bulb': {
    hidesSideBar: true,
    async arrange(page) {
      await openLightBulb(page, /^Convert to/);
    },
  },
  hover: {
    hidesSideBar: true,
    async arrange(page) {
      await hover(page, await waitForSquiggle(page));
    },
  },
  tree: {
    hidesSideBar: false,
    async arrange(page) {
      await scan(page);
      await openTree(page);
    },
  },
  path: {
    hidesSideBar: true,
    async arrange(page) {
      await showPath(page);
    },
  },
  picture: {
    hidesSideBar: false,
    async arrange(page) {
      await scan(page);
      await runCommand(page, 'Unblock: Show Picture of the Workspace');
      await page
        .frameLocator('iframe.webview')
        .frameLocator('iframe')
        .locator('svg.unblock')
        .waitFor({ timeout: patience });
    },
  },
  explanation: {
    hidesSideBar: true,
    async arrange(page) {
      await runCommand(page, 'Unblock: Explain This Finding');
      await page
        .frameLocator('iframe.webview')
        .frameLocator('iframe')
        .getByText('Async here')
        .waitFor({ timeout: patience });
    },
  },
  lens: {
    hidesSideBar: true,
    settings: { 'unblock.codeLens': true },
    async arrange(page) {
      await page
        .locator('.codelens-decoration a', { hasText: 'blocks:' })
        .first()
        .waitFor({ timeout: patience });
    },
  },
  decorations: {
    hidesSideBar: true,
    settings: { 'unblock.decorations': true },
    async arrange(page) {
      // The text is of the style sheet, so it is in no element.
      const isShown = `[...document.querySelectorAll('.view-line span')].some((span) =>
        getComputedStyle(span, '::after').content.startsWith('"blocks:'))`;
      await page.waitForFunction(isShown, undefined, { timeout: patience });
    },
  },
  walkthrough: {
    hidesSideBar: false,
    async arrange(page) {
      await runCommand(page, 'Welcome: Open Walkthrough...');
      const row = page
        .locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Unblock' })
        .first();
      await row.waitFor({ timeout: patience });
      await row.click();
      await page.getByText('Scan the workspace').first().waitFor({ timeout: patience });
    },
  },
};

async function scan(page: Page): Promise<void> {
  await runCommand(page, 'Unblock: Scan Workspace for Blocking Calls');
  // The number on the view's icon, or at least the end of the progress.
  await page
    .locator('.badge-content', { hasText: /\d/ })
    .first()
    .waitFor({ timeout: patience, state: 'attached' });
}

async function openTree(page: Page): Promise<void> {
  await runCommand(page, 'Focus on Blocking Calls View');
  const row = page.locator('.pane-body .monaco-list-row', { hasText: 'bot.ts' }).first();
  await row.waitFor({ timeout: patience });
  await row.click();
  await page.keyboard.press('ArrowRight');
}

/** Goes on to the first call of a helper, which has a way to be shown, and shows it. */
async function showPath(page: Page): Promise<void> {
  // The first of these scans the workspace.
  for (let calls = 0; calls < 2; calls++) {
    await runCommand(page, 'Unblock: Go to Next Blocking Call');
    await page.waitForTimeout(4000);
  }
  await runCommand(page, 'Unblock: Show Blocking Path');
  await page.locator('.peekview-widget .monaco-list-row').nth(1).waitFor({ timeout: patience });
}
