import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { defaultSettings, type AnalysisSettings, type CallSettings } from '../engine/settings.ts';
import type { Span } from '../facts/span.ts';
import { t } from '../l10n/translate.ts';
import type { ExcludeSettings } from './discovery.ts';
import { fileSettings, readSettings, type CommonSettings } from './read-settings.ts';
import { problemText, readObject, type SettingProblem } from './setting-problems.ts';

/** What a project says about its analysis. */
export interface ProjectConfig {
  readonly analysis: AnalysisSettings;
  readonly files: ExcludeSettings;
  readonly calls: CallSettings;
}

/** A bad entry of a configuration, at its place. */
export interface ConfigProblem {
  readonly span: Span;
  /** What is wrong and what becomes of it, without a full stop. */
  readonly message: string;
  /** The text is no configuration at all: it is not JSON, or no object. */
  readonly isFatal: boolean;
  /** Whether an editor that checks the file by its schema says so too. */
  readonly isInSchema: boolean;
}

/** A configuration as it was read. */
export interface ParsedConfig {
  readonly config: ProjectConfig;
  /** In the order of the text. */
  readonly problems: readonly ConfigProblem[];
  /** The names of calls in it, at their places. */
  readonly callSpans: readonly { readonly call: string; readonly span: Span }[];
}

/** The configuration of a project that has no configuration file. */
export function defaultConfig(base: string): ProjectConfig {
  return {
    analysis: defaultSettings,
    files: { exclude: [], defaultExcludes: true, base },
    calls: { blocking: [], ignored: [], base },
  };
}

/**
 * Reads a configuration: JSON, in which comments and trailing commas are allowed. Bad entries are reported and count as
 * missing.
 *
 * @param base The folder that paths and globs are relative to.
 */
export function parseConfig(text: string, base: string): ParsedConfig {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.map(({ error, offset, length }): ConfigProblem => ({
    span: { start: offset, end: offset + length },
    message: syntaxMessage(error),
    isFatal: true,
    isInSchema: true,
  }));
  if (root === undefined) return { config: defaultConfig(base), problems, callSpans: [] };
  const add = (problem: SettingProblem): void => {
    problems.push({
      span: spanOf(root, problem),
      message: problemText(problem, (place) => (place === '' ? t('the configuration') : `"${place}"`)),
      isFatal: problem.path.length === 0,
      isInSchema: problem.isInSchema,
    });
  };
  const given = readObject(valueOf(root), [], ['$schema', ...fileSettings], add);
  const { analysis, excludes, calls } = readSettings(given, add);
  return {
    config: { analysis, files: { ...excludes, base }, calls: { ...calls, base } },
    problems: problems.sort((a, b) => a.span.start - b.span.start),
    callSpans: callSpans(root, calls),
  };
}

/** The value of a node. Unlike the parser's own, it has a property of any name, `__proto__` too. */
function valueOf(node: Node): unknown {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(
    children.flatMap(({ children: [name, value] = [] }) =>
      name === undefined || value === undefined ? [] : [[name.value as string, valueOf(value)]],
    ),
  );
}

function callSpans(root: Node, { blocking, ignored }: CommonSettings['calls']): ParsedConfig['callSpans'] {
  const names = new Set([...blocking.map(({ call }) => call), ...ignored]);
  const nodes = ['blockingCalls', 'ignoredCalls'].flatMap(
    (list) => findNodeAtLocation(root, [list])?.children ?? [],
  );
  return nodes.flatMap((item) => {
    const node = item.type === 'object' ? findNodeAtLocation(item, ['call']) : item;
    const call: unknown = node?.value;
    if (node === undefined || typeof call !== 'string' || !names.has(call)) return [];
    return [{ call, span: { start: node.offset, end: node.offset + node.length } }];
  });
}

function spanOf(root: Node, { path, isName }: SettingProblem): Span {
  const value = findNodeAtLocation(root, [...path]);
  const node = isName === true ? value?.parent?.children?.[0] : value;
  const { offset, length } = node ?? root;
  return { start: offset, end: offset + length };
}

function syntaxMessage(error: ParseError['error']): string {
  // The names of the codes are telling: `CommaExpected`, `InvalidSymbol`.
  const words = printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return t('not valid JSON, {0}', words);
}
