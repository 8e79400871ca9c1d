import type {
  Declaration,
  DeclaredMember,
  DeclaredScope,
  DeclaredType,
  Signature,
} from '../../facts/declaration-facts.ts';
import type { DeclarationFiles, DeclaredModule } from './declaration-files.ts';

/** Where a name stands: its file, and the scopes around it, the innermost first. */
interface Place {
  readonly file: string;
  readonly scopes: readonly DeclaredScope[];
}

/** What a name in a declaration file stands for. */
export type Thing =
  | { readonly kind: 'module'; readonly place: Place }
  /** A value by its declarations: functions, classes, constants, namespaces. */
  | { readonly kind: 'declared'; readonly place: Place; readonly declarations: readonly Declaration[] }
  /** A value of a type that is written there. */
  | { readonly kind: 'typed'; readonly place: Place; readonly type: DeclaredType }
  /** A value of a class or interface. */
  | { readonly kind: 'instance'; readonly place: Place; readonly declarations: readonly Declaration[] };

/** Questions about declared things. */
export interface Things {
  /** A module by its file; empty where it is not known. */
  module(module: DeclaredModule): readonly Thing[];
  /** What a module exports by a name: `default`, `=` for what it is as a whole. */
  exported(module: Thing, name: string): readonly Thing[];
  member(things: readonly Thing[], name: string): readonly Thing[];
  /** What calling a thing gives, or what the promise holds that it gives. */
  result(things: readonly Thing[]): readonly Thing[];
  /** What `new` makes of a class. */
  instance(things: readonly Thing[]): readonly Thing[];
  signatures(things: readonly Thing[]): readonly Signature[];
}

/** One question takes no more steps, and goes no deeper: declarations may lead to themselves. */
const mostSteps = 5000;
const deepest = 60;

/** Follows names through declaration files, for one question. */
export function createThings(files: DeclarationFiles): Things {
  let steps = 0;
  let depth = 0;

  /** Answers nothing once a question has taken too long. */
  function step<Answer>(answer: () => readonly Answer[]): readonly Answer[] {
    steps++;
    if (steps > mostSteps || depth >= deepest) return [];
    depth++;
    const found = answer();
    depth--;
    return found;
  }

  function moduleOf({ name, file }: DeclaredModule): readonly Thing[] {
    const facts = files.facts(file);
    if (facts === undefined) return [];
    const scope = facts.modules.find((one) => one.name === name)?.scope ?? facts.scope;
    return [{ kind: 'module', place: { file, scopes: [scope, facts.scope] } }];
  }

  function imported(from: string, specifier: string): readonly Thing[] {
    const file = files.resolve(from, specifier);
    return file === undefined ? [] : moduleOf({ name: specifier, file });
  }

  function importedName(from: string, specifier: string, name: string): readonly Thing[] {
    const modules = imported(from, specifier);
    if (name === '*') return modules;
    return modules.flatMap((module) => {
      const found = exported(module, name);
      // `import x = require('x')`, and a default import of a package that is exported as a whole.
      if (found.length > 0 || (name !== 'default' && name !== '=')) return found;
      const whole = exported(module, '=');
      return whole.length > 0 || name === 'default' ? whole : [module];
    });
  }

  function exported(module: Thing, name: string): readonly Thing[] {
    return step(() => {
      const { place } = module;
      const [scope] = place.scopes;
      const found = new Set<string>();
      return (scope?.exports ?? []).flatMap((fact): readonly Thing[] => {
        if (fact.kind === 'all')
          return name === 'default' || name === '='
            ? []
            : imported(place.file, fact.specifier).flatMap((one) => exported(one, name));
        // Each overload is exported once more.
        if (fact.name !== name || found.has(JSON.stringify(fact))) return [];
        found.add(JSON.stringify(fact));
        return fact.kind === 'from'
          ? importedName(place.file, fact.specifier, fact.imported)
          : named(place, fact.path);
      });
    });
  }

  function named(place: Place, [first = '', ...rest]: readonly string[]): readonly Thing[] {
    return step(() => {
      const index = place.scopes.findIndex(({ names }) => names.some(({ name }) => name === first));
      if (index === -1) return [];
      const scopes = place.scopes.slice(index);
      const declarations = (scopes[0]?.names ?? [])
        .filter(({ name }) => name === first)
        .map(({ declaration }) => declaration);
      const at = { file: place.file, scopes };
      const elsewhere = declarations.flatMap((declaration) => {
        if (declaration.kind === 'import')
          return importedName(place.file, declaration.specifier, declaration.imported);
        return declaration.kind === 'same' ? named(at, declaration.path) : [];
      });
      const found: readonly Thing[] = [{ kind: 'declared', place: at, declarations }, ...elsewhere];
      return rest.reduce((things, name) => member(things, name), found);
    });
  }

  function member(things: readonly Thing[], name: string): readonly Thing[] {
    return step(() => things.flatMap((thing) => memberOf(thing, name)));
  }

  function memberOf(thing: Thing, name: string): readonly Thing[] {
    const { place } = thing;
    switch (thing.kind) {
      case 'module': {
        const own = exported(thing, name);
        if (own.length > 0) return own;
        const whole = member(exported(thing, '='), name);
        return whole.length > 0 || name === 'default' ? whole : member(exported(thing, 'default'), name);
      }
      case 'declared':
        return thing.declarations.flatMap((declaration) => {
          if (declaration.kind === 'class') return membersNamed(place, declaration.statics, name);
          if (declaration.kind === 'value') return member([typed(place, declaration.type)], name);
          if (declaration.kind !== 'namespace') return [];
          const scopes = [declaration.scope, ...place.scopes];
          return exported({ kind: 'module', place: { file: place.file, scopes } }, name);
        });
      case 'typed': {
        const { type } = thing;
        if (type.kind === 'members') return membersNamed(place, type.members, name);
        return member(behind(place, type), name);
      }
      case 'instance':
        return thing.declarations.flatMap((declaration) => {
          if (declaration.kind === 'alias') return member([typed(place, declaration.type)], name);
          if (declaration.kind !== 'class' && declaration.kind !== 'interface') return [];
          const own = membersNamed(place, declaration.members, name);
          if (own.length > 0) return own;
          return member(
            declaration.extends.map((type) => typed(place, type)),
            name,
          );
        });
    }
  }

  function typed(place: Place, type: DeclaredType): Thing {
    return { kind: 'typed', place, type };
  }

  function membersNamed(place: Place, members: readonly DeclaredMember[], name: string): readonly Thing[] {
    return members.filter((one) => one.name === name).map(({ type }) => typed(place, type));
  }

  /** What a type stands for that is not written out there. */
  function behind(place: Place, type: DeclaredType): readonly Thing[] {
    switch (type.kind) {
      case 'named':
        return instance(named(place, type.path));
      case 'typeof':
        return named(place, type.path);
      case 'import': {
        const [first, ...rest] = type.path;
        const found =
          first === undefined
            ? imported(place.file, type.specifier)
            : importedName(place.file, type.specifier, first);
        const things = rest.reduce((before, name) => member(before, name), found);
        return type.isTypeof ? things : instance(things);
      }
      case 'all':
        return type.types.map((part) => typed(place, part));
      case 'other':
      case 'function':
      case 'members':
        return [];
    }
  }

  function instance(things: readonly Thing[]): readonly Thing[] {
    return things.flatMap((thing) =>
      thing.kind === 'declared' ? [{ ...thing, kind: 'instance' as const }] : [],
    );
  }

  /** The signatures of things, each where it stands. */
  function calls(
    things: readonly Thing[],
  ): readonly { readonly place: Place; readonly signature: Signature }[] {
    return step(() =>
      things.flatMap((thing) => {
        const { place } = thing;
        if (thing.kind === 'module') {
          const whole = exported(thing, '=');
          return calls(whole.length > 0 ? whole : exported(thing, 'default'));
        }
        if (thing.kind === 'typed') {
          const { type } = thing;
          if (type.kind === 'function') return [{ place, signature: type.signature }];
          if (type.kind === 'members') return calls(membersNamed(place, type.members, '()'));
          return calls(behind(place, type));
        }
        if (thing.kind === 'instance') {
          const aliased = thing.declarations.flatMap((one) =>
            one.kind === 'alias' ? [typed(place, one.type)] : [],
          );
          return calls([...memberOf(thing, '()'), ...aliased]);
        }
        return thing.declarations.flatMap((declaration) => {
          if (declaration.kind === 'function') return [{ place, signature: declaration.signature }];
          return declaration.kind === 'value' ? calls([typed(place, declaration.type)]) : [];
        });
      }),
    );
  }

  return {
    module: moduleOf,
    exported,
    member,
    instance,
    result: (things) => calls(things).map(({ place, signature }) => typed(place, signature.gives)),
    signatures: (things) => calls(things).map(({ signature }) => signature),
  };
}
