import type { Obstacle, Step } from '../../../fixes/cascade/model.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { promiseType } from '../fixes/async-literal.ts';
import { isFunctionLiteral, spanOf, wrapped } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { givenType } from './own-function.ts';
import { withoutSync } from './sync-name.ts';

/**
 * Makes a function async: the keyword, its declared return type, those of its overloads, of the variable that holds it,
 * and of its documentation. A name that says that it is synchronous goes, where it can. `promised`: it returns a promise already, and its types say so.
 */
export function makeFunctionAsync(
  file: FixFile,
  node: ts.FunctionLikeDeclaration,
  promised: boolean,
): Step | Obstacle {
  const at = keywordPlace(file, node);
  const edits: TextEdit[] = [{ start: at, end: at, text: 'async ' }];
  const { type: declared } = node;
  if (promised) {
    return declared === undefined || /^Promise\b/.test(declared.getText(file.tree))
      ? { edits, caveats: [] }
      : { reason: t('an async function can only return a `Promise`'), span: spanOf(declared) };
  }
  for (const type of [node.type, ...overloads(node).map((one) => one.type), heldType(node), givenType(node)])
    if (type !== undefined) edits.push(...promiseType(file, type));
  const documented = documentedReturn(file, node);
  if (documented !== undefined && 'reason' in documented) return documented;
  const named = withoutSync(file, node);
  return { edits: [...edits, ...(documented ?? []), ...named.edits], caveats: named.caveats };
}

function keywordPlace(file: FixFile, node: ts.FunctionLikeDeclaration): number {
  if (ts.isMethodDeclaration(node)) return node.name.getStart(file.tree);
  if (ts.isFunctionDeclaration(node)) {
    const keyword = node.getChildren(file.tree).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
    return (keyword ?? node).getStart(file.tree);
  }
  return node.getStart(file.tree);
}

/** Declarations of the same function without a body. */
export function overloads(node: ts.FunctionLikeDeclaration): readonly ts.FunctionLikeDeclaration[] {
  const { parent } = node;
  const name = node.name?.getText();
  const siblings: readonly ts.Node[] = ts.isFunctionDeclaration(node)
    ? ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent)
      ? parent.statements
      : []
    : ts.isClassLike(parent)
      ? parent.members
      : [];
  return siblings.filter(
    (one): one is ts.FunctionLikeDeclaration =>
      (ts.isFunctionDeclaration(one) || ts.isMethodDeclaration(one)) &&
      one !== node &&
      one.body === undefined &&
      one.name?.getText() === name,
  );
}

/** What the function type of the variable or field that holds a function says of its result. */
function heldType(node: ts.FunctionLikeDeclaration): ts.TypeNode | undefined {
  if (!isFunctionLiteral(node)) return undefined;
  const { parent } = wrapped(node);
  const type = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) ? parent.type : undefined;
  return type !== undefined && ts.isFunctionTypeNode(type) ? type.type : undefined;
}

function documentedReturn(
  file: FixFile,
  node: ts.FunctionLikeDeclaration,
): readonly TextEdit[] | Obstacle | undefined {
  const comments = ts.getLeadingCommentRanges(file.text, documented(node).getFullStart()) ?? [];
  const comment = comments.findLast(({ pos }) => file.text.startsWith('/**', pos));
  if (comment === undefined) return undefined;
  const text = file.text.slice(comment.pos, comment.end);
  const javascript = /\.[cm]?jsx?$/i.test(file.tree.fileName);
  if (javascript && /@type\s*\{/.test(text))
    return { reason: t('its type is written in a comment'), span: { start: comment.pos, end: comment.end } };
  const edits: TextEdit[] = [];
  for (const match of text.matchAll(/@returns?\s*\{/g)) {
    const start = comment.pos + match.index + match[0].length;
    const end = closing(file.text, start, comment.end);
    if (end === undefined || /^\s*Promise\b/.test(file.text.slice(start, end))) continue;
    edits.push({ start, end: start, text: 'Promise<' }, { start: end, end, text: '>' });
  }
  return edits;
}

/** The statement or member that a documentation comment stands before. */
function documented(node: ts.FunctionLikeDeclaration): ts.Node {
  if (!isFunctionLiteral(node)) return node;
  for (let at = wrapped(node).parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isVariableDeclaration(at) || ts.isVariableDeclarationList(at) || ts.isBinaryExpression(at))
      continue;
    return ts.isStatement(at) || ts.isPropertyAssignment(at) || ts.isPropertyDeclaration(at) ? at : node;
  }
  return node;
}

function closing(text: string, from: number, to: number): number | undefined {
  let depth = 1;
  for (let at = from; at < to; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}') depth--;
    if (depth === 0) return at;
  }
  return undefined;
}
