import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { withCleanup } from './cleanup.ts';
import { driverEnvironment, withinTime, type Session, type TestHost } from './host.ts';
import { installVsix, makeProfile, startServer } from './server.ts';
import { prepareHost, type HostFiles } from './setup.ts';
import { workbenchUrl } from './workbench-url.ts';

/** A VS Code server and a headless browser, from npm packages only. */
export async function npmHost(): Promise<TestHost> {
  const files = await prepareHost();
  return {
    describe: (version) => `VS Code ${version} server + Chromium (npm)`,
    run: (session) => runSession(files, session),
  };
}

/** What a workbench reports about itself on every start, and that says nothing about the extension. */
const noise =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace|\[AgentHost|\[AccountPolicyGate\]|\[Service Worker\]|Updating additional builtin|Ignoring fetching additional builtin|No search provider registered|Canceled: |\[DefaultAccount\]|Timed out waiting for authentication provider|Creation of workbench contribution)/;

async function runSession(files: HostFiles, session: Session): Promise<number> {
  return await withCleanup(async (defer) => {
    const profile = await makeProfile(defer, session.settings);
    await installVsix(files, profile, session.vsix);
    const env = driverEnvironment(session, profile.extensions);
    const server = await startServer(files, { profile, env }, defer);
    const browser = await openBrowser(files.browser);
    defer(() => browser.close());
    const { page } = browser;
    if (session.language !== undefined) await showLanguage(page, session.language);
    const exitCode = await reportedExitCode(page, session);
    const url = workbenchUrl(server.authority, {
      workspace: session.workspace,
      extensionDevelopmentPath: session.driver,
      extensionTestsPath: path.join(session.driver, 'index'),
    });
    const lost = server.ended.then((): never => {
      throw new Error('the VS Code server ended before the suite did');
    });
    lost.catch(() => undefined); // it also ends when it is stopped, after the race below is over
    try {
      await page.goto(url, { timeout: 60_000 });
      const code = await withinTime(Promise.race([exitCode(), lost]), session);
      if (code !== 0) await takePicture(page, session);
      return code;
    } catch (error) {
      await takePicture(page, session);
      throw error;
    }
  });
}

/**
 * Tells the workbench that it is shown in a language, as the messages of a language pack do. There is none here: the
 * workbench's own texts stay English, those of extensions do not.
 */
async function showLanguage(page: Page, language: string): Promise<void> {
  await page.addInitScript((tag) => {
    Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag });
  }, language);
}

/** Gives the page the two functions through which VS Code reports; returns the wait for its exit code. */
async function reportedExitCode(page: Page, session: Session): Promise<() => Promise<number>> {
  const done = new Promise<number>((resolve, reject) => {
    page.once('crash', () => {
      reject(new Error('the page crashed'));
    });
    page
      .exposeFunction('codeAutomationExit', (code: unknown) => {
        resolve(typeof code === 'number' ? code : 1);
      })
      .catch(reject);
  });
  done.catch(() => undefined); // looked at later
  await page.exposeFunction('codeAutomationLog', (_type: unknown, args: unknown) => {
    const line = format(...(Array.isArray(args) ? (args as unknown[]) : [args]));
    if (!noise.test(line)) session.onOutput(line);
  });
  return () => done;
}

async function takePicture(page: Page, session: Session): Promise<void> {
  await mkdir(path.dirname(session.picture), { recursive: true });
  await page.screenshot({ path: session.picture, timeout: 10_000 }).catch(() => undefined);
}
