import path from 'node:path';
import { browser } from '../../src/catalog/runtimes/browser.ts';
import { bun } from '../../src/catalog/runtimes/bun.ts';
import { deno } from '../../src/catalog/runtimes/deno.ts';
import type { ModuleCatalog } from '../../src/catalog/schema.ts';
import { compilerOptions, Declarations, givenBy } from './declarations.ts';

/** One set of declarations that a runtime's records may be of. */
export interface Runtime {
  readonly name: string;
  readonly parts: readonly ModuleCatalog[];
  readonly types?: string;
  readonly libraries?: readonly string[];
}

/** All runtimes but Node, by the declarations that there are of them. */
export const runtimes: readonly Runtime[] = [
  { name: 'browser', parts: [browser], libraries: ['dom', 'dom.asynciterable'] },
  { name: 'worker', parts: [browser], libraries: ['webworker', 'webworker.importscripts'] },
  { name: 'deno', parts: [deno], types: 'deno', libraries: ['dom'] },
  { name: 'bun', parts: bun, types: 'bun', libraries: ['dom'] },
];

/** The declarations of a runtime, which are installed in a folder, and the examples of its records. */
export function runtimeDeclarations(folder: string, runtime: Runtime): Declarations {
  const { parts, types, libraries } = runtime;
  const files = new Map(
    parts.flatMap(({ module, blocking }) =>
      blocking.flatMap((api, index) =>
        (['bad', 'good'] as const).map((kind) => [
          exampleFile(folder, runtime, module, index, kind),
          api.example[kind],
        ]),
      ),
    ),
  );
  const [first = ''] = files.keys();
  const made: Declarations = new Declarations({
    files,
    options: {
      ...compilerOptions(path.join(folder, 'node_modules/@types'), types === undefined ? [] : [types]),
      ...(libraries && { lib: ['esnext', ...libraries].map((library) => `lib.${library}.d.ts`) }),
    },
    module(module) {
      if (module === 'globals') return made.globals(first);
      const symbol = made.checker.getAmbientModules().find((one) => one.name === `"${module}"`);
      return symbol && made.exportsOf(symbol);
    },
    gives: (module) => givenBy(parts, module),
  });
  return made;
}

/** The name of an example's file. */
export function exampleFile(
  folder: string,
  { name }: Runtime,
  module: string,
  index: number,
  kind: 'bad' | 'good',
): string {
  return path.join(folder, 'runtimes', name, `${module.replace(/\W/g, '_')}.${index}.${kind}.ts`);
}
