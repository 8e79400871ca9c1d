import path from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../host/paths.ts';
import { runCommand, waitForFile, waitForSquiggle } from '../host/screenshot.ts';
import { withWorkbench } from '../host/workbench.ts';
import { median } from './median.ts';

/*
 * How long the extension holds up the extension host when it is activated: what VS Code itself measures for loading the
 * packed extension and calling `activate`, in ten fresh windows. Fails over the budget.
 */

const budgetMs = 150;
const runs = 10;

async function activationTime(): Promise<number> {
  const file = 'src/bot.ts';
  const template = path.join(repoRoot, 'test', 'example');
  const vsix = path.join(repoRoot, 'dist', 'unblock.vsix');
  return await withWorkbench({ template, file, vsix }, async (page: Page) => {
    await waitForFile(page, file);
    await waitForSquiggle(page);
    await runCommand(page, 'Developer: Show Running Extensions');
    const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Unblock' }).first();
    await row.waitFor({ timeout: 60_000 });
    const text = await row.locator('.activation-time').innerText();
    const milliseconds = /(\d+)\s*ms/.exec(text)?.[1];
    if (milliseconds === undefined) throw new Error(`"${text}" names no time`);
    return Number(milliseconds);
  });
}

/** Measures, and says whether that is within the budget. */
export async function measureActivation(): Promise<boolean> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await activationTime());
  console.log(
    `activation: ${median(times)} ms, the median of ${runs} windows; ${Math.min(...times)} ms in the fastest`,
  );
  const isOver = median(times) > budgetMs;
  if (isOver) console.error(`over the budget of ${budgetMs} ms`);
  return !isOver;
}
