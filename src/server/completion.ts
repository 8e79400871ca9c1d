import {
  CompletionItemKind,
  InsertTextFormat,
  type CancellationToken,
  type CompletionItem,
  type CompletionParams,
  type Range,
} from 'vscode-languageserver';
import { categoryDescriptions } from '../catalog/categories.ts';
import { categories, type Category } from '../catalog/schema.ts';
import { directiveNames } from '../facts/directive.ts';
import { reasonPlaceholder } from '../fixes/repair-directive.ts';
import { t, translate } from '../l10n/translate.ts';
import type { Analyzer } from './analyzer.ts';
import type { Documents } from './documents.ts';
import { directivePlace } from './protocol.ts';

/** Completes suppression comments: their names, and then the categories and the reason. */
export async function completeDirective(
  analyzer: Analyzer,
  documents: Documents,
  { textDocument: { uri }, position }: CompletionParams,
  withSnippets: boolean,
  token: CancellationToken,
): Promise<CompletionItem[]> {
  const snapshot = documents.snapshot(uri);
  if (snapshot === undefined) return [];
  const line = snapshot.document.getText({ start: { line: position.line, character: 0 }, end: position });
  const place = directivePlace.exec(line)?.groups;
  if (place === undefined) return [];
  const { name, list = '', word = '', start = '' } = place;
  const typed = name === undefined ? start : word;
  const range = { start: { ...position, character: position.character - typed.length }, end: position };
  if (name !== undefined && !directiveNames.includes(name)) return [];
  const listed = list.split(/[\s,]+/);
  // After the dashes comes the reason, in the user's own words.
  if (listed.includes('--')) return [];
  if (name !== undefined) return partItems(listed, range, withSnippets);
  if (!directiveNames.some((each) => each.startsWith(typed))) return [];
  const blocking = await blockingCategories(analyzer, uri, token);
  return directiveNames.map((each) => nameItem(each, blocking(each, position.line), range, withSnippets));
}

/** The categories of what a directive at some place would suppress. */
type BlockingCategories = (name: string, line: number) => ReadonlySet<Category>;

async function blockingCategories(
  analyzer: Analyzer,
  uri: string,
  token: CancellationToken,
): Promise<BlockingCategories> {
  const analysis = await analyzer.analyze(uri, token);
  if (analysis === 'stale') return () => new Set();
  const { report, snapshot } = analysis;
  const found = report.findings.map(({ category, span }) => ({
    category,
    line: snapshot.document.positionAt(span.start).line,
  }));
  return (name, line) => {
    const target = name === 'unblock-ignore-next-line' ? line + 1 : line;
    const meant = found.filter((finding) => name === 'unblock-ignore-file' || finding.line === target);
    return new Set(meant.map(({ category }) => category));
  };
}

const details: Readonly<Record<string, () => string>> = {
  'unblock-ignore-next-line': () => t('Suppresses findings on the next line.'),
  'unblock-ignore-line': () => t('Suppresses findings on this line.'),
  'unblock-ignore-file': () => t('Suppresses findings in the whole file.'),
};

function nameItem(
  name: string,
  blocking: ReadonlySet<Category>,
  range: Range,
  withSnippets: boolean,
): CompletionItem {
  const item = { label: name, kind: CompletionItemKind.Keyword, detail: details[name]?.() ?? '' };
  // What suppresses something here comes first.
  const sortText = `${blocking.size > 0 ? 0 : 1}${directiveNames.indexOf(name)}`;
  if (!withSnippets) return { ...item, sortText, textEdit: { range, newText: name } };
  const choice = blocking.size > 0 ? [...blocking].join(' ') : `\${1|${categories.join(',')}|}`;
  return {
    ...item,
    sortText,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range, newText: `${name} ${choice} -- \${2:${reasonPlaceholder}}` },
  };
}

function partItems(listed: readonly string[], range: Range, withSnippets: boolean): CompletionItem[] {
  const items = categories
    .filter((category) => !listed.includes(category))
    .map((category): CompletionItem => ({
      label: category,
      kind: CompletionItemKind.EnumMember,
      detail: translate(categoryDescriptions[category]),
      textEdit: { range, newText: category },
    }));
  const reason: CompletionItem = {
    label: '--',
    kind: CompletionItemKind.Keyword,
    detail: t('The reason, which is required.'),
    ...(withSnippets && { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range, newText: withSnippets ? `-- \${1:${reasonPlaceholder}}` : '-- ' },
  };
  return [...items, reason];
}
