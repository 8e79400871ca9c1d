import path from 'node:path';
import { parseCallPattern } from '../engine/call-pattern.ts';
import { isNamedBy } from '../engine/call-rules.ts';
import { t } from '../l10n/translate.ts';
import { defaultConfig, parseConfig, type ConfigProblem, type ProjectConfig } from './config.ts';
import { entriesOf, textOf } from './disk/looks.ts';
import { indexLines, positionAt } from './line-index.ts';
import { describeError, errorCode, isSystemError } from './system-error.ts';

/** What configuration files are called. */
export const configName = 'unblock.config.json';

/** Whether a path is that of a configuration file. */
export function isConfig(file: string): boolean {
  return path.basename(file) === configName;
}

/** A configuration file. */
export interface ConfigFile {
  readonly path: string;
  /** Its text without a byte-order mark; empty when it cannot be read. */
  readonly text: string;
  readonly config: ProjectConfig;
  /** In the order of the text. */
  readonly problems: readonly ConfigProblem[];
  /** Why it cannot be read, as a clause without a subject. */
  readonly unreadable?: string;
}

/** The configuration files of a project. Each is read once, until `clear` is called. */
export interface Configs {
  /** The one that holds for the files in a folder: the nearest, alone; undefined where there is none. */
  of(folder: string): Promise<ConfigFile | undefined>;
  /** Those that were read. */
  known(): Promise<readonly ConfigFile[]>;
  /** Some configuration file changed, appeared or vanished. */
  clear(): void;
}

/** A configuration file cannot be read, or is no configuration. The message is one clear line that names the place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * What is wrong with a configuration, one line for each bad entry.
 *
 * @param name How messages call the file.
 * @throws ConfigError
 */
export function configWarnings({ text, problems, unreadable }: ConfigFile, name: string): readonly string[] {
  if (unreadable !== undefined)
    throw new ConfigError(t('Cannot read the configuration {0}: {1}.', name, unreadable));
  const lines = indexLines(text);
  const said = ({ span, message }: ConfigProblem): string => {
    const { line, column } = positionAt(lines, span.start);
    return `${name}:${line}:${column}: ${message}.`;
  };
  const fatal = problems.find(({ isFatal }) => isFatal);
  if (fatal !== undefined) throw new ConfigError(said(fatal));
  return problems.map(said);
}

/** Looks for configuration files from folders upwards. `only` is a file that holds everywhere instead. */
export function createConfigs(only?: string): Configs {
  const byFolder = new Map<string, Promise<ConfigFile | undefined>>();

  function nearest(folder: string): Promise<ConfigFile | undefined> {
    const known = byFolder.get(folder) ?? search(folder);
    byFolder.set(folder, known);
    return known;
  }

  async function search(folder: string): Promise<ConfigFile | undefined> {
    const own = await readConfig(path.join(folder, configName));
    if (own !== undefined) return own;
    const parent = path.dirname(folder);
    return parent === folder ? undefined : await nearest(parent);
  }

  async function given(file: string): Promise<ConfigFile> {
    const found = await readConfig(file);
    return found ?? unreadable(file, t('does not exist'));
  }

  return {
    async of(folder) {
      if (only === undefined) return path.isAbsolute(folder) ? await nearest(folder) : undefined;
      const known = byFolder.get(only) ?? given(only);
      byFolder.set(only, known);
      return await known;
    },
    async known() {
      const found = await Promise.all(byFolder.values());
      return [...new Set(found.filter((config) => config !== undefined))];
    },
    clear() {
      byFolder.clear();
    },
  };
}

/** Reads a configuration file; undefined where there is none. */
async function readConfig(file: string): Promise<ConfigFile | undefined> {
  try {
    return await describeConfig(file, (await textOf(file)).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : unreadable(file, describeError(error));
  }
}

function unreadable(file: string, reason: string): ConfigFile {
  const config = defaultConfig(path.dirname(file));
  return { path: file, text: '', config, problems: [], unreadable: reason };
}

/** Reads the text of a configuration file, and looks whether the files are there that it names. */
export async function describeConfig(file: string, text: string): Promise<ConfigFile> {
  const base = path.dirname(file);
  const { config, problems, callSpans } = parseConfig(text, base);
  const missing: ConfigProblem[] = [];
  for (const { call, span } of callSpans)
    if (await namesNoFile(call, base))
      missing.push({
        span,
        message: t('"{0}" names no file that is there', call),
        isFatal: false,
        isInSchema: false,
      });
  const all = [...problems, ...missing].sort((a, b) => a.span.start - b.span.start);
  return { path: file, text, config, problems: all };
}

async function namesNoFile(call: string, base: string): Promise<boolean> {
  const pattern = parseCallPattern(call);
  if (typeof pattern === 'string' || !pattern.isOwn) return false;
  const wanted = path.resolve(base, pattern.module);
  const isNamed = (file: string): boolean => isNamedBy(pattern, base, file);
  return !(await filesIn(path.dirname(wanted))).some(isNamed) && !(await filesIn(wanted)).some(isNamed);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await entriesOf(folder);
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => path.join(folder, name));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}
