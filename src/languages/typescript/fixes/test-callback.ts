import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { makeAsync } from './async-literal.ts';
import { unwrap, wrapped } from './nodes.ts';
import type { Placer } from './placement.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/** Functions of test frameworks that wait for a promise which their callback returns. */
const awaiting = new Set([
  'it',
  'test',
  'specify',
  'before',
  'after',
  'beforeEach',
  'afterEach',
  'beforeAll',
  'afterAll',
  'setup',
  'teardown',
  'suiteSetup',
  'suiteTeardown',
  'fit',
  'xit',
]);

const frameworks = /^(?:vitest|mocha|node:test|bun:test|ava|tap|@jest\/globals|@playwright\/test|uvu)$/;

/** The callback of a test becomes async, where its calls are made async with all that leads to them. */
export const testCallback: Placer = ({ file, chain }, literal) => {
  const called = chain === undefined ? undefined : testAround(file, literal);
  if (called === undefined) return undefined;
  const [first] = literal.parameters;
  if (!called.table && first !== undefined && ts.isIdentifier(first.name))
    return refuse(
      'the callback of `{0}` takes `{1}`, by which it says when it is done, and may return no promise then',
      called.name,
      first.name.text,
    );
  const edits = makeAsync(file, literal);
  return isRefusal(edits) ? edits : { edits, caveats: [], adopts: false };
};

/** A call of a test framework. */
interface TestCall {
  readonly name: string;
  /** The callback is called with the rows of a table. */
  readonly table: boolean;
}

/** The call of a test framework that gets a function, and waits for a promise that it returns. */
export function testAround(file: FixFile, literal: ts.Node): TestCall | undefined {
  const argument = wrapped(literal);
  const call = argument.parent;
  if (!ts.isCallExpression(call) || !call.arguments.some((one) => one === argument)) return undefined;
  let callee = unwrap(call.expression);
  let table = false;
  while (!ts.isIdentifier(callee)) {
    if (ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) table = true;
    if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
      callee = unwrap(callee.expression);
    else if (ts.isTaggedTemplateExpression(callee)) callee = unwrap(callee.tag);
    else return undefined;
  }
  return awaiting.has(callee.text) && isFramework(lookup(scopeAt(file.scopes, callee), callee.text))
    ? { name: callee.text, table }
    : undefined;
}

/** A global, or an import from a test framework. */
function isFramework(binding: Binding | undefined): boolean {
  if (binding === undefined) return true;
  let at: ts.Node = binding.declaration.parent;
  while (!ts.isImportDeclaration(at)) {
    if (ts.isSourceFile(at)) return false;
    if (ts.isVariableDeclaration(at))
      return /^require\(['"](?:node:test|mocha|vitest|tap)['"]\)/.test(at.initializer?.getText() ?? '');
    at = at.parent;
  }
  return ts.isStringLiteral(at.moduleSpecifier) && frameworks.test(at.moduleSpecifier.text);
}
