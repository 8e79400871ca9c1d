const placeholder = /^(?:args|receiver|\*|\d+|promisify\([^{}#\s()]+#[^{}#\s()]+\)|[^{}#\s()]+#[^{}#\s()]*)$/;

/**
 * Checks the text that takes the place of a call, as far as that goes without a parser: an `AwaitedForm.expression`, in
 * which `{*}` may stand for what the wildcards of the call match.
 *
 * @param isWild Whether the call has wildcards.
 * @returns What is wrong with it, as a clause that follows "it"; undefined when it can be used.
 */
export function templateProblem(text: string, isWild: boolean): string | undefined {
  if (!/\bawait\b/.test(text)) return 'has no "await" in it';
  if (text.includes('{*}') && !isWild) return 'has "{*}" in it, but there is no "*" in the call';
  // What a wildcard stands for may be part of a name: `{my-db#{*}Async}`.
  const filled = text.replaceAll('{*}', 'x');
  // Braces with blanks in them are an object of the program.
  for (const [, name = ''] of filled.matchAll(/\{([^{}\s]+)\}/g))
    if (!placeholder.test(name))
      return `has "{${name}}" in it, which is none of "{args}", "{0}", "{receiver}", "{package#name}" and "{./path#name}"`;
  return undefined;
}
