import type { AsyncContext, Hop } from './finding.ts';
import type { Chain } from './propagate.ts';
import type { Site } from './targets.ts';

/** What the user reads at a finding: what blocks, why here, what to await instead. */
export function messageOf(
  chain: Chain,
  context: AsyncContext,
  path: readonly Hop[],
  apiName: string,
): string {
  return `${what(chain, path, apiName)} ${where(context)} ${instead(chain)}`;
}

function what(chain: Chain, path: readonly Hop[], apiName: string): string {
  const may = chain.certainty === 'possible' ? 'may block' : 'blocks';
  const kept = chain.once ? ' The result is kept, so this happens once.' : '';
  const { why } = chain.api;
  if (path.length === 1) {
    const subject = chain.module === 'language' ? 'This loop' : `\`${apiName}\``;
    return `${subject} ${may} the event loop: it ${why}.${kept}`;
  }
  const [first, ...rest] = path.map((hop) => hop.name);
  return `\`${first ?? ''}\` ${may} the event loop through \`${rest.join(' → ')}\`, which ${why}.${kept}`;
}

function where({ kind, name }: AsyncContext): string {
  const named = name === '' ? undefined : `\`${name}\``;
  switch (kind) {
    case 'async-function':
      return named === undefined ? 'It runs in an async function.' : `It runs in async ${named}.`;
    case 'promise-function':
      return named === undefined
        ? 'It runs in a function that returns a promise.'
        : `It runs in ${named}, which returns a promise.`;
    case 'promise-callback':
      return 'It runs in a promise callback.';
    case 'event-callback':
      return 'It runs in a callback of the event loop.';
    case 'module':
      return 'It runs while the module is loaded.';
  }
}

function instead(chain: Chain): string {
  const { replacement } = chain.api;
  if (chain.next !== undefined) return insteadOfHelper(chain, chain.next);
  return replacement.kind === 'await'
    ? `Use ${code(replacement.instead)} instead.`
    : `Instead, ${replacement.instead}.`;
}

/** What can be done about a helper. What the language runs by itself, nobody can await. */
function insteadOfHelper({ site }: Chain, next: Chain): string {
  if (isAccess(site)) return 'An accessor cannot be awaited: make it an async method.';
  if (isConstruction(site))
    return 'A constructor cannot be awaited: move the work to an async method, or to an async function that makes the instance.';
  for (let at = next; at.next !== undefined; at = at.next) {
    if (isAccess(at.site)) return 'Make the helper async, and the accessor on the way an async method.';
    if (isConstruction(at.site))
      return 'Make the helper async, and move the work out of the constructor on the way.';
  }
  return 'Make the helper async and await it.';
}

function isAccess({ call }: Site): boolean {
  return call.kind === 'get' || call.kind === 'set';
}

function isConstruction({ call }: Site): boolean {
  return call.kind === 'new' || call.callee.kind === 'super';
}

function code(text: string): string {
  return text.includes('`') ? text : `\`${text}\``;
}
