import type { Catalog } from '../catalog/lookup.ts';
import { unknownEntity, type Entity } from './entity.ts';

type Api = Extract<Entity, { readonly kind: 'api' }>;

/** Names under which the global object knows itself. */
const globalObjects = new Set(['globalThis', 'global', 'window', 'self']);

/** Longer paths than this lead nowhere that a catalogue knows: `next.next.next…`. */
const longestPath = 100;

/** Whether something is the global object. */
export function isGlobalObject({ module, path }: Api): boolean {
  return module === 'globals' && path === '';
}

/** A global name; `globalThis.x` is `x`, and `process` is the module of that name. */
export function globalMember(catalog: Catalog, name: string): Entity {
  return given(catalog, { kind: 'api', module: 'globals', path: globalObjects.has(name) ? '' : name });
}

/** A member of an API. A default export is the module itself: built-in modules and CommonJS packages are both. */
export function apiMember(catalog: Catalog, api: Api, name: string): Entity {
  const { module, path } = api;
  if (name === 'default' && path === '' && catalog.gives(module, 'default') === undefined) return api;
  if (module === 'globals' && path === '') return globalMember(catalog, name);
  if (path.length > longestPath) return unknownEntity;
  const joint = path === '' || path.endsWith('#') ? '' : '.';
  return given(catalog, { kind: 'api', module, path: `${path}${joint}${name}` });
}

/** What calling an API gives; `new` gives an instance. */
export function apiResult(catalog: Catalog, api: Api, made: boolean): Entity {
  if (api.path.length > longestPath) return unknownEntity;
  const path = made ? `${api.path}#` : `${api.path}()`;
  return given(catalog, { kind: 'api', module: api.module, path });
}

/** Follows what the catalogue says a member gives. */
function given(catalog: Catalog, api: Api): Api {
  // A class gives its base class under the same notation: that is for look-ups, not for values.
  if (api.path.endsWith('#')) return api;
  const target = catalog.gives(api.module, api.path);
  if (target === undefined) return api;
  const bar = target.indexOf('|');
  return { kind: 'api', module: target.slice(0, bar), path: target.slice(bar + 1) };
}
