import assert from 'node:assert/strict';
import { parse } from '../../../../src/languages/typescript/parse.ts';
import { bindScopes, lookup, scopeAt, type Binding } from '../../../../src/languages/typescript/scopes.ts';
import { ts } from '../../../../src/languages/typescript/ts.ts';

/** The kind and line of what `x` means at each `x;` and each `x` in `use(x)` of a text. */
function meanings(text: string): string[] {
  const file = parse({ path: 'file.ts', text }, true);
  const scopes = bindScopes(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const { parent } = node as { readonly parent?: ts.Node };
    const isUse =
      ts.isIdentifier(node) &&
      node.text === 'x' &&
      parent !== undefined &&
      (ts.isExpressionStatement(parent) || (ts.isCallExpression(parent) && parent.arguments.includes(node)));
    if (isUse) found.push(nameOf(lookup(scopeAt(scopes, node), 'x')));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;

  function nameOf(binding: Binding | undefined): string {
    if (binding === undefined) return 'nothing';
    const line = file.getLineAndCharacterOfPosition(binding.declaration.getStart(file)).line;
    return `${binding.kind} ${line + 1}`;
  }
}

describe('scopes', () => {
  const cases: Record<string, readonly [text: string, ...expected: string[]]> = {
    'global names': ['x;', 'nothing'],
    imports: ["x;\nimport { y as x } from 'a';", 'import 2'],
    'function declarations, before they stand': [
      'function f() {\nx;\nfunction x() {}\n}\nx;',
      'function 3',
      'nothing',
    ],
    'var, out of its block': ['function f() {\n{ var x; }\nx;\n}\nx;', 'let 2', 'nothing'],
    'var in a loop': ['for (var x = 0; ; ) x;\nx;', 'let 1', 'let 1'],
    'let, within its block': ['{ let x; x; }\nx;', 'let 1', 'nothing'],
    'let in a loop': ['for (let x of []) x;\nx;', 'let 1', 'nothing'],
    'const in a case': ['switch (1) { case 1: const x = 1; x; }\nx;', 'const 1', 'nothing'],
    parameters: [
      'const x = 1;\n(x) => use(x);\n({ x }) => use(x);\n([, ...x]) => use(x);',
      'param 2',
      'let 3',
      'let 4',
    ],
    'parameters over the name of the function': ['(function x(x) { x; })', 'param 1'],
    'the name of a function expression': ['(function x() { x; });\nx;', 'function 1', 'nothing'],
    'the name of a class expression': ['(class x { m() { x; } });\nx;', 'class 1', 'nothing'],
    'class declarations': ['class x { m() { x; } }\nx;', 'class 1', 'class 1'],
    'the name of a caught error': ['try {} catch (x) { x; }\nx;', 'let 1', 'nothing'],
    'parts of a caught error': ['try {} catch ({ x }) { x; }', 'let 1'],
    'enums and namespaces': ['enum x {}\nx;\nnamespace n { const x = 1; x; }', 'const 1', 'const 3'],
    'static blocks': ['class C { static { var x; x; } }\nx;', 'let 1', 'nothing'],
    'methods, which are no names': ['class C { x() { x; } }', 'nothing'],
    'types, which are no values': ['interface x {}\ntype y = 1;\nx;', 'nothing'],
    'labels, which are no values': ['x: for (;;) break x;\nx;', 'nothing'],
  };
  for (const [name, [text, ...expected]] of Object.entries(cases)) {
    it(`know ${name}`, () => {
      assert.deepEqual(meanings(text), expected);
    });
  }
});
