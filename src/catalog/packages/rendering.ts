import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const readsAndRenders =
  'reads the template and all that it includes, and renders it, before anything else can run';

const reactStyle: PackageStyle = { module: 'react-dom/server', category: 'compile' };

const reactServer = packageCatalog(
  'react-dom/server',
  ['renderToString', 'renderToStaticMarkup'].map((member) =>
    advised(reactStyle, {
      member,
      cost: 'cpu',
      why: 'renders the whole tree before anything else can run',
      imports: ["import type { ReactNode } from 'react'"],
      signature: 'page(tree: ReactNode)',
      body: [`return ${member}(tree);`],
      instead: 'pipe what `renderToPipeableStream` gives, which renders part by part',
      good: {
        imports: [
          "import { PassThrough } from 'node:stream'",
          "import { text } from 'node:stream/consumers'",
          "import type { ReactNode } from 'react'",
          "import { renderToPipeableStream } from 'react-dom/server'",
        ],
        body: ['return await text(renderToPipeableStream(tree).pipe(new PassThrough()));'],
      },
    }),
  ),
);

const artStyle: PackageStyle = { module: 'art-template', category: 'file', as: 'template' };

const artTemplate = packageCatalog('art-template', [
  advised(artStyle, {
    member: '',
    cost: 'io',
    why: readsAndRenders,
    signature: 'page(path: string)',
    body: ['return template(path, { path }) as unknown;'],
    instead: 'await `readFile` of node:fs/promises and give the template to `template.render`',
    good: {
      imports: ["import template from 'art-template'", "import { readFile } from 'node:fs/promises'"],
      body: ["return template.render(await readFile(path, 'utf8'), { path });"],
    },
  }),
]);

const squirrellyStyle: PackageStyle = { module: 'squirrelly', category: 'file' };

const squirrelly = packageCatalog('squirrelly', [
  ...(['renderFile', 'loadFile'] as const).map((member) =>
    advised(squirrellyStyle, {
      member,
      cost: 'io',
      why:
        member === 'renderFile'
          ? `${readsAndRenders}, also with a callback`
          : 'reads and compiles the template before anything else can run',
      signature: 'page(path: string)',
      body: [
        member === 'renderFile'
          ? 'return renderFile(path, { path }) as unknown;'
          : 'return loadFile(path, { filename: path });',
      ],
      instead: 'await `readFile` of node:fs/promises and give the template to `render`',
      good: {
        imports: ["import { readFile } from 'node:fs/promises'", "import { render } from 'squirrelly'"],
        body: ["return render(await readFile(path, 'utf8'), { path }) as unknown;"],
      },
    }),
  ),
]);

const swigStyle: PackageStyle = { module: 'swig', category: 'file', as: 'swig' };

const swig = packageCatalog(
  'swig',
  ['renderFile', 'compileFile'].map((member) =>
    advised(swigStyle, {
      member,
      when: { withoutCallback: true },
      cost: 'io',
      why:
        member === 'renderFile'
          ? readsAndRenders
          : 'reads and compiles the template before anything else can run',
      signature: 'page(path: string)',
      body: [`const result: unknown = swig.${member}(path, {});`, 'return result;'],
      instead:
        'give it a callback, with which it reads the file without blocking, and await that in a promise',
      good: {
        body: [
          'return await new Promise<unknown>((resolve, reject) => {',
          `  swig.${member}(path, {}, (error: unknown, result: unknown) => {`,
          '    if (error) reject(error);',
          '    else resolve(result);',
          '  });',
          '});',
        ],
      },
    }),
  ),
  {
    callbacks: [
      { member: 'renderFile', argument: 'last', timing: 'event' },
      { member: 'compileFile', argument: 'last', timing: 'event' },
    ],
  },
);

const edgeStyle: PackageStyle = { module: 'edge.js', category: 'file' };

/** Templates are read synchronously also by the form that gives a promise. */
const edge = packageCatalog(
  'edge.js',
  ['render', 'renderSync'].map((method) =>
    advised(edgeStyle, {
      member: `Edge#${method}`,
      cost: 'io',
      why: method === 'render' ? `${readsAndRenders}, although it gives a promise` : readsAndRenders,
      types: ['Edge'],
      signature: 'page(edge: Edge, name: string)',
      body: [`return ${method === 'render' ? 'await ' : ''}edge.${method}(name, { name });`],
      instead: 'set `cache`, and render each template once while the program starts',
      good: { body: ["return await edge.renderRaw('Hello {{ name }}', { name });"] },
    }),
  ),
  { pretends: ['*'] },
);

/** More packages that render pages. */
export const renderingPackages: readonly ModuleCatalog[] = [reactServer, artTemplate, squirrelly, swig, edge];
