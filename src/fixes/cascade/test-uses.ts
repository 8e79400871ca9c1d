import { t } from '../../l10n/translate.ts';
import { nameList } from './title.ts';
import type { PlacedSpan, World } from './world.ts';

/**
 * Something that a test does with a function which becomes async, and that stays as it is: the test may have to be changed
 * by hand. It puts something in its place, uses it in a way that cannot be followed, or calls it where nothing can be
 * awaited.
 */
export interface TestUse extends PlacedSpan {
  readonly kind: 'replaced' | 'unfollowed' | 'unawaited';
  /** The name of the function. */
  readonly name: string;
}

/** What tests do with functions that become async, as clauses, one of each kind. */
export function describeTestUses(uses: readonly TestUse[], world: World): readonly string[] {
  return (['replaced', 'unfollowed', 'unawaited'] as const).flatMap((kind) => {
    const own = uses.filter((use) => use.kind === kind);
    if (own.length === 0) return [];
    const names = nameList([...new Set(own.map(({ name }) => name))]);
    return [clause(kind, names, world.describePlaces(own))];
  });
}

function clause(kind: TestUse['kind'], names: string, places: string): string {
  switch (kind) {
    case 'replaced':
      return t('tests replace {0}: {1}', names, places);
    case 'unfollowed':
      return t('tests use {0} in a way that cannot be followed: {1}', names, places);
    case 'unawaited':
      return t('tests call {0} where it cannot be awaited: {1}', names, places);
  }
}
