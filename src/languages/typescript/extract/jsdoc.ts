import { otherType } from '../../../facts/value.ts';
import { ts } from '../ts.ts';
import { docTags, docType } from '../doc-tags.ts';
import { bare } from './memo.ts';
import { noteTags } from './tags.ts';
import { docTypeRef } from './types.ts';
import type { Walker } from './walker.ts';

/*
 * Types in documentation comments. The parser reads these comments in JavaScript only: TypeScript says its types itself.
 */

/** What the documentation comments of a function say. */
export interface FunctionDoc {
  readonly params: ReadonlyMap<string, ts.TypeNode>;
  readonly returns: ts.TypeNode | undefined;
  /** `@type {Handler}` in place of the rest. */
  readonly type: ts.TypeNode | undefined;
}

/** The comment of a statement belongs to the function that is assigned in it. */
export function noteDocumented(walker: Walker, statement: ts.Node, value: ts.Expression | undefined): void {
  noteTags(walker, statement, value);
  const tags = docTags(statement);
  if (tags.length === 0 || value === undefined) return;
  const made = bare(value);
  if (ts.isFunctionLike(made)) walker.documented.set(made, tags);
}

/** What the comments say about a function; undefined where there is none. */
export function functionDoc(walker: Walker, node: ts.Node): FunctionDoc | undefined {
  const own = docTags(node);
  const tags = own.length > 0 ? own : walker.documented.get(node);
  if (tags === undefined || tags.length === 0) return undefined;
  const params = new Map<string, ts.TypeNode>();
  for (const tag of tags) {
    if (ts.isJSDocParameterTag(tag) && tag.typeExpression !== undefined && ts.isIdentifier(tag.name))
      params.set(tag.name.text, tag.typeExpression.type);
  }
  return { params, returns: tags.find(ts.isJSDocReturnTag)?.typeExpression?.type, type: docType(tags) };
}

/** Records the types that comments at a statement declare: `@typedef {import('./store').Store} Store`. */
export function typeDefinitions(walker: Walker, node: ts.Node): void {
  for (const tag of docTags(node)) {
    if (!ts.isJSDocTypedefTag(tag) || tag.name === undefined || !ts.isIdentifier(tag.name)) continue;
    const binding = walker.scopes.root.types.get(tag.name.text)?.id;
    if (binding === undefined) continue;
    const written = tag.typeExpression;
    const alias =
      written === undefined
        ? otherType
        : ts.isJSDocTypeExpression(written)
          ? walker.type(written.type)
          : docTypeRef(walker, written);
    walker.types.push({ binding, name: tag.name.text, extends: [], members: [], alias });
    walker.exports.push({ kind: 'type', name: tag.name.text, type: { kind: 'local', binding } });
  }
}
