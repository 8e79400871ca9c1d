import { readFile } from 'node:fs/promises';
import { speak, type Translations } from '../l10n/translate.ts';
import { describeError, type Log } from './log.ts';
import type { InitializationOptions } from './protocol.ts';

/**
 * Speaks the user's language, if there is a translation into it: reads the one that the client names when it starts the
 * server. Whatever is wrong with it costs no more than that everything is said in English.
 */
export async function speakLanguageOf(
  options: unknown,
  language: string | undefined,
  log: Log,
): Promise<void> {
  const { translations } = (options ?? {}) as Partial<InitializationOptions>;
  try {
    if (typeof translations === 'string') speak(await readTranslations(translations), language);
    else speak(undefined);
  } catch (error) {
    speak(undefined);
    log.warn(`The translations could not be read, so this is in English: ${describeError(error)}`);
  }
}

async function readTranslations(uri: string): Promise<Translations> {
  // Nothing is loaded from the network.
  const content: unknown = JSON.parse(await readFile(new URL(uri), 'utf8'));
  if (typeof content !== 'object' || content === null) throw new Error(`${uri} holds no translations`);
  return Object.fromEntries(
    Object.entries(content).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
