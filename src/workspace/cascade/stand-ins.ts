import type { Span } from '../../facts/span.ts';
import { leadsTo } from './loads-by-name.ts';

/** A module that a test replaces as a whole: `vi.mock('./config', …)`. */
const replacedModule = /mock\w*\s*\(\s*(?:import\s*\(\s*)?(['"`])(\.{1,2}(?:\/[^'"`\n]*)?)\1/gi;

/** A member that a test replaces: `spyOn(config, 'load')`, `sinon.stub(config, 'load')`. */
const replacedMember = /\b(?:spyOn|stub|replace|fake|mock|method)\s*\(\s*[^,'"`\n]+,\s*(['"`])([\w$]+)\1/g;

/** A member that stands for another one: `{ load: vi.fn() }`, `config['load'] = vi.fn()`. */
const standingMember =
  /(?:([\w$]+)\s*:|[.'"`]([\w$]+)['"`]?\s*\]?\s*=)\s*(?:(?:vi|jest|mock|t\.mock)\.fn|sinon\.(?:stub|fake|spy|mock)|jasmine\.createSpy|td\.func|createSpy)\b/g;

/** A name within a module that a test gives another value: `prepare.__set__('load', …)`. */
const replacedName = /\b__(?:set|Rewire|with)__\s*\(\s*(?:(['"`])([\w$]+)\1|\{([^{}]*))/g;

/**
 * Where the text of a test puts something else in the place of a function, by its name or by its file.
 *
 * @param from The file of the text.
 */
export function standIn(text: string, from: string, file: string, name: string): Span | undefined {
  for (const match of text.matchAll(replacedModule))
    if (leadsTo(match[2] ?? '', from, file)) return spanOf(match);
  for (const match of text.matchAll(replacedMember)) if (match[2] === name) return spanOf(match);
  for (const match of text.matchAll(standingMember))
    if ((match[1] ?? match[2]) === name) return spanOf(match);
  for (const match of text.matchAll(replacedName)) {
    const [, , single, several = ''] = match;
    if (single === name || several.split(/[^\w$]+/).includes(name)) return spanOf(match);
  }
  return undefined;
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
