import { fs } from '../node/fs.ts';
import type { ModuleCatalog } from '../schema.ts';
import { handedOn } from './handed-on.ts';

export const gracefulFs: ModuleCatalog = handedOn(fs, 'graceful-fs', {
  promises: 'node:fs/promises',
  awaited: (name) => `promises.${name}`,
});
