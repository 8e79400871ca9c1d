import type { Finding } from '../../../engine/finding.ts';
import type { SourceText } from '../../../facts/source-text.ts';
import type { Span } from '../../../facts/span.ts';
import { parse, reparse, syntaxErrors } from '../parse.ts';
import { bindScopes, type Scopes } from '../scopes.ts';
import { ts } from '../ts.ts';
import { readStyle, type FileStyle } from './style.ts';

/** A parsed file, as fixes see it. */
export interface FixFile {
  readonly tree: ts.SourceFile;
  readonly text: string;
  readonly scopes: Scopes;
  readonly style: FileStyle;
  /** Every identifier of the file that is not merely the name of a member. */
  readonly names: ReadonlySet<string>;
  readonly broken: boolean;
}

/** A finding at its place in the parsed file. */
export interface Site {
  readonly file: FixFile;
  readonly finding: Finding;
}

/** The file that was asked for last: fixes of one file follow each other, each in the text that the one before left. */
let newest: { readonly path: string; readonly file: FixFile } | undefined;

/** The text whose syntax was looked at last, beside the one that is being fixed. */
let tried: { readonly path: string; readonly tree: ts.SourceFile } | undefined;

/** Whether an edited text has syntax errors. */
export function isBroken(source: SourceText): boolean {
  const before = tried?.path === source.path ? tried.tree : undefined;
  tried = undefined;
  const tree = before === undefined ? parse(source, true) : reparse(before, source.text);
  tried = { path: source.path, tree };
  return syntaxErrors(tree).length > 0;
}

/** Parses a file for its fixes. */
export function open(source: SourceText): FixFile {
  const before = newest?.path === source.path ? newest.file : undefined;
  if (before?.text === source.text) return before;
  // A new parse may consume the tree of the text before.
  newest = undefined;
  const tree = before === undefined ? parse(source, true) : reparse(before.tree, source.text);
  const file = fileOf(tree);
  newest = { path: source.path, file };
  return file;
}

/** Other files that a conversion has looked at: those of a project are asked about again and again. */
const looked = new Map<string, FixFile>();
const mostLooked = 16;

/** Parses a file that is only looked at, beside the one that is being fixed. */
export function look(source: SourceText): FixFile {
  const before = looked.get(source.path);
  if (before?.text === source.text) return before;
  const file = fileOf(parse(source, true));
  looked.delete(source.path);
  looked.set(source.path, file);
  const [oldest] = looked.keys();
  if (looked.size > mostLooked && oldest !== undefined) looked.delete(oldest);
  return file;
}

function fileOf(tree: ts.SourceFile): FixFile {
  // Most conversions need no more than the tree.
  const scopes = once(() => bindScopes(tree));
  const style = once(() => readStyle(tree));
  const names = once(() => identifiers(tree));
  return {
    tree,
    text: tree.text,
    get scopes() {
      return scopes();
    },
    get style() {
      return style();
    },
    get names() {
      return names();
    },
    broken: syntaxErrors(tree).length > 0,
  };
}

function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
}

function identifiers(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isMemberName(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

/** Whether an identifier only names a member: `x.name`, `{ name: 1 }`, `{ name: local } = x`. */
export function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent)) return parent.propertyName === node;
  if (ts.isExportSpecifier(parent)) return parent.propertyName !== undefined && parent.name === node;
  if (ts.isJsxAttribute(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isAccessor(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isEnumMember(parent)) &&
    parent.name === node
  );
}

/** The innermost node that covers exactly this stretch of text and passes the test. */
export function nodeAt<T extends ts.Node>(
  file: FixFile,
  span: Span,
  test: (node: ts.Node) => node is T,
): T | undefined {
  let found: T | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > span.start || node.end < span.end) return;
    if (node.end === span.end && test(node) && node.getStart(file.tree) === span.start) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return found;
}
