import { parseTags, type TagFact } from '../../../facts/tags.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { bare } from './memo.ts';
import { spanOf, type Walker } from './walker.ts';

/*
 * `@blocking`, `@nonblocking` and `@offloads` in documentation comments. They are read from the text, because the parser
 * skips the comments of TypeScript.
 */

/** The comment of a declaration speaks of the function that is assigned in it: `/** @blocking *\/ const load = () => …`. */
export function noteTags(walker: Walker, declaration: ts.Node, value: ts.Expression | undefined): void {
  const tags = value === undefined ? none : tagsBefore(walker, declaration);
  if (value !== undefined && tags.length > 0) walker.tagged.set(bare(value), tags);
}

/** What comments say about a function: its own, that of the declaration around it, or that of an overload before it. */
export function tagsOf(walker: Walker, node: ts.FunctionLikeDeclaration, name: string): readonly TagFact[] {
  if (!walker.hasTags) return none;
  const own = tagsBefore(walker, node);
  const found = own.length > 0 ? own : (walker.tagged.get(node) ?? none);
  const { signature } = walker;
  walker.signature = undefined;
  if (node.body === undefined) {
    // Signatures of one function stand side by side, and the one with the body comes last.
    const before = signature?.name === name ? signature.tags : none;
    walker.signature = { name, tags: found.length > 0 ? found : before };
    return found;
  }
  return found.length === 0 && signature?.name === name ? signature.tags : found;
}

/**
 * Whether a function without a body stands for one that is elsewhere, not for an overload.
 *
 * @param isDeclared The class around it is only declared.
 */
export function isTaggedAmbient(
  walker: Walker,
  node: ts.FunctionLikeDeclaration,
  id: number,
  isDeclared = false,
): boolean {
  if (node.body !== undefined || walker.functions[id]?.tags === undefined) return false;
  return isDeclared || walker.file.isDeclarationFile || hasModifier(node, ambient);
}

const ambient: ReadonlySet<ts.SyntaxKind> = new Set([SyntaxKind.DeclareKeyword, SyntaxKind.AbstractKeyword]);

/** Whether a declaration has one of some modifiers. */
export function hasModifier(node: ts.Node, kinds: ReadonlySet<ts.SyntaxKind>): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kinds.has(kind));
}

/** Records a function that is declared by its type alone, if its comment has tags. `type` is what it gives. */
export function declaredFunction(
  walker: Walker,
  declaration: ts.Node,
  name: ts.Identifier | ts.StringLiteral | ts.PrivateIdentifier,
  type: ts.TypeNode | undefined,
): number | undefined {
  const tags = tagsBefore(walker, declaration);
  if (tags.length === 0) return undefined;
  const returnType = walker.type(type);
  const id = walker.functions.length;
  walker.functions.push({
    kind: 'function',
    name: name.text,
    parent: walker.function,
    async: false,
    generator: false,
    params: [],
    returns: [],
    ...(returnType.kind === 'other' ? {} : { returnType }),
    span: spanOf(declaration, walker.file),
    nameSpan: spanOf(name, walker.file),
    tags: [...tags],
  });
  return id;
}

const none: readonly TagFact[] = [];

/** The tags of the last documentation comment before a node. */
function tagsBefore(walker: Walker, node: ts.Node): readonly TagFact[] {
  if (!walker.hasTags) return none;
  const { text } = walker.file;
  const start = node.getStart(walker.file);
  let found: readonly TagFact[] = none;
  for (const match of text.slice(node.pos, start).matchAll(/\/\/.*|\/\*[\s\S]*?\*\//g)) {
    const [comment] = match;
    if (!comment.startsWith('/**')) continue;
    const at = node.pos + match.index;
    // At the end of a line that holds other code, it speaks of that.
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    const isLast = /^[ \t]*\r?\n/.test(text.slice(at + comment.length, start));
    found = isLast && line.trim() !== '' && !line.trimEnd().endsWith('*/') ? found : parseTags(comment);
  }
  return found;
}
