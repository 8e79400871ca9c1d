import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { categoryDescriptions } from '../../src/catalog/categories.ts';
import { builtinCatalog } from '../../src/catalog/index.ts';
import type { AwaitedForm } from '../../src/catalog/schema.ts';

const source = path.join(import.meta.dirname, '..', '..', 'src');

/** Functions whose first argument is a text for users: a literal, by which translations know it. */
const marks: ReadonlySet<string> = new Set(['t', 'refuse', 'vscode.l10n.t']);

/** Properties that hold what users read. */
const shown = /^(?:reason|title|message|detail|skipped|what)$/;

/** Parts of the program that speak to users of an editor, and so mark what they say. */
const speaking = ['engine', 'fixes', 'languages', 'server', 'workspace', 'client'];

/** What the source says to users. */
export interface MarkedTexts {
  readonly texts: ReadonlySet<string>;
  /** Places where something is marked, or should be, in a way that does not work. */
  readonly problems: readonly string[];
}

/** Collects the texts of the source that are marked for translation. */
export async function markedTexts(): Promise<MarkedTexts> {
  const names = (await readdir(source, { recursive: true })).map((name) => name.replaceAll(path.sep, '/'));
  const found = { texts: new Set<string>(), problems: [] as string[] };
  for (const name of names.filter((file) => file.endsWith('.ts') && !/^(?:catalog|l10n)\//.test(file))) {
    const text = await readFile(path.join(source, name), 'utf8');
    collect(name, text, found);
  }
  return found;
}

/** Collects the marked texts of one file; exported so that a test can see what is found wrong. */
export function collect(
  name: string,
  text: string,
  { texts, problems }: { readonly texts: Set<string>; readonly problems: string[] },
): void {
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const object = (node: ts.Node, problem: string): void => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    problems.push(`src/${name}:${line + 1}: ${node.getText(tree).split('\n')[0] ?? ''}: ${problem}`);
  };
  const visit = (node: ts.Node, isInFunction: boolean): void => {
    if (ts.isCallExpression(node) && marks.has(node.expression.getText(tree))) {
      const [first, ...parts] = node.arguments;
      // `refuse` itself hands on what it was given.
      const isHandedOn = name.endsWith('fixes/refusal.ts');
      if (first !== undefined && ts.isStringLiteralLike(first)) {
        texts.add(first.text);
        const wanted = new Set(first.text.match(/\{\d\}/g)).size;
        const isSpread = parts.some(ts.isSpreadElement);
        if (!isSpread && parts.length > 0 && wanted !== parts.length)
          object(node, 'has other parts than its text');
        if (parts.length === 0 && /\{\d\}/.test(first.text)) object(node, 'has no parts');
      } else if (!isHandedOn) object(node, 'its text is no literal');
      if (!isInFunction) object(node, 'is said while the module is loaded, when no language is known');
    }
    if (
      ts.isPropertyAssignment(node) &&
      shown.test(node.name.getText(tree)) &&
      speaking.some((part) => name.startsWith(`${part}/`)) &&
      isSentence(node.initializer)
    )
      object(node, 'is not marked for translation');
    ts.forEachChild(node, (child) => {
      visit(child, isInFunction || ts.isFunctionLike(node));
    });
  };
  visit(tree, false);
}

function isSentence(node: ts.Expression): boolean {
  if (ts.isConditionalExpression(node)) return isSentence(node.whenTrue) || isSentence(node.whenFalse);
  if (ts.isStringLiteralLike(node)) return /[a-z] [a-z]/i.test(node.text);
  if (!ts.isTemplateExpression(node)) return false;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) =>
    /[a-z]{2}/i.test(text),
  );
}

/** The texts of the catalogue, which are data: what blocks in which way, and what to do instead. */
export function catalogTexts(): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { blocking } of builtinCatalog)
    for (const { why, replacement } of blocking) {
      texts.add(why);
      if (replacement.kind === 'advice') texts.add(replacement.instead);
      else {
        // Words with code in them: code alone is the same in every language.
        if (replacement.instead.includes('`')) texts.add(replacement.instead);
        for (const changes of changesOf(replacement)) texts.add(changes);
      }
    }
  assert.ok(texts.size > 100);
  return texts;
}

function changesOf({ changes, or }: Omit<AwaitedForm, 'instead'>): readonly string[] {
  return [...(changes === undefined ? [] : [changes]), ...(or === undefined ? [] : changesOf(or))];
}

/** The texts that stand in other data of ours. */
export function labels(): readonly string[] {
  return Object.values(categoryDescriptions);
}
