import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { repoRoot } from './paths.ts';
import {
  goTo,
  hover,
  openLightBulb,
  runCommand,
  takeScreenshot,
  waitForFile,
  waitForSquiggle,
} from './screenshot.ts';
import { withWorkbench } from './workbench.ts';

const usage = `Takes pictures of the extension at work on test/example.

  take-pictures.ts [--folder FOLDER] [NAME]...

  --folder  where they go; by default docs/images
  NAME      light-bulb (default, in the README) or hover`;

const example = path.join(repoRoot, 'test', 'example');
const file = 'src/bot.ts';

/** A calm window: nothing but the code and what the extension says about it. */
const settings = {
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.scrollbar.vertical': 'hidden',
  'editor.hover.delay': 100,
  'editor.lightbulb.enabled': 'on',
};

/** The call that the pictures show. */
const call = 'readFileSync';

/** Each picture with what has to be done for it. */
const pictures: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'light-bulb': async (page) => {
    await openLightBulb(page, /^Convert to/);
  },
  hover: async (page) => {
    await hover(page, await waitForSquiggle(page));
  },
};

/** Line and column, counted from 1, inside of the first call in the example. */
async function placeOfCall(): Promise<readonly [line: number, column: number]> {
  const text = await readFile(path.join(example, file), 'utf8');
  const before = text.slice(0, text.indexOf(`${call}(`)).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 3];
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: path.join(repoRoot, 'docs', 'images') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const viewport = { width: 940, height: 660 };
  const [line, column] = await placeOfCall();
  for (const name of positionals.length > 0 ? positionals : ['light-bulb']) {
    const arrange = pictures[name];
    if (arrange === undefined) throw new Error(`there is no picture ${name}`);
    const picture = path.join(values.folder, `${name}.png`);
    const options = { template: example, file, extensionDevelopmentPath: repoRoot, settings, viewport };
    await withWorkbench(options, async (page) => {
      await waitForFile(page, file);
      await waitForSquiggle(page);
      await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
      await goTo(page, line, column);
      await arrange(page);
      await takeScreenshot(page, picture);
    });
    console.log(`written: ${picture}`);
  }
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
