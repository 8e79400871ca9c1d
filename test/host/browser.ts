import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** A Chromium and what it needs that the machine may lack. */
export interface BrowserFiles {
  readonly executable: string;
  /** A folder of shared libraries it was packed with. */
  readonly libraries: string | undefined;
  /** A folder with at least one font: without any, VS Code's page hangs as soon as an editor opens. */
  readonly fonts: string;
}

/** An open page of a headless browser. */
export interface OpenBrowser {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

const flags = [
  '--no-sandbox', // without it Chromium refuses to start as root, as it does in most containers
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless browser with a fresh profile and an empty page. */
export async function openBrowser(
  files: BrowserFiles,
  viewport = { width: 1280, height: 800 },
): Promise<OpenBrowser> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'unblock-browser-'));
  const removeScratch = () => rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  try {
    const fontsConf = path.join(scratch, 'fonts.conf');
    await writeFile(fontsConf, fontConfiguration(files.fonts, path.join(scratch, 'font-cache')));
    const browser = await chromium.launch({
      executablePath: files.executable,
      headless: true,
      args: flags,
      timeout: 30_000,
      env: {
        ...process.env,
        FONTCONFIG_FILE: fontsConf,
        ...(files.libraries === undefined ? {} : { LD_LIBRARY_PATH: files.libraries }),
      },
      // The caller ends the browser together with the server, in its own order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const close = async () => {
      await browser.close().catch(() => undefined);
      await removeScratch();
    };
    try {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      return { page: await context.newPage(), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await removeScratch();
    throw error;
  }
}

/** Whether a browser starts and shows text; an installed one may be a stub, or lack a library. */
export async function canShowPage(files: BrowserFiles): Promise<boolean> {
  try {
    const { page, close } = await openBrowser(files);
    try {
      await page.setContent('<p>works</p>', { timeout: 10_000 });
      return (await page.textContent('p', { timeout: 10_000 })) === 'works';
    } finally {
      await close();
    }
  } catch {
    return false;
  }
}

function fontConfiguration(fonts: string, cache: string): string {
  const prefer = (family: string, font: string) =>
    `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    `<dir>${escapeXml(fonts)}</dir><cachedir>${escapeXml(cache)}</cachedir>`,
    prefer('monospace', 'DejaVu Sans Mono'),
    prefer('sans-serif', 'DejaVu Sans'),
    '</fontconfig>',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
