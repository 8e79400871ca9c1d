import type { Locator } from 'playwright-core';
import { runCommand } from '../host/screenshot.ts';
import { patience, pictureIn, scanProject, treeRows, untilCursorAt, useWindow } from './window.ts';

describe('the walkthrough', () => {
  const window = useWindow({ template: scanProject });

  /** Shows a step of the walkthrough. */
  async function step(title: string): Promise<Locator> {
    const { page } = window();
    await runCommand(page, 'Welcome: Open Walkthrough...');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Unblock' });
    await row.first().click({ timeout: patience });
    const walkthrough = page.locator('.gettingStartedContainer');
    const all = walkthrough.locator('.getting-started-step', { hasText: title }).first();
    await all.waitFor({ timeout: patience });
    const expanded = walkthrough.locator('.getting-started-step.expanded', { hasText: title });
    if (!(await expanded.isVisible())) await all.click();
    await expanded.waitFor({ timeout: patience });
    return expanded;
  }

  async function press(title: string, button: string): Promise<void> {
    await (await step(title)).locator('.monaco-button', { hasText: button }).click({ timeout: patience });
  }

  /** A step that was done is ticked. */
  async function untilTicked(title: string): Promise<void> {
    await (await step(title)).locator('.codicon.complete').waitFor({ timeout: patience });
  }

  it('scans the workspace', async () => {
    const { page } = window();
    await press('Scan the workspace', 'Scan Workspace');
    await page
      .locator('.statusbar-item', { hasText: 'Unblock: 3 blocking calls in 4 files' })
      .waitFor({ timeout: patience });
    await treeRows(page, 'deploy.ts').waitFor({ timeout: patience });
    await untilTicked('Scan the workspace');
  });

  it('goes to a call to be converted', async () => {
    const { page } = window();
    await press('Convert a call', 'Go to Next Blocking Call');
    await untilCursorAt(page, 'deploy.ts', 5, 3);
    await untilTicked('Convert a call');
  });

  it('opens the setting that converts on save', async () => {
    const { page } = window();
    await press('Convert on save', 'Open Settings');
    await page
      .locator('.settings-editor .setting-item', { hasText: 'Code Actions On Save' })
      .first()
      .waitFor({ timeout: patience });
  });

  it('shows the picture', async () => {
    const { page } = window();
    await press('See the whole', 'Show Picture');
    await pictureIn(page).waitFor({ timeout: patience });
    await untilTicked('See the whole');
  });
});
