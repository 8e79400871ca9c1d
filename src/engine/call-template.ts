import { t } from '../l10n/translate.ts';

const placeholder = /^(?:args|receiver|\*|\d+|promisify\([^{}#\s()]+#[^{}#\s()]+\)|[^{}#\s()]+#[^{}#\s()]*)$/;

/** The placeholders that a user may have meant: all but the last, and that. */
const placeholders = ['"{args}", "{0}", "{receiver}", "{package#name}"', '"{./path#name}"'] as const;

/**
 * Checks the text that takes the place of a call, as far as that goes without a parser: an `AwaitedForm.expression`, in
 * which `{*}` may stand for what the wildcards of the call match.
 *
 * @param isWild Whether the call has wildcards.
 * @returns What is wrong with it, as a clause that follows "it"; undefined when it can be used.
 */
export function templateProblem(text: string, isWild: boolean): string | undefined {
  if (!/\bawait\b/.test(text)) return t('has no "await" in it');
  if (text.includes('{*}') && !isWild) return t('has "{*}" in it, but there is no "*" in the call');
  // What a wildcard stands for may be part of a name: `{my-db#{*}Async}`.
  const filled = text.replaceAll('{*}', 'x');
  // Braces with blanks in them are an object of the program.
  for (const [, name = ''] of filled.matchAll(/\{([^{}\s]+)\}/g))
    if (!placeholder.test(name))
      return t('has "{0}" in it, which is none of {1} and {2}', `{${name}}`, ...placeholders);
  return undefined;
}
