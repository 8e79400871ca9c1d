import type { BlockingApi, ModuleCatalog } from '../schema.ts';

/** How a package names what its records await of the module that it hands on. */
export interface Renaming {
  /** The package's own path for a promise of the other module (`readFile`); undefined where it has none. */
  readonly awaited: (name: string) => string | undefined;
  /** The module of promises whose names `awaited` is asked for. */
  readonly promises: string;
}

/** All of another module's catalogue, under the name of a package that hands it on. */
export function handedOn(base: ModuleCatalog, module: string, renaming: Renaming): ModuleCatalog {
  const blocking = base.blocking.filter(({ member }) => !member.includes('#'));
  const classes = new Set(
    base.blocking.flatMap(({ member }) => (member.includes('#') ? [member.replace(/#.*/, '#')] : [])),
  );
  const given = Object.entries(base.gives ?? {}).map(([member, value]): [string, string] => [
    member,
    value.includes('|') ? value : `${base.module}|${value}`,
  ]);
  return {
    module,
    handsOn: base.module,
    language: base.language,
    blocking: blocking.map((api) => renamed(api, base.module, module, renaming)),
    callbacks: base.callbacks ?? [],
    gives: {
      ...Object.fromEntries([...classes].map((name) => [name, `${base.module}|${name}`])),
      ...Object.fromEntries(given),
    },
  };
}

function renamed(api: BlockingApi, from: string, to: string, { awaited, promises }: Renaming): BlockingApi {
  const { replacement, example } = api;
  const bad = example.bad.replaceAll(`'${from}'`, `'${to}'`);
  if (replacement.kind === 'advice') return { ...api, example: { ...example, bad } };
  const [, name = ''] = new RegExp(`\\{${promises}#(\\w+)\\}`).exec(replacement.expression) ?? [];
  const path = name === '' ? undefined : awaited(name);
  if (path === undefined) return { ...api, example: { ...example, bad } };
  const [imported = ''] = path.split('.');
  return {
    ...api,
    replacement: {
      ...replacement,
      expression: replacement.expression.replace(`{${promises}#${name}}`, `{${to}#${path}}`),
      instead: replacement.instead.replace(`fs.promises.${name}`, `fs.${path}`),
    },
    example: {
      bad,
      good: example.good
        .replace(`{ ${name} } from '${promises}'`, `{ ${imported} } from '${to}'`)
        .replace(new RegExp(`\\b${name}\\(`), `${path}(`),
    },
  };
}
