// Helpers that block are reported where async code calls them, with the way down to the call that blocks.
import fs from 'node:fs';

export interface Config {
  readonly token: string;
  readonly channels: readonly string[];
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** Nothing is reported here: without async code around it, a blocking call holds nobody up. See `bot.ts`. */
export function loadConfig(): Config {
  return readJson('bot.config.json') as Config;
}

/** A reason is given, so this one is silent. */
export async function reload(): Promise<Config> {
  // unblock-ignore-next-line file -- an operator calls this by hand, and everything waits for it anyway
  return JSON.parse(fs.readFileSync('bot.config.json', 'utf8')) as Config;
}
