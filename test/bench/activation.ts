import path from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../host/paths.ts';
import { findFile, runCommand, waitForFile, waitForSquiggle } from '../host/screenshot.ts';
import { withWorkbench } from '../host/workbench.ts';
import { median } from './median.ts';

/*
 * What it costs that the extension is activated, in ten fresh windows: how long it holds up the extension host, which VS
 * Code itself measures as loading the packed extension and calling `activate`, and how long it takes from a click on the
 * first file until its findings are underlined, with all that VS Code does for that file. Fails over the budget.
 */

const budgetMs = 150;
const runs = 10;

/** In milliseconds. */
export interface Activation {
  readonly activation: number;
  readonly firstFindings: number;
}

/** Measures one window. */
export async function measureWindow(vsix = path.join(repoRoot, 'dist', 'unblock.vsix')): Promise<Activation> {
  const file = 'src/bot.ts';
  const template = path.join(repoRoot, 'test', 'example');
  // High enough for all extensions that run: the list has only the rows in sight.
  const viewport = { width: 1280, height: 2000 };
  return await withWorkbench({ template, vsix, viewport }, async (page: Page) => {
    const row = await findFile(page, file);
    const begun = performance.now();
    await row.click();
    await waitForSquiggle(page);
    const firstFindings = performance.now() - begun;
    await waitForFile(page, file);
    await runCommand(page, 'Developer: Show Running Extensions');
    const extension = page.locator('.runtime-extensions-editor .extension', { hasText: 'Unblock' }).first();
    await extension.waitFor({ timeout: 60_000 });
    const text = await extension.locator('.activation-time').innerText();
    const milliseconds = /(\d+)\s*ms/.exec(text)?.[1];
    if (milliseconds === undefined) throw new Error(`"${text}" names no time`);
    return { activation: Number(milliseconds), firstFindings };
  });
}

/** Measures, and says whether that is within the budget. */
export async function measureActivation(): Promise<boolean> {
  const windows: Activation[] = [];
  for (let run = 0; run < runs; run++) windows.push(await measureWindow());
  const figures = (name: keyof Activation): string => {
    const times = windows.map((window) => window[name]);
    return `${median(times).toFixed(0)} ms, the median of ${runs} windows; ${Math.min(...times).toFixed(0)} ms in the fastest`;
  };
  console.log(`activation: ${figures('activation')}`);
  console.log(`from a click on a file to its findings: ${figures('firstFindings')}`);
  const isOver = median(windows.map(({ activation }) => activation)) > budgetMs;
  if (isOver) console.error(`over the budget of ${budgetMs} ms`);
  return !isOver;
}
