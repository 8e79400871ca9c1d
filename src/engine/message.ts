import { t, translate } from '../l10n/translate.ts';
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
  const sentence = path.length === 1 ? direct(chain, apiName) : through(chain, path);
  return chain.once ? `${sentence} ${t('The result is kept, so this happens once.')}` : sentence;
}

function direct({ api, certainty, module }: Chain, apiName: string): string {
  const why = translate(api.why);
  if (module === 'language')
    return certainty === 'possible'
      ? t('This loop may block the event loop: it {0}.', why)
      : t('This loop blocks the event loop: it {0}.', why);
  return certainty === 'possible'
    ? t('`{0}` may block the event loop: it {1}.', apiName, why)
    : t('`{0}` blocks the event loop: it {1}.', apiName, why);
}

function through({ api, certainty }: Chain, path: readonly Hop[]): string {
  const [first = '', ...rest] = path.map((hop) => hop.name);
  const way = rest.join(' → ');
  const why = translate(api.why);
  return certainty === 'possible'
    ? t('`{0}` may block the event loop through `{1}`, which {2}.', first, way, why)
    : t('`{0}` blocks the event loop through `{1}`, which {2}.', first, way, why);
}

function where({ kind, name }: AsyncContext): string {
  const isNamed = name !== '';
  switch (kind) {
    case 'async-function':
      return isNamed ? t('It runs in async `{0}`.', name) : t('It runs in an async function.');
    case 'promise-function':
      return isNamed
        ? t('It runs in `{0}`, which returns a promise.', name)
        : t('It runs in a function that returns a promise.');
    case 'promise-callback':
      return t('It runs in a promise callback.');
    case 'event-callback':
      return t('It runs in a callback of the event loop.');
    case 'module':
      return t('It runs while the module is loaded.');
  }
}

function instead(chain: Chain): string {
  const { replacement } = chain.api;
  if (chain.next !== undefined) return insteadOfHelper(chain, chain.next);
  return replacement.kind === 'await'
    ? t('Use {0} instead.', code(replacement.instead))
    : t('Instead, {0}.', translate(replacement.instead));
}

/** What can be done about a helper. What the language runs by itself, nobody can await. */
function insteadOfHelper({ site }: Chain, next: Chain): string {
  if (isAccess(site)) return t('An accessor cannot be awaited: make it an async method.');
  if (isConstruction(site))
    return t(
      'A constructor cannot be awaited: move the work to an async method, or to an async function that makes the instance.',
    );
  for (let at = next; at.next !== undefined; at = at.next) {
    if (isAccess(at.site)) return t('Make the helper async, and the accessor on the way an async method.');
    if (isConstruction(at.site))
      return t('Make the helper async, and move the work out of the constructor on the way.');
  }
  return t('Make the helper async and await it.');
}

function isAccess({ call }: Site): boolean {
  return call.kind === 'get' || call.kind === 'set';
}

function isConstruction({ call }: Site): boolean {
  return call.kind === 'new' || call.callee.kind === 'super';
}

/** Code, or words with code in them. */
function code(text: string): string {
  return text.includes('`') ? translate(text) : `\`${text}\``;
}
