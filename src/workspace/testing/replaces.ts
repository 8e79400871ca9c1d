import type { StubFact } from '../../facts/stubs.ts';

/** The word by which a test that replaces an API mentions its module: `fs` of `node:fs.readFileSync`. */
export function moduleWord(api: string): string {
  return /^(?:node:)?(@?[^.#()]+)/.exec(api)?.[1] ?? api;
}

/** Whether a stub stands in the place of an API: of its function, or of all of its module. */
export function replaces({ module, members }: StubFact, api: string): boolean {
  if (module === '*')
    return members?.some((member) => /[.#]/.test(api) && api.endsWith(`.${member}`)) ?? false;
  const rest = api.slice(module.length);
  if (!api.startsWith(module) || !/^(?:[.#(]|$)/.test(rest)) return false;
  return members?.some((member) => startsWithName(rest.replace(/^\./, ''), member)) ?? true;
}

/** `realpathSync.native` starts with `realpathSync`, `Database#get` with `Database`. */
function startsWithName(member: string, name: string): boolean {
  return member.startsWith(name) && /^(?:[.#(]|$)/.test(member.slice(name.length));
}
