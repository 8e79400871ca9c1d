import type { BlockingApi, Category, Cost, Replacement } from '../../catalog/schema.ts';
import type { Signature } from '../../facts/declaration-facts.ts';
import { t } from '../../l10n/translate.ts';
import { isSyncName, kindOfWork } from '../unknown-sync.ts';
import type { DeclarationFiles, DeclaredModule } from './declaration-files.ts';
import { isDoneAtOnce } from './plain-names.ts';
import { likenessOf, type Likeness } from './signatures.ts';
import { createThings, type Thing, type Things } from './things.ts';

/**
 * The records of a function that says of itself that it is synchronous, if the declarations of its package have a
 * function of the same name without that, in the same place, which gives a promise; and those of any other function
 * beside which one of its name and `Async` gives a promise of the same, for the same parameters. Empty where there is
 * none.
 *
 * @param member As in `BlockingApi.member`.
 */
export function twinsByType(
  files: DeclarationFiles,
  module: DeclaredModule,
  member: string,
): readonly BlockingApi[] {
  const things = createThings(files);
  const segments = member.match(/#|\(\)|[^.#()]+/g) ?? [];
  const name = segments.at(-1);
  if (name === undefined) return [];
  const owner = segments.slice(0, -1);
  const holders = holdersOf(things, module, owner);
  const found = candidates(name, owner).flatMap(({ twin, of }) => {
    const likeness = worst(
      holders
        .map((holder) => ({ own: holder.member(name), twin: of(holder) }))
        .filter(({ own }) => own.length > 0)
        .map((pair) => compare(name, things.signatures(pair.own), things.signatures(pair.twin))),
    );
    return likeness === undefined ? [] : [{ twin, likeness }];
  });
  const best = found.find(({ likeness }) => likeness.sameResult) ?? found[0];
  return best === undefined ? [] : recordsOf(module.name, member, name, best.twin, best.likeness);
}

function compare(name: string, own: readonly Signature[], twin: readonly Signature[]): Likeness | undefined {
  const likeness = likenessOf(own, twin);
  if (likeness === undefined || isSyncName(name)) return likeness;
  // The name says nothing, so that the declarations have to say all.
  const isTwin = likeness.sameResult && likeness.sameArguments === Infinity;
  return isTwin && isDoneAtOnce(name, own) ? likeness : undefined;
}

interface Candidate {
  /** The path of the twin from the module; a method of an object begins with a dot. */
  readonly twin: string;
  readonly of: (holder: Holder) => readonly Thing[];
}

/** What functions are members of. */
interface Holder {
  readonly thing: Thing;
  readonly member: (name: string) => readonly Thing[];
}

/** Under which names the twin of a function may be found. */
function candidates(name: string, owner: readonly string[]): readonly Candidate[] {
  const isMethod = owner.includes('#') || owner.includes('()');
  const at = (twin: string): string => (isMethod ? `.${twin}` : [...owner, twin].join('.'));
  const sibling = (twin: string): Candidate => ({
    twin: at(twin),
    of: (holder) => holder.member(twin),
  });
  if (!isSyncName(name)) return [sibling(`${name}Async`)];
  if (name !== 'sync') {
    const stem = name.slice(0, -'Sync'.length);
    return [sibling(stem), sibling(`${stem}Async`)];
  }
  // `find.sync` is a member of the function `find`.
  const whole: Candidate = { twin: owner.join('.'), of: ({ thing }) => [thing] };
  return isMethod ? [sibling('async')] : [whole, sibling('async')];
}

/** The modules, classes and objects in which a function may be: a module may have it by name and in what it is as a whole. */
function holdersOf(things: Things, module: DeclaredModule, owner: readonly string[]): readonly Holder[] {
  const modules = things.module(module);
  const holder = (thing: Thing): Holder => ({ thing, member: (name) => things.member([thing], name) });
  if (owner.length === 0)
    return modules.flatMap((one) => [
      { thing: one, member: (name) => things.exported(one, name) },
      ...[...things.exported(one, '='), ...things.exported(one, 'default')].map(holder),
    ]);
  const held = owner.reduce((found, segment) => {
    if (segment === '()') return things.result(found);
    return segment === '#' ? things.instance(found) : things.member(found, segment);
  }, modules);
  return held.map(holder);
}

/** A twin has to be there wherever the function is. */
function worst(found: readonly (Likeness | undefined)[]): Likeness | undefined {
  const known = found.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < found.length) return undefined;
  return {
    sameResult: known.every(({ sameResult }) => sameResult),
    sameArguments: Math.min(...known.map(({ sameArguments }) => sameArguments)),
    undeclared: known.some(({ undeclared }) => undeclared),
  };
}

const costs: Readonly<Partial<Record<Category, Cost>>> = {
  process: 'process',
  crypto: 'cpu',
  compression: 'cpu',
  compile: 'cpu',
};

function recordsOf(
  module: string,
  member: string,
  name: string,
  twin: string,
  { sameResult, sameArguments, undeclared }: Likeness,
): readonly BlockingApi[] {
  const category = kindOfWork(name);
  const record = (replacement: Replacement): BlockingApi => ({
    member,
    category,
    cost: costs[category] ?? 'io',
    why: t('does all of its work before anything else can run'),
    replacement,
    example: { bad: '', good: '' },
  });
  const shown = twin === '' ? module : twin.replace(/^\./, '');
  if (!sameResult)
    return [
      record({ kind: 'advice', instead: t('await `{0}(…)`, whose result is declared otherwise', shown) }),
    ];
  const callee = twin.startsWith('.') ? `{receiver}${twin}` : `{${module}#${twin}}`;
  const form = {
    kind: 'await',
    expression: `await ${callee}({args})`,
    unless: ['callback'],
    instead: `await ${shown}(…)`,
  } as const;
  if (undeclared) return [record({ ...form, changes: t('the package does not declare what it gives') })];
  if (sameArguments === Infinity) return [record(form)];
  return [
    { ...record(form), when: { maxArguments: sameArguments } },
    record({ ...form, changes: t('its parameters are declared otherwise') }),
  ];
}
