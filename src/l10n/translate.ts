import * as l10n from '@vscode/l10n';

/*
 * Texts for users, in their language. One module for all parts of the program: which language is spoken is settled once,
 * before anything is said, by whoever talks to the user. Until then, and on the command line, it is English.
 */

/** What is put into a text in place of `{0}`, `{1}`, … */
export type TextPart = string | number;

/**
 * A text for the user. Called where it is said, not while a module is loaded: the language is not known by then.
 *
 * @param text In English, as a literal: that is how the list of texts that want a translation is made.
 */
export function t(text: string, ...parts: readonly TextPart[]): string {
  return l10n.t(text, ...parts);
}

/** A text that stands in data, such as a catalogue record; one that nobody has translated stays as it is. */
export function translate(text: string): string {
  return l10n.t(text);
}

/** The translations of texts, by what they are in English. */
export type Translations = Readonly<Record<string, string>>;

let spoken = 'en';

/**
 * Speaks another language from now on; English without translations.
 *
 * @param language Its tag: `de`, `pt-BR`.
 */
export function speak(translations: Translations | undefined, language = 'en'): void {
  l10n.config({ contents: { ...translations } });
  spoken = translations === undefined ? 'en' : language;
}

/** A number as the language writes it: `20,000`. */
export function numeral(value: number): string {
  return value.toLocaleString(spoken);
}
