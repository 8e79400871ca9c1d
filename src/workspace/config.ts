import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

import { categories } from '../catalog/schema.ts';
import { defaultSettings, type AnalysisSettings } from '../engine/settings.ts';
import { contextNames } from './config-names.ts';
import { readBoolean, readGlobs, readObject, readSeverities, type Problem } from './config-values.ts';
import type { ExcludeSettings } from './discovery.ts';
import { indexLines, positionAt } from './line-index.ts';
import { describeError, isSystemError } from './system-error.ts';

/** What a project says about its analysis. */
export interface ProjectConfig {
  readonly analysis: AnalysisSettings;
  readonly files: ExcludeSettings;
}

/** A configuration file cannot be read or has bad entries. The message is one clear line that names the first place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The configuration of a project that has no configuration file. */
export function defaultConfig(base: string): ProjectConfig {
  return { analysis: defaultSettings, files: { exclude: [], defaultExcludes: true, base } };
}

/**
 * Reads a configuration file: JSON, in which comments and trailing commas are allowed. Its globs are relative to the
 * folder it is in. `name` is how messages call it.
 * @throws ConfigError
 */
export async function loadConfig(file: string, name: string): Promise<ProjectConfig> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ConfigError(`Cannot read the configuration ${name}: ${describeError(error)}.`);
  }
  const { config, problems } = parseConfig(text, path.dirname(file));
  const [first] = problems;
  if (first === undefined) return config;
  const { line, column } = positionAt(indexLines(text), first.offset);
  throw new ConfigError(`${name}:${line}:${column}: ${first.message}.`);
}

/** Reads a configuration. Bad entries are reported, in the order of the text, and count as missing. */
export function parseConfig(
  text: string,
  base: string,
): { readonly config: ProjectConfig; readonly problems: readonly Problem[] } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems: Problem[] = errors.map(({ error, offset }) => ({ offset, message: syntaxMessage(error) }));
  const config = root === undefined ? defaultConfig(base) : readConfig(root, base, problems);
  return { config, problems: problems.sort((a, b) => a.offset - b.offset) };
}

const keys = [
  '$schema',
  'severity',
  'contexts',
  'brief',
  'unknownSync',
  'exclude',
  'defaultExcludes',
] as const;

function readConfig(root: Node, base: string, problems: Problem[]): ProjectConfig {
  const entries = readObject(root, '', keys, problems);
  const { analysis, files } = defaultConfig(base);
  return {
    analysis: {
      categories: readSeverities(entries.severity, 'severity', categories, problems),
      contexts: {
        ...analysis.contexts,
        ...readSeverities(entries.contexts, 'contexts', contextNames, problems),
      },
      brief: readBoolean(entries.brief, 'brief', problems) ?? analysis.brief,
      unknownSync: readBoolean(entries.unknownSync, 'unknownSync', problems) ?? analysis.unknownSync,
    },
    files: {
      exclude: readGlobs(entries.exclude, 'exclude', problems) ?? files.exclude,
      defaultExcludes:
        readBoolean(entries.defaultExcludes, 'defaultExcludes', problems) ?? files.defaultExcludes,
      base,
    },
  };
}

function syntaxMessage(error: ParseError['error']): string {
  // The names of the codes are telling: `CommaExpected`, `InvalidSymbol`.
  const words = printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return `not valid JSON, ${words}`;
}
