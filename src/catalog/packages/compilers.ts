import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { computing, style, twins, type CodeFunction } from './code-functions.ts';
import { offloaded } from './offloaded.ts';
import { advised, methodTwin, packageCatalog, twin } from './package-records.ts';
import { typescript } from './typescript.ts';

/*
 * A form with a promise is a twin only where the work is done elsewhere: in a process of its own (esbuild, sass-embedded) or
 * in native threads (swc, oxc). What computes on the event loop all the same gets advice: Babel, terser and Sass in
 * JavaScript stall it for as long, whichever form is called.
 */

const transforms = 'parses and transforms all of the code before anything else can run';
const parses = 'parses all of the code before anything else can run';
const bundles = 'reads and bundles all of the modules before anything else can run';
const readsAndTransforms = 'reads the file and transforms it before anything else can run';

const esbuild = packageCatalog(
  'esbuild',
  twins(style('esbuild'), [
    { member: 'buildSync', cost: 'io', why: bundles, args: '{ entryPoints: [code] }' },
    { member: 'transformSync', why: transforms, args: "code, { loader: 'ts' }" },
    {
      member: 'formatMessagesSync',
      why: 'waits for the process of esbuild while nothing else can run',
      args: "[{ text: code }], { kind: 'error' }",
    },
    {
      member: 'analyzeMetafileSync',
      why: 'waits for the process of esbuild while nothing else can run',
      args: 'code',
    },
  ]),
);

const swcFunctions: readonly CodeFunction[] = [
  { member: 'transformSync', why: transforms, args: 'code' },
  { member: 'transformFileSync', cost: 'io', why: readsAndTransforms, args: 'code' },
  { member: 'parseSync', why: parses, args: 'code' },
  {
    member: 'parseFileSync',
    cost: 'io',
    why: 'reads the file and parses it before anything else can run',
    args: 'code',
  },
  {
    member: 'printSync',
    why: 'prints all of the code before anything else can run',
    args: "{ type: 'Module', span: { start: 0, end: 0, ctxt: 0 }, body: [], interpreter: code }",
  },
  { member: 'minifySync', why: 'minifies all of the code before anything else can run', args: 'code' },
];

const swc = packageCatalog('@swc/core', [
  ...twins(style('@swc/core'), swcFunctions),
  ...swcFunctions.map(({ member, why, cost = 'cpu', args }) =>
    methodTwin(style('@swc/core'), {
      member: `Compiler#${member}`,
      cost,
      why,
      types: ['Compiler'],
      receiver: 'compiler',
      signature: 'produce(compiler: Compiler, code: string)',
      body: [`const result = compiler.${member}(${args});`, 'return { code, result };'],
    }),
  ),
]);

const oxc: readonly ModuleCatalog[] = [
  packageCatalog(
    'oxc-parser',
    twins(style('oxc-parser'), [{ member: 'parseSync', why: parses, args: "'a.ts', code" }]),
  ),
  packageCatalog(
    'oxc-transform',
    twins(style('oxc-transform'), [
      { member: 'transformSync', why: transforms, args: "'a.ts', code" },
      { member: 'moduleRunnerTransformSync', why: transforms, args: "'a.ts', code" },
      {
        member: 'isolatedDeclarationSync',
        why: 'parses the code and writes its declarations before anything else can run',
        args: "'a.ts', code",
      },
    ]),
  ),
  packageCatalog(
    'oxc-minify',
    twins(style('oxc-minify'), [
      {
        member: 'minifySync',
        why: 'minifies all of the code before anything else can run',
        args: "'a.js', code",
      },
    ]),
  ),
];

const sassFunctions = [
  {
    member: 'compile',
    twin: 'compileAsync',
    cost: 'io',
    why: 'reads the style sheet and all that it uses and compiles them before anything else can run',
    args: 'code',
  },
  {
    member: 'compileString',
    twin: 'compileStringAsync',
    why: 'compiles the style sheet and all that it uses before anything else can run',
    args: 'code',
  },
] as const;

/** The old interface. */
const renderSync: CodeFunction = {
  member: 'renderSync',
  cost: 'io',
  why: 'reads the style sheet and all that it uses and compiles them before anything else can run',
  args: '{ data: code }',
};

const sass = packageCatalog('sass', [
  ...computing(
    style('sass'),
    [...sassFunctions, renderSync],
    'await `compileAsync` of sass-embedded, which compiles in a process of its own; that of sass stays on this thread',
  ),
]);

const sassEmbedded = packageCatalog('sass-embedded', [
  ...twins(style('sass-embedded'), sassFunctions),
  ...computing(style('sass-embedded'), [renderSync], 'await `compileAsync`'),
]);

const onThisThread = (name: string): string =>
  `run it in a worker thread; ${name} computes on this thread all the same`;

const babel = packageCatalog(
  '@babel/core',
  [
    ...computing(
      style('@babel/core'),
      [
        { member: 'transformSync', why: transforms, args: 'code' },
        { member: 'transformFileSync', cost: 'io', why: readsAndTransforms, args: 'code' },
        { member: 'parseSync', why: parses, args: 'code' },
      ],
      onThisThread('its form that ends in `Async`'),
    ),
    offloaded(style('@babel/core'), {
      member: 'transformFromAstSync',
      cost: 'cpu',
      why: 'transforms all of the code before anything else can run',
      types: ['ParseResult'],
      signature: 'produce(tree: ParseResult)',
      body: ['return transformFromAstSync(tree);'],
      instead: onThisThread('its form that ends in `Async`'),
      goodSignature: 'produce(code: string)',
      data: 'code',
      result: 'string',
    }),
    // Without a callback, these were synchronous before version 8.
    ...computing(
      style('@babel/core'),
      [
        { member: 'transform', why: transforms, args: 'code' },
        { member: 'parse', why: parses, args: 'code' },
      ],
      onThisThread('its form that ends in `Async`'),
    ).map((api): BlockingApi => ({ ...api, when: { withoutCallback: true }, versions: { below: 8 } })),
    twin(style('@babel/core'), {
      member: 'loadPartialConfig',
      twin: 'loadPartialConfigAsync',
      when: { withoutCallback: true },
      versions: { below: 8 },
      category: 'file',
      cost: 'io',
      why: 'looks for configuration files and loads them before anything else can run',
      signature: 'options(filename: string)',
      body: ['const config = loadPartialConfig({ filename });', 'return config;'],
    }),
    advised(style('@babel/core'), {
      member: 'loadOptions',
      when: { withoutCallback: true },
      versions: { below: 8 },
      category: 'file',
      cost: 'io',
      why: 'looks for configuration files and loads them before anything else can run',
      signature: 'options(filename: string)',
      body: ['return loadOptions({ filename });'],
      instead: 'await `loadPartialConfigAsync(…)`, whose result has them as `options`',
      good: {
        imports: ["import { loadPartialConfigAsync } from '@babel/core'"],
        body: ['return (await loadPartialConfigAsync({ filename }))?.options;'],
      },
    }),
  ],
  {
    callbacks: ['transform', 'transformFile', 'transformFromAst', 'parse'].map((member) => ({
      member,
      argument: 'last',
      timing: 'event',
    })),
    promises: ['transformAsync', 'transformFileAsync', 'transformFromAstAsync', 'parseAsync'],
  },
);

const terser = packageCatalog(
  'terser',
  computing(
    style('terser'),
    [{ member: 'minify_sync', why: 'minifies all of the code before anything else can run', args: 'code' }],
    onThisThread('`minify`'),
  ),
  { promises: ['minify'] },
);

const lightningcss = packageCatalog('lightningcss', [
  twin(style('lightningcss'), {
    member: 'bundle',
    twin: 'bundleAsync',
    cost: 'io',
    why: 'reads and bundles the style sheets before anything else can run',
    signature: 'produce(filename: string)',
    body: ['const result = bundle({ filename, minify: true });', 'return result.code;'],
  }),
  ...computing(
    style('lightningcss'),
    [
      {
        member: 'transform',
        why: 'parses and prints the whole style sheet before anything else can run',
        args: "{ filename: 'a.css', code: Buffer.from(code) }",
      },
    ],
    'have a worker thread do it where there is much of it; only `bundle` has an awaited form',
  ),
]);

/** Bundlers and transpilers. */
export const compilerPackages: readonly ModuleCatalog[] = [
  esbuild,
  swc,
  ...oxc,
  sass,
  sassEmbedded,
  babel,
  terser,
  lightningcss,
  typescript,
];
