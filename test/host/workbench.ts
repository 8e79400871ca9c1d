import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { withCleanup, type Defer } from './cleanup.ts';
import { repoRoot } from './paths.ts';
import { installVsix, makeProfile, startServer } from './server.ts';
import { prepareHost } from './setup.ts';
import { workbenchUrl } from './workbench-url.ts';

/** What {@link withWorkbench} shows. */
export interface WorkbenchOptions {
  /** A folder, of which a copy is opened. */
  readonly template: string;
  /** What is opened instead of the whole copy: a folder or a `.code-workspace` file in it. */
  readonly open?: string;
  /** Adds to the copy before it is opened. */
  readonly prepare?: (workspace: string) => Promise<void>;
  /** A file to open, relative to the copy. */
  readonly file?: string;
  /** Extensions to run from their folder. */
  readonly extensionDevelopmentPath?: string;
  /** A packed extension to install. */
  readonly vsix?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Opens VS Code in a headless browser on a copy of a folder, for as long as the work on its page takes. */
export async function withWorkbench<T>(
  options: WorkbenchOptions,
  work: (page: Page, workspace: string) => Promise<T>,
): Promise<T> {
  const files = await prepareHost();
  return await withCleanup(async (defer) => {
    const profile = await makeProfile(defer, options.settings);
    const workspace = await copyToTemporary(options.template, defer);
    await options.prepare?.(workspace);
    if (options.vsix !== undefined) await installVsix(files, profile, options.vsix);
    const server = await startServer(files, { profile }, defer);
    const browser = await openBrowser(files.browser, options.viewport);
    defer(browser.close);
    const { file, extensionDevelopmentPath } = options;
    await browser.page.goto(
      workbenchUrl(server.authority, {
        workspace: path.resolve(workspace, options.open ?? '.'),
        ...(file === undefined ? {} : { file: path.join(workspace, file) }),
        ...(extensionDevelopmentPath === undefined ? {} : { extensionDevelopmentPath }),
      }),
    );
    return await work(browser.page, workspace);
  });
}

/** Copies a folder to a temporary place of the same name, because its name is what the window shows. */
export async function copyToTemporary(folder: string, defer: Defer): Promise<string> {
  const parent = await mkdtemp(path.join(await realpath(tmpdir()), 'unblock-workspace-'));
  defer(() => rm(parent, { recursive: true, force: true, maxRetries: 5 }));
  const copy = path.join(parent, path.basename(path.resolve(folder)));
  await cp(folder, copy, { recursive: true });
  await linkTypes(copy);
  return copy;
}

/** Gives a copied project the type declarations of Node, as if it had been installed. */
async function linkTypes(project: string): Promise<void> {
  const installed = path.join(project, 'node_modules', '@types');
  if (existsSync(installed)) return;
  await mkdir(installed, { recursive: true });
  // A junction, because Windows lets not everybody make other links.
  await symlink(
    path.join(repoRoot, 'node_modules', '@types', 'node'),
    path.join(installed, 'node'),
    'junction',
  );
}
