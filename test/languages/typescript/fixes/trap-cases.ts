import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { SourceText } from '../../../../src/facts/source-text.ts';

/** The ways in which a file can load modules: its extension says which. */
export const systems = ['mjs', 'cjs', 'mts', 'cts'] as const;
export type System = (typeof systems)[number];

/** A program that is easy to convert wrongly, in one module system. */
export interface TrapCase {
  readonly trap: number;
  readonly name: string;
  readonly system: System;
  readonly source: SourceText;
  /** `converted`, `cascaded`, `suggested: …`, `refused: …`, `refused helper: …` or `unreported`. */
  readonly outcome: string;
}

/**
 * Reads `=== trap systems: name`, a program as an ES module of TypeScript, and `--- outcome`. It stands for one program in
 * each of the module systems, which are all of them where none is named.
 */
export function trapCases(): readonly TrapCase[] {
  const text = readFileSync(path.join(import.meta.dirname, 'cases', 'traps.txt'), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .flatMap((block, index) => {
      const [, trap = '', named = '', name = '', program = '', outcome = ''] =
        /^(\d+) ?([\w,]*): (.*)\n([^]*?)^--- (.*)$/m.exec(block) ?? [];
      const wanted = named === '' ? systems : systems.filter((one) => named.split(',').includes(one));
      return wanted.map((system) => ({
        trap: Number(trap),
        name,
        system,
        source: { path: `/project/trap-${index}.${system}`, text: inSystem(program, system) },
        outcome,
      }));
    });
}

function inSystem(program: string, system: System): string {
  const code = system.endsWith('ts') ? program : withoutTypes(program);
  if (system !== 'cjs') return code;
  return code
    .replace(/^import \* as (\w+) from ('.*')(;?)$/gm, 'const $1 = require($2)$3')
    .replace(/^import (\w+) from ('.*')(;?)$/gm, 'const $1 = require($2)$3')
    .replace(/^import (\{.*\}) from ('.*')(;?)$/gm, (_, names: string, from: string, end: string) => {
      return `const ${names.replaceAll(' as ', ': ')} = require(${from})${end}`;
    })
    .replace(/^export (async function|function) (\w+)/gm, 'exports.$2 = $2;\n$1 $2');
}

/** Types become blanks, so that everything else stays as it is written. */
function withoutTypes(program: string): string {
  const tree = ts.createSourceFile('program.ts', program, ts.ScriptTarget.Latest, true);
  const gone: (readonly [start: number, end: number])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) {
      const { parent } = node;
      const operator = ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent);
      const start = operator ? parent.expression.end : program.lastIndexOf(':', node.getStart());
      if (!ts.isExpressionWithTypeArguments(node)) gone.push([start, node.end]);
      if (operator) visit(parent.expression);
      return;
    }
    if (ts.isPropertyDeclaration(node) && node.initializer === undefined) {
      gone.push([node.getStart(), node.end]);
      return;
    }
    if (ts.isNonNullExpression(node)) gone.push([node.end - 1, node.end]);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return gone
    .sort((a, b) => b[0] - a[0])
    .reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), program);
}
