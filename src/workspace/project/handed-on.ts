import { canonicalModule } from '../../catalog/canonical-module.ts';

/*
 * Whoever hands on an object whole does not say the names of what it holds: `run(fs)`, `export const view = window`. The
 * file that gets the object says them, and does not say where they come from.
 */

/** The global object where it is a value of its own. */
const globalObject = /(?:[=?:]|\breturn)\s*(?:window|globalThis|self)(?=\s*(?:[;,)}:\n]|as\b|$))/;

/** A name that stands for all of a module. */
const wholeModule =
  /\bimport\s+(?:type\s+)?(?:\*\s*as\s+)?([\w$]+)(?:\s*,\s*\{[^}]*\})?\s+from\s*(['"])([^'"\n]+)\2|([\w$]+)\s*=\s*require\(\s*(['"])([^'"\n]+)\5\s*\)(?!\s*\.)/g;

/** Whether a text hands on the global object of browsers. */
export function handsOnGlobals(text: string): boolean {
  return globalObject.test(text);
}

/** Whether a text hands on a module for which something holds, by a name that stands for all of it. */
export function handsOnModule(text: string, isWanted: (module: string) => boolean): boolean {
  for (const [, imported, , from, required, , path] of text.matchAll(wholeModule)) {
    const name = imported ?? required;
    const specifier = from ?? path;
    if (name === undefined || specifier === undefined || !isWanted(canonicalModule(specifier))) continue;
    if (standsAlone(name).test(text)) return true;
  }
  return false;
}

/** A mention of a name that is no access to a member of it, no key, and not where it is bound. */
function standsAlone(name: string): RegExp {
  const escaped = name.replaceAll('$', '\\$');
  return new RegExp(
    `(?:[(,:?[{=]|=>|\\b(?:return|default))\\s*${escaped}\\s*(?:[),;\\]}:\\n]|$)(?<!(?:import|\\*\\s*as)\\s+${escaped}\\s*,)`,
  );
}
