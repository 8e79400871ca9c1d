import type { ModuleCatalog } from '../schema.ts';
import { advised, methodTwin, packageCatalog, type PackageStyle } from './package-records.ts';

const readsAndRenders =
  'reads the template and all that it includes, and renders it, before anything else can run';

const liquidStyle: PackageStyle = { module: 'liquidjs', category: 'file' };

/** Its awaited forms read files without blocking; what needs no file computes on this thread either way. */
const liquid = packageCatalog(
  'liquidjs',
  [
    { member: 'Liquid#renderFileSync', why: readsAndRenders },
    {
      member: 'Liquid#parseFileSync',
      why: 'reads and parses the template before anything else can run',
    },
  ].map(({ member, why }) => {
    const method = member.replace(/.*#/, '');
    return methodTwin(liquidStyle, {
      member,
      cost: 'io',
      why,
      types: ['Liquid'],
      receiver: 'engine',
      signature: 'page(engine: Liquid, name: string)',
      body: [`const result: unknown = engine.${method}(name);`, 'return result;'],
    });
  }),
  { pretends: ['*'] },
);

const nunjucksStyle: PackageStyle = { module: 'nunjucks', category: 'file', as: 'nunjucks' };

const nunjucks = packageCatalog(
  'nunjucks',
  ['render', 'Environment#render'].map((member) => {
    const isMethod = member.includes('#');
    const signature = isMethod
      ? 'page(environment: nunjucks.Environment, name: string)'
      : 'page(name: string)';
    return advised(nunjucksStyle, {
      member,
      when: { withoutCallback: true },
      cost: 'io',
      why: readsAndRenders,
      signature,
      body: [`return ${isMethod ? 'environment' : 'nunjucks'}.render(name, { name });`],
      instead: 'precompile the templates, so that there is no file to be read',
      good: {
        imports: ["import nunjucks from 'nunjucks'"],
        signature: 'page(template: nunjucks.Template, name: string)',
        body: ['return template.render({ name });'],
      },
    });
  }),
  {
    gives: { 'configure()': 'Environment#' },
    callbacks: [
      { member: 'render', argument: 'last', timing: 'event' },
      { member: 'Environment#render', argument: 'last', timing: 'event' },
    ],
  },
);

/** Templates that are read synchronously, also by the form that gives a promise. */
const ejsStyle: PackageStyle = { module: 'ejs', category: 'file', as: 'ejs' };

const ejs = packageCatalog('ejs', [
  advised(ejsStyle, {
    member: 'renderFile',
    cost: 'io',
    why: `${readsAndRenders}, although it gives a promise`,
    signature: 'page(path: string)',
    body: ['return await ejs.renderFile(path, { path });'],
    instead: 'await `readFile` of node:fs/promises and give the template to `ejs.render`, or set `cache`',
    good: {
      imports: ["import ejs from 'ejs'", "import { readFile } from 'node:fs/promises'"],
      body: ["return ejs.render(await readFile(path, 'utf8'), { path });"],
    },
  }),
]);

const etaStyle: PackageStyle = { module: 'eta', category: 'file' };

const eta = packageCatalog(
  'eta',
  ['render', 'renderAsync'].map((method) => {
    const awaited = method === 'render' ? '' : 'await ';
    return advised(etaStyle, {
      member: `Eta#${method}`,
      cost: 'io',
      why: method === 'render' ? readsAndRenders : `${readsAndRenders}, although it gives a promise`,
      types: ['Eta'],
      signature: 'page(eta: Eta, name: string)',
      body: [`return ${awaited}eta.${method}(name, { name });`],
      instead: 'set `cache`, and render each template once while the program starts',
      good: { body: ['return eta.renderString(name, { name });'] },
    });
  }),
);

/** Template engines. */
export const templatePackages: readonly ModuleCatalog[] = [liquid, nunjucks, ejs, eta];
