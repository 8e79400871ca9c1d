import { canonicalModule } from '../catalog/canonical-module.ts';
import { t } from '../l10n/translate.ts';

/** Names calls: `my-db#querySync`, `my-db#Client.*`, `./src/db#load`. */
export interface CallPattern {
  /** A module as the catalogue names it, or a path that begins with `./` or `../`. */
  readonly module: string;
  /** What stands after the "#". */
  readonly member: string;
  /** It names functions of the project. */
  readonly isOwn: boolean;
  readonly isWild: boolean;
  readonly test: RegExp;
}

const segment = String.raw`(?:[\p{ID_Start}$_*][\p{ID_Continue}$*]*(?:\(\))?)`;
const memberShape = new RegExp(`^${segment}(?:\\.${segment})*$`, 'u');

/**
 * Reads the name of calls. `globalThis#…` stands for what needs no import. A `*` stands for any letters of a name, and
 * for several names with their dots.
 *
 * @returns The pattern, or what is wrong with the text, as a clause that follows "it".
 */
export function parseCallPattern(text: string): CallPattern | string {
  const hash = text.indexOf('#');
  if (hash === -1) return t('has no "#": write "package#name", "package#Class.method" or "./path#name"');
  const module = text.slice(0, hash);
  const member = text.slice(hash + 1).replaceAll('#', '.');
  if (module === '') return t('names no package or file before the "#"');
  if (module.includes('*')) return t('has a wildcard before the "#": it may only stand after it');
  if (/\s/.test(text)) return t('has blanks in it');
  if (/^(?:[\\/]|[A-Za-z]:[\\/])/.test(module))
    return t('has an absolute path: write it from the folder of the configuration, such as "./src/db#load"');
  if (!memberShape.test(member))
    return member === ''
      ? t('names nothing after the "#"')
      : t('has no name after the "#", such as "Client.query"');
  const isOwn = /^\.\.?\//.test(module);
  return {
    module: isOwn ? module : module === 'globalThis' ? 'globals' : canonicalModule(module),
    member,
    isOwn,
    isWild: member.includes('*'),
    test: testOf(isOwn ? member : withoutDefault(member)),
  };
}

/**
 * Whether a pattern means a member, in the notation of catalogues or as a file calls its own functions.
 *
 * @returns What the wildcards stand for, joined; undefined when it does not.
 */
export function matchMember({ test }: CallPattern, member: string): string | undefined {
  const match = test.exec(member.replaceAll('#', '.'));
  return match === null ? undefined : match.slice(1).join('');
}

/** A default export is the module itself. */
function withoutDefault(member: string): string {
  return member === 'default' ? '' : member.replace(/^default\./, '');
}

function testOf(member: string): RegExp {
  // What a call gives is something else than what is called.
  const source = member.replace(/[.$()]/g, String.raw`\$&`).replaceAll('*', '([^()]*)');
  return new RegExp(`^${source}$`, 'u');
}
