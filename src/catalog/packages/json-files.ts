import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { packageCatalog, twin, type PackageStyle } from './package-records.ts';

const reads = 'reads and parses the whole file before anything else can run';
const writes = 'writes the whole file before anything else can run';

function read(style: PackageStyle, member: string, call: string, awaited?: string): BlockingApi {
  return twin(style, {
    member,
    ...(awaited !== undefined && { twin: awaited }),
    cost: 'io',
    why: reads,
    signature: 'loadConfig(path: string)',
    body: [`const config: unknown = ${call}(path);`, 'return config;'],
  });
}

function write(style: PackageStyle, member: string, call: string, awaited?: string): BlockingApi {
  return twin(style, {
    member,
    ...(awaited !== undefined && { twin: awaited }),
    cost: 'io',
    why: writes,
    signature: 'save(path: string, settings: object)',
    body: [`${call}(path, settings);`],
  });
}

function style(module: string, as?: string): PackageStyle {
  return { module, category: 'file', ...(as !== undefined && { as }) };
}

/** Packages that read and write JSON. Those of one author had `.sync` before they became ES modules. */
export const jsonFilePackages: readonly ModuleCatalog[] = [
  packageCatalog('jsonfile', [
    read(style('jsonfile', 'jsonfile'), 'readFileSync', 'jsonfile.readFileSync'),
    write(style('jsonfile', 'jsonfile'), 'writeFileSync', 'jsonfile.writeFileSync'),
  ]),
  packageCatalog('load-json-file', [
    read(style('load-json-file'), 'loadJsonFileSync', 'loadJsonFileSync'),
    read(style('load-json-file', 'loadJsonFile'), 'sync', 'loadJsonFile.sync', ''),
  ]),
  packageCatalog('write-json-file', [
    write(style('write-json-file'), 'writeJsonFileSync', 'writeJsonFileSync'),
    write(style('write-json-file', 'writeJsonFile'), 'sync', 'writeJsonFile.sync', ''),
  ]),
  packageCatalog('write-file-atomic', [
    twin(style('write-file-atomic', 'writeFileAtomic'), {
      member: 'sync',
      twin: '',
      cost: 'io',
      why: 'writes the whole file, waits until the device has stored it and renames it before anything else can run',
      signature: 'save(path: string, report: string)',
      body: ['writeFileAtomic.sync(path, report);'],
    }),
  ]),
];
