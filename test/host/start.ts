import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withCleanup } from './cleanup.ts';
import {
  downloadDesktop,
  hasDisplay,
  installedDesktop,
  openWindow,
  profileArguments,
  type Desktop,
} from './electron.ts';
import { repoRoot } from './paths.ts';
import { takeScreenshot, waitForFile, waitForProblem, waitForSquiggle } from './screenshot.ts';
import { makeProfile, startServer } from './server.ts';
import { prepareServer } from './setup.ts';
import { workbenchUrl } from './workbench-url.ts';
import { copyToTemporary, withWorkbench } from './workbench.ts';

const usage = `Opens a VS Code with the extension of this repository on a copy of a folder.

  start.ts [FOLDER] [--file FILE] [--browser] [--port N] [--check [--picture FILE]] [--extension FOLDER]

  FOLDER       what to open; by default test/example
  --file       the file to show, relative to FOLDER; by default the first source file in it
  --browser    serves VS Code to a browser, even where a desktop VS Code could be opened
  --port       the port it is served on
  --check      shows the file in a headless browser, waits for a diagnostic of the extension, and ends
  --picture    takes a picture of that
  --extension  the extension's folder; by default this repository`;

interface StartOptions {
  readonly folder: string;
  readonly file: string | undefined;
  readonly extension: string;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      file: { type: 'string' },
      browser: { type: 'boolean', default: false },
      port: { type: 'string' },
      check: { type: 'boolean', default: false },
      picture: { type: 'string' },
      extension: { type: 'string', default: repoRoot },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const folder = path.resolve(positionals[0] ?? path.join(repoRoot, 'test', 'example'));
  const extension = path.resolve(values.extension);
  if (!existsSync(folder)) throw new Error(`${folder} does not exist`);
  const options = { folder, extension, file: values.file ?? firstSource(folder) };
  const { name, main: entry } = await readManifest(extension);
  if (!existsSync(path.join(extension, entry)))
    throw new Error(`${entry} does not exist: build the extension first`);
  if (values.check) return await check(options, name, values.picture);

  const desktop = values.browser || !hasDisplay() ? undefined : await findDesktop();
  if (desktop === undefined)
    return await serve(options, values.port === undefined ? undefined : Number(values.port));
  return await openDesktop(desktop, options);
}

async function findDesktop(): Promise<Desktop | undefined> {
  const installed = await installedDesktop();
  if (installed !== undefined) return installed;
  try {
    console.log('No VS Code is installed here: looking for one to download.');
    return await downloadDesktop('stable');
  } catch {
    return undefined;
  }
}

async function openDesktop(desktop: Desktop, options: StartOptions): Promise<number> {
  return await withCleanup(async (defer) => {
    const profile = await makeProfile(defer);
    const workspace = await copyToTemporary(options.folder, defer);
    const args = [
      ...profileArguments(profile),
      '--new-window',
      `--extensionDevelopmentPath=${options.extension}`,
      workspace,
      ...(options.file === undefined ? [] : [path.join(workspace, options.file)]),
    ];
    console.log(`VS Code ${desktop.version} opens on a copy of ${options.folder}. Close its window to end.`);
    const code = await openWindow(desktop, args, {}, () => undefined, defer);
    return typeof code === 'number' ? code : 1;
  });
}

async function serve(options: StartOptions, port: number | undefined): Promise<number> {
  console.log('Preparing a VS Code for the browser.');
  const files = await prepareServer();
  return await withCleanup(async (defer) => {
    const profile = await makeProfile(defer);
    const workspace = await copyToTemporary(options.folder, defer);
    const server = await startServer(files, { profile, ...(port === undefined ? {} : { port }) }, defer);
    const url = workbenchUrl(server.authority, {
      workspace,
      extensionDevelopmentPath: options.extension,
      ...(options.file === undefined ? {} : { file: path.join(workspace, options.file) }),
    });
    console.log(
      `VS Code ${files.version} runs on a copy of ${options.folder}. Open this address in a browser:`,
    );
    console.log(`\n  ${url}\n\nPress Ctrl+C to end.`);
    await server.ended;
    throw new Error('the VS Code server ended');
  });
}

async function check(options: StartOptions, source: string, picture: string | undefined): Promise<number> {
  const { file } = options;
  if (file === undefined) throw new Error(`there is no source file in ${options.folder} to show`);
  const started = Date.now();
  await withWorkbench(
    { template: options.folder, file, extensionDevelopmentPath: options.extension },
    async (page) => {
      await waitForFile(page, file);
      await waitForSquiggle(page);
      // An underlining can be another extension's; the problems panel says whose it is.
      await waitForProblem(page, source);
      if (picture !== undefined) await takeScreenshot(page, picture);
    },
  );
  console.log(
    `ok: VS Code shows a diagnostic of ${source} in ${file} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return 0;
}

async function readManifest(extension: string): Promise<{ name: string; main: string }> {
  const manifest: unknown = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && 'main' in manifest) {
    const { name, main: entry } = manifest;
    if (typeof name === 'string' && typeof entry === 'string') return { name, main: entry };
  }
  throw new Error(`${extension} is not an extension`);
}

function firstSource(folder: string): string | undefined {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:[cm]?[jt]sx?|py)$/.test(name) && !name.includes('node_modules'))
    .sort((a, b) => a.split(path.sep).length - b.split(path.sep).length || a.localeCompare(b))[0];
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
