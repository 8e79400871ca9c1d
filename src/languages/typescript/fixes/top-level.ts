import { basename } from 'node:path';
import type { ModuleUse } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { isFunction, walk } from './nodes.ts';

/**
 * What an `await` at the top of a module changes for those who load it, as clauses: `require` fails from then on, and
 * imports wait. A program that is only run, and a module that awaits there already, lose nothing.
 */
export function caveatsAtTop(tree: ts.SourceFile, use: ModuleUse | undefined): readonly string[] {
  if (use === 'program' || tree.text.startsWith('#!') || awaitsAtTop(tree)) return [];
  if (use === 'not-imported' && !givesSomething(tree)) return [];
  return [topLevelCaveat(tree.fileName)];
}

/** The clause for a file. */
export function topLevelCaveat(file: string): string {
  return t(
    '`{0}` then awaits at its top: `require` cannot load it, and what imports it waits',
    basename(file),
  );
}

function awaitsAtTop(tree: ts.SourceFile): boolean {
  let found = false;
  walk(tree, (node) => {
    found ||= ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    return !found && !isFunction(node);
  });
  return found;
}

/** Whether a module exports anything: somebody who is not seen may load it for that. */
function givesSomething(tree: ts.SourceFile): boolean {
  return tree.statements.some((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      // `export {}` only says that the file is a module.
      return (
        exportClause === undefined || !ts.isNamedExports(exportClause) || exportClause.elements.length > 0
      );
    }
    if (ts.isExportAssignment(statement)) return true;
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  });
}
