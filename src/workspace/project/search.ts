import { directiveMarker } from '../../facts/directive.ts';
import { mayDeclareBlocking } from '../../facts/tags.ts';
import type { Catalog } from '../../catalog/lookup.ts';
import type { Carried } from '../../engine/carriers.ts';
import { mentionsFreely } from './free-names.ts';

/** Finds the files that may hold a blocking call by their text alone. */
export interface Search {
  /** Whether the text mentions a name that blocks, a suppression comment or a tag; `modules` are those that the file can reach by its imports. */
  mayBlock(text: string, modules: ReadonlySet<string>): boolean;
}

/** A loop that can spin: `for…of` and `for await` end with what they go through. */
const spinning = /\bwhile\s*\(|\bfor\s*\((?!(?:const|let|var)\s[^=;]*?\s(?:of|in)\s)/;

/** `require` further in than at the start of a line, as it is written inside functions. */
const lateRequire = /(?:^[ \t].*|=>.*|\{.*)\brequire\b/m;

/** Names that say of themselves that they are synchronous, of packages that no catalogue describes. */
const synchronous = /[a-z\d]Sync\b|\bsync\s*[(,:}]/;

/** Prepares the search for the names of a catalogue, and for others by the modules that they belong to. */
export function createSearch(
  catalog: Catalog,
  more: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Search {
  const byModule = new Map<string, RegExp>();
  // `prompt` is also a word and the name of many other functions.
  const isFree = (member: string): boolean => /^[a-z]+$/.test(member);
  const free = catalog.searchTerms((module, { member }) => module === 'globals' && isFree(member));
  const always = termsPattern(
    catalog.searchTerms((module, { member }) => module === 'globals' && !isFree(member)),
  );
  const clocks = termsPattern(
    catalog.searchTerms((module, { member }) => module === 'language' && member === 'busy-wait'),
  );
  for (const module of catalog.modules()) {
    const terms = catalog.searchTerms((name) => name === module);
    if (terms.length > 0) byModule.set(module, termsPattern(terms));
  }
  for (const [module, names] of more) byModule.set(module, termsPattern([...names]));
  return {
    mayBlock(text, modules) {
      if (always.test(text) || text.includes(directiveMarker) || mayDeclareBlocking(text)) return true;
      for (const module of modules) if (byModule.get(module)?.test(text) === true) return true;
      return (
        synchronous.test(text) ||
        lateRequire.test(text) ||
        (spinning.test(text) && clocks.test(text)) ||
        free.some((name) => mentionsFreely(text, name))
      );
    },
  };
}

/** Files that hand on all of what they import without saying its name. */
const passesOn = /\bexport\s*\*|\bmodule\.exports\b/;

/** A test for the texts of files that may use what another file hands on. */
export function usesOf({ names, unnamed }: Carried): (text: string) => boolean {
  if (unnamed) return () => true;
  const mentions = termsPattern([...names]);
  return (text) => mentions.test(text) || passesOn.test(text);
}

/** A test for the texts that mention one of some names. */
export function mentionsOf(names: ReadonlySet<string>): (text: string) => boolean {
  if (names.size === 0) return () => false;
  const mentions = termsPattern([...names]);
  return (text) => mentions.test(text);
}

/** Finds one of some words; a `*` stands for any letters. */
function termsPattern(terms: readonly string[]): RegExp {
  return new RegExp(
    `(?<![\\w$])(?:${terms.map((term) => term.replace(/[^\w*]/g, '\\$&').replaceAll('*', '[\\w$]*')).join('|')})(?![\\w$])`,
  );
}
