import path from 'node:path';
import type ts from 'typescript';
import { builtinCatalog } from '../../src/catalog/index.ts';
import { browser } from '../../src/catalog/runtimes/browser.ts';
import { bun } from '../../src/catalog/runtimes/bun.ts';
import { deno } from '../../src/catalog/runtimes/deno.ts';
import type { ModuleCatalog } from '../../src/catalog/schema.ts';
import { compilerOptions, Declarations, givenBy, type Exports } from './declarations.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The catalogues of runtimes other than Node. */
export const otherRuntimes: readonly ModuleCatalog[] = [browser, deno, ...bun];

/** The catalogues of Node, of the global object and of the language itself. */
export const coreCatalog = builtinCatalog.filter(
  (part) => /^(?:node:|globals$|language$)/.test(part.module) && !otherRuntimes.includes(part),
);

const files: ReadonlyMap<string, string> = new Map(
  coreCatalog.flatMap(({ module, blocking }) =>
    blocking.flatMap((api, index) => {
      const name = `${module}.${api.member}.${index}`.replaceAll(/[^\w.]/g, '_');
      return (['bad', 'good'] as const).map((kind) => [
        path.join(root, 'test', `${name}.${kind}.ts`),
        api.example[kind],
      ]);
    }),
  ),
);

/** The declarations of Node, and the examples of its records. */
export const core: Declarations = new Declarations({
  files,
  options: compilerOptions(path.join(root, 'node_modules/@types'), ['node']),
  module(name) {
    if (name === 'globals') return globalScope();
    const symbol = declaredModules().get(name);
    return symbol && core.exportsOf(symbol);
  },
  gives: (module) => givenBy(coreCatalog, module),
});

/** What the compiler has to say about the examples, by the file's name. */
export function exampleErrors(): readonly string[] {
  return [...files.keys()].flatMap((name) =>
    core.errors(name).map((error) => `${path.basename(name)}: ${error}`),
  );
}

/** The modules that the declarations of Node declare, by their names with `node:`. */
export function declaredModules(): ReadonlyMap<string, ts.Symbol> {
  return new Map(
    core.checker
      .getAmbientModules()
      .map((symbol): [string, ts.Symbol] => [symbol.name.slice(1, -1), symbol])
      .filter(([name]) => name.startsWith('node:')),
  );
}

let scope: Exports | undefined;

function globalScope(): Exports {
  const [first = ''] = files.keys();
  return (scope ??= core.globals(first));
}
