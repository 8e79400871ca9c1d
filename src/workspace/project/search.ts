import { directiveMarker } from '../../facts/directive.ts';
import { mayDeclareBlocking } from '../../facts/tags.ts';
import type { Catalog } from '../../catalog/lookup.ts';
import type { Carried } from '../../engine/carriers.ts';
import { isNamePart, mentionsFreely } from './free-names.ts';
import { handsOnModule } from './handed-on.ts';

/** The packages and built-in modules that a file can have something of. */
export interface ReachedModules {
  /** Those that it imports itself. */
  readonly own: readonly string[];
  /** These, and those that the files it imports can reach. */
  readonly all: ReadonlySet<string>;
}

/** What files that hand on the global object of browsers have beside the modules that they import. */
export const globalObject = 'globals';

/** Finds the files that may hold a blocking call by their text and imports alone. */
export interface Search {
  /**
   * Whether the text mentions a name that blocks, a suppression comment or a tag, or the file imports a package whose
   * objects block by methods with everyday names.
   */
  mayBlock(text: string, modules: ReachedModules): boolean;
}

/** A loop that can spin: `for…of` and `for await` end with what they go through. */
const spinning = /\bwhile\s*\(|\bfor\s*\((?!(?:const|let|var)\s[^=;]*?\s(?:of|in)\s)/;

/** A loop that only waits does nothing but look at the clock: it is no longer than this, in characters. */
const longestSpin = 1000;

/** `require` further in than at the start of a line, as it is written inside functions. */
const lateRequire = /(?:^[ \t](?![ \t]*(?:\*|\/[*/])).*|=>.*|\{.*)\brequire\s*(?:\?\.\s*)?[(.,);]/m;

/**
 * Names that say of themselves that they are synchronous, of packages that no catalogue describes. Not those that are a
 * part of a path: `./settingsSync.js`, `../userDataSync/common`.
 */
const synchronous = /[a-z\d]Sync\b(?!\/|(?:\.[\w-]+)*\.[cm]?[jt]sx?\b)|\bsync\s*[(,:}]/;

/** A method of an object by a name that says nothing. */
function isEveryday(member: string): boolean {
  return /[#)][.#]?[a-z]+$/.test(member);
}

/** What a search looks for by a catalogue alone. */
interface CatalogTerms {
  readonly byModule: ReadonlyMap<string, RegExp>;
  /** Names that need no import. */
  readonly always: RegExp;
  /** Such names that are words as well. */
  readonly free: readonly string[];
  /** The same as members of the global object by whatever name that goes. */
  readonly ofGlobalObject: RegExp;
  readonly clocks: RegExp;
  /** Modules whose objects have methods such as `get`: nearly every file mentions one, few have such an object. */
  readonly everyday: ReadonlySet<string>;
}

/** Each look at a project begins with a search, and a catalogue is large. */
const prepared = new WeakMap<Catalog, CatalogTerms>();

function termsIn(catalog: Catalog): CatalogTerms {
  const known = prepared.get(catalog);
  if (known !== undefined) return known;
  // `prompt` is also a word and the name of many other functions.
  const isFree = (member: string): boolean => /^[a-z]+$/.test(member);
  const byModule = new Map<string, RegExp>();
  const everyday = new Set<string>();
  for (const module of catalog.modules()) {
    const terms = catalog.searchTerms((name, { member }) => name === module && !isEveryday(member));
    if (terms.length > 0) byModule.set(module, termsPattern(terms));
    const others = catalog.searchTerms((name, { member }) => name === module && isEveryday(member));
    if (others.some((term) => !terms.includes(term))) everyday.add(module);
  }
  const free = catalog.searchTerms((module, { member }) => module === 'globals' && isFree(member));
  const terms: CatalogTerms = {
    byModule,
    always: termsPattern(
      catalog.searchTerms((module, { member }) => module === 'globals' && !isFree(member)),
    ),
    free,
    ofGlobalObject: new RegExp(
      `\\.\\s*(?:${free.join('|')})\\s*(?:\\?\\.\\s*)?\\(|\\{[^{}]*\\b(?:${free.join('|')})\\b[^{}]*\\}\\s*=[^>]`,
    ),
    clocks: termsPattern(
      catalog.searchTerms((module, { member }) => module === 'language' && member === 'busy-wait'),
    ),
    everyday,
  };
  prepared.set(catalog, terms);
  return terms;
}

/** Prepares the search for the names of a catalogue, and for others by the modules that they belong to. */
export function createSearch(
  catalog: Catalog,
  more: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Search {
  const { always, free, ofGlobalObject, clocks, everyday, byModule: known } = termsIn(catalog);
  const byModule = new Map(known).set(globalObject, ofGlobalObject);
  for (const [module, names] of more) byModule.set(module, termsPattern([...names]));
  return {
    mayBlock(text, { own, all }) {
      if (always.test(text) || text.includes(directiveMarker) || mayDeclareBlocking(text)) return true;
      // Other files come by such an object from these, which is seen when they are linked.
      if (own.some((module) => everyday.has(module))) return true;
      const isKnown = (module: string): boolean => byModule.has(module);
      if (own.includes(globalObject) || (own.some(isKnown) && handsOnModule(text, isKnown))) return true;
      for (const module of all) if (byModule.get(module)?.test(text) === true) return true;
      return (
        synchronous.test(text) ||
        lateRequire.test(text) ||
        spins(text, clocks) ||
        free.some((name) => mentionsFreely(text, name))
      );
    },
  };
}

/** Whether a text may have a loop that waits for a clock. */
function spins(text: string, clocks: RegExp): boolean {
  if (!spinning.test(text)) return false;
  for (const { index } of text.matchAll(new RegExp(clocks, 'g')))
    if (spinning.test(text.slice(Math.max(0, index - longestSpin), index + longestSpin))) return true;
  return false;
}

/** Files that hand on all of what they import without saying its name. */
const passesOn = /\bexport\s*\*|\bmodule\.exports\b/;

/** A test for the texts of files that may use what another file hands on, or inherit from it. */
export function usesOf({ names, unnamed, types }: Carried): (text: string) => boolean {
  if (unnamed) return () => true;
  if (names.size === 0 && types.size === 0) return () => false;
  const inherits = types.size === 0 ? undefined : inheritsOf(types);
  const mentions = names.size === 0 ? undefined : termsPattern([...names]);
  return (text) =>
    (mentions !== undefined && (mentions.test(text) || passesOn.test(text))) || inherits?.(text) === true;
}

/** Whether a text may declare something that inherits from one of some types, or hand one on. */
function inheritsOf(types: ReadonlySet<string>): (text: string) => boolean {
  const isNamed = !types.has('default');
  const mentions = termsPattern([...types]);
  return (text) =>
    handsOnTypes.test(text) ||
    (isNamed ? mentions.test(text) && heritageOf(types).test(text) : heritage.test(text));
}

/** Files that hand on types that they import. */
const handsOnTypes =
  /\bexport\s*(?:\*|(?:type\s*)?\{[^}]*\}\s*from\b)|\bmodule\.exports\s*=\s*require\b|__exportStar/;

/** The beginning of a clause that says what a class or an interface inherits from. */
const heritage = /\b(?:extends|implements)\s/;

/** A clause that inherits from one of some types, or an object that is declared as one. */
function heritageOf(types: ReadonlySet<string>): RegExp {
  const names = [...types].map((type) => type.replaceAll('$', '\\$')).join('|');
  return new RegExp(
    `\\b(?:extends|implements)\\b[^{;=]*\\b(?:${names})\\b|:\\s*(?:${names})\\b[^;={}()]*=|\\bsatisfies\\s+(?:${names})\\b`,
  );
}

/** The end of what comes before a type that something inherits from. */
const beforeBase = /\b(?:extends|implements)\b[^{;=]*$/;

/** Whether a text says that something inherits from a type. */
export function inheritsFrom(text: string, type: string): boolean {
  for (let at = text.indexOf(type); at !== -1; at = text.indexOf(type, at + type.length))
    if (
      !isNamePart(text[at - 1]) &&
      !isNamePart(text[at + type.length]) &&
      beforeBase.test(text.slice(Math.max(0, at - 200), at))
    )
      return true;
  return false;
}

/** A test for the texts that mention one of some names. */
export function mentionsOf(names: ReadonlySet<string>): (text: string) => boolean {
  if (names.size === 0) return () => false;
  const mentions = termsPattern([...names]);
  return (text) => mentions.test(text);
}

/** Finds which of some members a text names: `a.load`, `a['load']`, `const { load } = a`. Words alone are often others. */
export function membersNamed(names: ReadonlySet<string>): (text: string) => ReadonlySet<string> {
  const any = [...names].map((name) => name.replaceAll('$', '\\$')).join('|');
  const mentions = new RegExp(`(?:\\.\\s*|[{,]\\s*|\\[\\s*['"\`])(${any})(?![\\w$])`, 'g');
  return (text) => new Set(Array.from(text.matchAll(mentions), ([, name = '']) => name));
}

/** Finds one of some words; a `*` stands for any letters. */
function termsPattern(terms: readonly string[]): RegExp {
  return new RegExp(
    `(?<![\\w$])(?:${terms.map((term) => term.replace(/[^\w*]/g, '\\$&').replaceAll('*', '[\\w$]*')).join('|')})(?![\\w$])`,
  );
}
