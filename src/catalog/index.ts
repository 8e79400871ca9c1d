import { globals } from './globals.ts';
import { language } from './language.ts';
import { createCatalog } from './lookup.ts';
import { childProcess } from './node/child-process.ts';
import { crypto } from './node/crypto.ts';
import { events } from './node/events.ts';
import { fs, fsPromises } from './node/fs.ts';
import { inspector } from './node/inspector.ts';
import { moduleModule } from './node/module.ts';
import { network } from './node/network.ts';
import { processModule } from './node/process.ts';
import { scheduling } from './node/scheduling.ts';
import { sqlite } from './node/sqlite.ts';
import { streams } from './node/streams.ts';
import { v8 } from './node/v8.ts';
import { workerThreads } from './node/worker-threads.ts';
import { zlib } from './node/zlib.ts';
import { packages } from './packages/index.ts';
import { browser } from './runtimes/browser.ts';
import { bun } from './runtimes/bun.ts';
import { deno } from './runtimes/deno.ts';
import type { ModuleCatalog } from './schema.ts';

/** All records that come with the product. */
export const builtinCatalog: readonly ModuleCatalog[] = [
  globals,
  language,
  childProcess,
  crypto,
  events,
  fs,
  fsPromises,
  inspector,
  moduleModule,
  ...network,
  processModule,
  ...scheduling,
  sqlite,
  ...streams,
  v8,
  workerThreads,
  zlib,
  browser,
  ...bun,
  deno,
  ...packages,
];

/** Lookup in all records that come with the product. */
export const catalog = createCatalog(builtinCatalog);

export { canonicalModule } from './canonical-module.ts';
export type { Catalog } from './lookup.ts';
