import type { ModuleCatalog } from '../schema.ts';
import { archivePackages } from './archives.ts';
import { codecPackages } from './codecs.ts';
import { collectionPackages } from './collections.ts';
import { commandPackages } from './commands.ts';
import { compilerPackages } from './compilers.ts';
import { configurationPackages } from './configuration.ts';
import { containerPackages } from './containers.ts';
import { cosmiconfigPackages } from './cosmiconfig.ts';
import { databasePackages } from './databases.ts';
import { documentPackages } from './documents.ts';
import { electronPackages } from './electron.ts';
import { processPackages } from './execa.ts';
import { findUpPackages } from './find-up.ts';
import { folderPackages } from './folders.ts';
import { formatterPackages } from './formatters.ts';
import { fsExtraPackages } from './fs-extra.ts';
import { globPackages } from './glob.ts';
import { gracefulFs } from './graceful-fs.ts';
import { hashPackages } from './hashes.ts';
import { imagePackages } from './images.ts';
import { jsonFilePackages } from './json-files.ts';
import { keyValuePackages } from './key-value.ts';
import { parserPackages } from './parsers.ts';
import { passwordPackages } from './passwords.ts';
import { pixelPackages } from './pixels.ts';
import { pretenders } from './pretenders.ts';
import { promptPackages } from './prompts.ts';
import { properLockfile } from './proper-lockfile.ts';
import { renderingPackages } from './rendering.ts';
import { requestPackages } from './requests.ts';
import { schedulerPackages } from './schedulers.ts';
import { serverPackages } from './servers.ts';
import { settingPackages } from './settings.ts';
import { shelljs } from './shelljs.ts';
import { shellPackages } from './shells.ts';
import { sqlitePackages } from './sqlite.ts';
import { storePackages } from './stores.ts';
import { templatePackages } from './templates.ts';
import { tmp } from './tmp.ts';
import { toolPackages } from './tools.ts';
import { vscode } from './vscode.ts';
import { waitingPackages } from './waiting.ts';
import { walkingPackages } from './walking.ts';
import { whichPackages } from './which.ts';

/** Records of npm packages. */
export const packages: readonly ModuleCatalog[] = [
  ...archivePackages,
  ...codecPackages,
  ...collectionPackages,
  ...commandPackages,
  ...compilerPackages,
  ...configurationPackages,
  ...containerPackages,
  ...cosmiconfigPackages,
  ...databasePackages,
  ...documentPackages,
  ...electronPackages,
  ...findUpPackages,
  ...folderPackages,
  ...formatterPackages,
  ...fsExtraPackages,
  ...globPackages,
  gracefulFs,
  ...hashPackages,
  ...imagePackages,
  ...jsonFilePackages,
  ...keyValuePackages,
  ...parserPackages,
  ...passwordPackages,
  ...pixelPackages,
  ...pretenders,
  ...processPackages,
  ...promptPackages,
  properLockfile,
  ...renderingPackages,
  ...requestPackages,
  ...schedulerPackages,
  ...serverPackages,
  ...settingPackages,
  shelljs,
  ...shellPackages,
  ...sqlitePackages,
  ...storePackages,
  ...templatePackages,
  tmp,
  ...toolPackages,
  vscode,
  ...waitingPackages,
  ...walkingPackages,
  ...whichPackages,
];
