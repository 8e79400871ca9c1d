import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { repoRoot } from './paths.ts';
import { screens } from './screens.ts';
import { chooseTheme, goTo, runCommand, takeScreenshot, waitForFile, waitForSquiggle } from './screenshot.ts';
import { withWorkbench } from './workbench.ts';

const usage = `Takes pictures of the extension at work on test/example.

  take-pictures.ts [--folder FOLDER] [--theme dark|light|contrast]... [NAME]...

  --folder  where they go; by default docs/images
  --theme   the themes that they are taken in; by default light. With several, the file names say which
  NAME      light-bulb (default, in the README), ${Object.keys(screens)
    .filter((name) => name !== 'light-bulb')
    .join(', ')}; all for every one`;

const example = path.join(repoRoot, 'test', 'example');
const file = 'src/bot.ts';

/** Colour themes that VS Code brings, by the names that its menu has for them. */
const themes = { light: undefined, dark: 'Dark Modern', contrast: 'Dark High Contrast' } as const;

type Theme = keyof typeof themes;

/** A calm window: nothing but the code and what the extension says about it. */
const settings = {
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

/** The call that the pictures of an editor show. */
const call = 'readFileSync';

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
      theme: { type: 'string', multiple: true, default: ['light'] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const names = positionals.includes('all') ? Object.keys(screens) : positionals;
  const unknownTheme = values.theme.find((theme) => !(theme in themes));
  if (unknownTheme !== undefined) throw new Error(`there is no theme ${unknownTheme}`);
  for (const theme of values.theme as readonly Theme[]) {
    for (const name of names.length > 0 ? names : ['light-bulb']) {
      const suffix = values.theme.length > 1 ? `-${theme}` : '';
      const picture = path.join(values.folder, `${name}${suffix}.png`);
      await takePicture(name, theme, picture);
      console.log(`written: ${picture}`);
    }
  }
  return 0;
}

async function takePicture(name: string, theme: Theme, picture: string): Promise<void> {
  const screen = screens[name];
  if (screen === undefined) throw new Error(`there is no picture ${name}`);
  const { hidesSideBar, arrange } = screen;
  const [line, column] = await placeOfCall();
  const options = {
    template: example,
    file,
    extensionDevelopmentPath: repoRoot,
    settings: {
      ...settings,
      ...(hidesSideBar && { 'workbench.activityBar.location': 'hidden' }),
      ...screen.settings,
    },
    viewport: { width: hidesSideBar ? 940 : 1200, height: hidesSideBar ? 660 : 760 },
  };
  await withWorkbench(options, async (page: Page) => {
    await waitForFile(page, file);
    await waitForSquiggle(page);
    const label = themes[theme];
    if (label !== undefined) await chooseTheme(page, label);
    if (hidesSideBar) await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await goTo(page, line, column);
    await arrange(page);
    await takeScreenshot(page, picture);
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
