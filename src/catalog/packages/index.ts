import type { ModuleCatalog } from '../schema.ts';
import { cosmiconfigPackages } from './cosmiconfig.ts';
import { findUpPackages } from './find-up.ts';
import { folderPackages } from './folders.ts';
import { fsExtraPackages } from './fs-extra.ts';
import { globPackages } from './glob.ts';
import { gracefulFs } from './graceful-fs.ts';
import { jsonFilePackages } from './json-files.ts';
import { properLockfile } from './proper-lockfile.ts';
import { tmp } from './tmp.ts';
import { walkingPackages } from './walking.ts';
import { whichPackages } from './which.ts';

/** Records of npm packages. */
export const packages: readonly ModuleCatalog[] = [
  ...cosmiconfigPackages,
  ...findUpPackages,
  ...folderPackages,
  ...fsExtraPackages,
  ...globPackages,
  gracefulFs,
  ...jsonFilePackages,
  properLockfile,
  tmp,
  ...walkingPackages,
  ...whichPackages,
];
