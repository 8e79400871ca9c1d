import { ts } from './ts.ts';

/** The tags of the documentation comments at a node. */
export function docTags(node: ts.Node): readonly ts.JSDocTag[] {
  // Put there by the parser, but left out of the public declaration.
  const docs = (node as { readonly jsDoc?: readonly ts.JSDoc[] }).jsDoc;
  return docs === undefined ? [] : docs.flatMap((doc) => [...(doc.tags ?? [])]);
}

/** The type that `@type` gives. */
export function docType(tags: readonly ts.JSDocTag[]): ts.TypeNode | undefined {
  return tags.find(ts.isJSDocTypeTag)?.typeExpression.type;
}

/** The names of types that comments at a statement declare. */
export function declaredNames(node: ts.Node): readonly ts.Identifier[] {
  return docTags(node).flatMap((tag) => {
    const name = ts.isJSDocTypedefTag(tag) ? tag.name : undefined;
    return name !== undefined && ts.isIdentifier(name) ? [name] : [];
  });
}
