import { t } from '../../l10n/translate.ts';
import type { CascadePlan } from './cascade-plan.ts';

/** What a user sees: "Make `loadConfig` async and await its 7 callers (4 files)". */
export function titleOf(
  names: readonly string[],
  calls: number,
  files: number,
  caveats: readonly string[],
): string {
  const what = nameList(names);
  const where = extent(files, caveats);
  const isOne = names.length < 2;
  switch (calls) {
    case 0:
      return t('Make {0} async ({1})', what, where);
    case 1:
      return isOne
        ? t('Make {0} async and await its caller ({1})', what, where)
        : t('Make {0} async and await their caller ({1})', what, where);
    default:
      return isOne
        ? t('Make {0} async and await its {1} callers ({2})', what, calls, where)
        : t('Make {0} async and await their {1} callers ({2})', what, calls, where);
  }
}

/** "Keep `load` and await a new `loadAsync` in 3 callers (2 files)". */
export function partialTitle(
  copies: readonly { readonly name: string; readonly copy: string }[],
  others: readonly string[],
  calls: number,
  files: number,
  caveats: readonly string[],
): string {
  const [first = { name: '', copy: '' }, ...more] = copies;
  const kept = andMore(first.name, more.length);
  const added = more.length === 0 ? t('a new `{0}`', first.copy) : t('new async ones (`{0}`…)', first.copy);
  const callers = calls === 1 ? t('1 caller') : t('{0} callers', calls);
  const where = extent(files, caveats);
  return others.length === 0
    ? t('Keep {0} and await {1} in {2} ({3})', kept, added, callers, where)
    : t('Keep {0}, make {1} async and await {2} in {3} ({4})', kept, list(others), added, callers, where);
}

/** How many files change, and what else there is to know. */
function extent(files: number, caveats: readonly string[]): string {
  return [files === 1 ? t('1 file') : t('{0} files', files), ...caveats].join('; ');
}

/** "`load`", "`load` and `save`", "`load` and 2 more functions". */
export function nameList(names: readonly string[]): string {
  // A function that another one gives has no name of its own.
  const [first, second, ...others] = [...names].sort((a, b) => Number(a === '') - Number(b === ''));
  if (first === undefined || first === '') return t('the function');
  if (second === undefined) return `\`${first}\``;
  return others.length === 0 && second !== ''
    ? t('`{0}` and `{1}`', first, second)
    : andMore(first, others.length + 1);
}

function list(names: readonly string[]): string {
  return andMore(names[0] ?? '', names.length - 1);
}

function andMore(name: string, more: number): string {
  if (more === 0) return `\`${name}\``;
  return more === 1 ? t('`{0}` and 1 more function', name) : t('`{0}` and {1} more functions', name, more);
}

/** What a plan changes for others. */
export function caveatsOf(plan: CascadePlan): readonly string[] {
  return [...plan.public.map((name) => t("`{0}` is part of the package's public API", name)), ...plan.doubts];
}
