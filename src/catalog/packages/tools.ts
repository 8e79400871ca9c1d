import type { ModuleCatalog } from '../schema.ts';
import { packageCatalog, type PackageStyle } from './package-records.ts';
import { inWorker, work } from './work.ts';

const compiles = 'compiles all of the code before anything else can run';
const minifies = 'minifies all of the code before anything else can run';

function style(module: string, as?: string): PackageStyle {
  return { module, category: 'compile', ...(as !== undefined && { as }) };
}

/** Compilers and minifiers in JavaScript that have no other thread to work in. */
export const toolPackages: readonly ModuleCatalog[] = [
  packageCatalog(
    'stylus',
    work(style('stylus', 'stylus'), inWorker, [
      { member: 'render', when: { maxArguments: 1 }, why: compiles, call: 'stylus.render(text)' },
    ]),
    { callbacks: [{ member: 'render', argument: 'last', timing: 'sync' }] },
  ),
  packageCatalog(
    'uglify-js',
    work(style('uglify-js'), inWorker, [{ member: 'minify', why: minifies, call: 'minify(text)' }]),
  ),
  packageCatalog(
    'clean-css',
    work(style('clean-css', 'CleanCSS'), inWorker, [
      { member: '#minify', why: minifies, call: 'new CleanCSS().minify(text)' },
    ]),
    { callbacks: [{ member: '#minify', argument: 'last', timing: 'event' }] },
  ),
  packageCatalog(
    'html-minifier',
    work(style('html-minifier'), inWorker, [{ member: 'minify', why: minifies, call: 'minify(text)' }]),
  ),
  packageCatalog(
    'sucrase',
    work(style('sucrase'), inWorker, [
      { member: 'transform', why: compiles, call: "transform(text, { transforms: ['typescript'] })" },
    ]),
  ),
  packageCatalog(
    'coffeescript',
    work(style('coffeescript', 'CoffeeScript'), inWorker, [
      { member: 'compile', why: compiles, call: 'CoffeeScript.compile(text)' },
    ]),
  ),
  packageCatalog(
    'svelte/compiler',
    work(style('svelte/compiler'), inWorker, [
      { member: 'compile', why: compiles, call: 'compile(text, {})' },
      { member: 'compileModule', why: compiles, call: 'compileModule(text, {})' },
    ]),
  ),
];
