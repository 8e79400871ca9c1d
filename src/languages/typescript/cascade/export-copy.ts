import type { Obstacle } from '../../../fixes/cascade/model.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { editList } from '../fixes/list-edits.ts';
import { some, spanOf, unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import type { Carrier } from './carrier.ts';
import { exportedBy } from './places.ts';

/** What it takes for a second function to be exported as the first one is. */
export interface Exporting {
  /** In the text of the second one. */
  readonly copy: readonly TextEdit[];
  /** Elsewhere in the file. */
  readonly own: readonly TextEdit[];
}

const nothing: Exporting = { copy: [], own: [] };

/** Exports a second function as the first one is, or not at all if only its own file calls it. */
export function exportEdits(
  file: FixFile,
  { first, last, names, kind }: Carrier,
  name: string,
  exported: boolean,
): Exporting | Obstacle {
  if (kind !== 'declaration') return nothing;
  const [declared] = names;
  const keywords = keywordsOf(first).concat(first === last ? [] : keywordsOf(last));
  const removed = keywords
    .filter(({ kind: keyword }) => !exported || keyword === ts.SyntaxKind.DefaultKeyword)
    .map((keyword) => ({ start: keyword.getStart(file.tree), end: nextStart(file, keyword), text: '' }));
  if (!exported || keywords.length > 0) return { copy: removed, own: [] };
  const held =
    declared !== undefined && ts.isIdentifier(declared) ? lookup(file.scopes.root, declared.text) : undefined;
  const found = held === undefined ? undefined : exportOf(file, held, name, first);
  return found ?? { reason: t('an async one beside it cannot be exported as it is'), span: spanOf(first) };
}

/** `export` and `default` before a declaration. */
function keywordsOf(node: ts.Node): readonly ts.Node[] {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
}

function nextStart(file: FixFile, { end }: ts.Node): number {
  return end + (/^\s*/.exec(file.text.slice(end))?.[0].length ?? 0);
}

/** Finds where a declared name is exported, and exports another one there. */
function exportOf(file: FixFile, held: Binding, name: string, first: ts.Node): Exporting | undefined {
  let found: Exporting | undefined;
  const is = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isIdentifier(node) && node.text === held.name;
  some(file.tree, (node) => {
    if (ts.isExportSpecifier(node) && node.parent.parent.moduleSpecifier === undefined) {
      if (is(node.propertyName ?? node.name))
        found ??= { copy: [], own: editList(file.tree, node.parent.elements, new Set(), [name]) };
    } else if (ts.isExportAssignment(node) && node.isExportEquals !== true && is(unwrap(node.expression))) {
      const start = first.getStart(file.tree);
      found ??= { copy: [{ start, end: start, text: 'export ' }], own: [] };
    } else if (ts.isBinaryExpression(node) && ts.isExpressionStatement(node.parent)) {
      found ??= commonJsExport(file, node, is, name);
    }
    return found !== undefined;
  });
  return found;
}

/** `module.exports = { load }`, `exports.load = load`. */
function commonJsExport(
  file: FixFile,
  { left, right, parent, operatorToken }: ts.BinaryExpression,
  is: (node: ts.Node) => boolean,
  name: string,
): Exporting | undefined {
  const target = exportedBy(left);
  if (target === undefined || operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  if (target === '') {
    const list = unwrap(right);
    if (!ts.isObjectLiteralExpression(list)) return undefined;
    const holds = list.properties.some(
      (one) =>
        (ts.isShorthandPropertyAssignment(one) && is(one.name)) ||
        (ts.isPropertyAssignment(one) && is(one.initializer)),
    );
    return holds ? { copy: [], own: editList(file.tree, list.properties, new Set(), [name]) } : undefined;
  }
  if (!is(unwrap(right)) || !ts.isPropertyAccessExpression(left)) return undefined;
  const { newline, semicolon } = file.style;
  const holder = left.expression.getText(file.tree);
  const text = `${newline}${holder}.${name} = ${name}${semicolon}`;
  return { copy: [], own: [{ start: parent.end, end: parent.end, text }] };
}
