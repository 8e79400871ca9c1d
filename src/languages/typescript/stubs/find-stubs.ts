import { canonicalModule } from '../../../catalog/canonical-module.ts';
import type { SourceText } from '../../../facts/source-text.ts';
import type { StubFact, StubFacts } from '../../../facts/stubs.ts';
import { memberName, spanOf, unwrap, walk } from '../fixes/nodes.ts';
import { parse } from '../parse.ts';
import { hasTests } from '../scan.ts';
import { ts } from '../ts.ts';
import { membersOf, type Members } from './members.ts';
import { bare, calledName, isRelative, Names } from './names.ts';
import { entriesOf, subjectLoader } from './subjects.ts';
import { unawaitedCalls } from './unawaited-calls.ts';

/** Replaces a function of an object: `sinon.stub(fs, 'existsSync')`, `vi.spyOn(fs, …)`, `mock.method(fs, …)`. */
const onObject =
  /^(?:stub|spy|spyOn|mock|method|getter|setter|property|replace|replaceGetter|replaceProperty|replaceSetter|define)$/;

/** Replaces a module for all that is loaded from then on: `jest.mock('fs')`, `mockery.registerMock('fs', …)`. */
const ofModule =
  /^(?:mock|doMock|setMock|unstable_mockModule|mockModule|deepMock|module|registerMock|replace|replaceEsm|replaceCjs|quibble|esm|rewiremock)$/;

/** Objects whose methods of those names replace modules, where others have methods that are called the same. */
const replacers: Readonly<Record<string, RegExp>> = {
  replace: /^(?:td|testdouble)$/,
  module: /(?:^|\.)mock$/,
  esm: /^quibble$/,
};

/** File systems in memory, which have all functions of the real one, those with promises too. */
const inMemory = /^(?:memfs|unionfs|fs-monkey|linkfs|@zenfs\/core)$/;

/** What a test puts in the place of functions, and of whole modules. */
export function findStubs(source: SourceText): StubFacts {
  try {
    return new Search(source).run();
  } catch (error) {
    // The tree of a text that nests ten thousand levels deep is too deep for the stack.
    if (error instanceof RangeError) return { tests: false, stubs: [], replaced: [], unawaited: [] };
    throw error;
  }
}

class Search {
  readonly #tree: ts.SourceFile;
  readonly #names: Names;
  readonly #isTest: boolean;
  readonly #stubs: StubFact[] = [];
  readonly #seen = new Set<string>();
  readonly #replaced = new Set<string>();
  /** Files that `rewire` has loaded. */
  readonly #rewired: (string | undefined)[] = [];

  constructor(source: SourceText) {
    this.#tree = parse(source, true);
    this.#names = new Names(this.#tree);
    this.#isTest = hasTests(source.text);
  }

  run(): StubFacts {
    walk(this.#tree, (node) => {
      if (ts.isCallExpression(node)) this.#call(node);
      else if (this.#isTest && ts.isBinaryExpression(node)) this.#assignment(node);
      return true;
    });
    return {
      tests: this.#isTest,
      stubs: this.#withoutMemory(),
      replaced: [...this.#replaced],
      unawaited: unawaitedCalls(this.#tree),
    };
  }

  #call(node: ts.CallExpression): void {
    const loader = subjectLoader(node, this.#names);
    if (loader !== undefined) {
      this.#subject(node, loader);
      return;
    }
    const [first, second] = node.arguments;
    if (first === undefined) return;
    const name = calledName(node);
    if (name === '__set__') {
      this.#rewire(node);
      return;
    }
    // `vi.mock(import('node:fs'))` names the module; nothing is done to what it gives.
    const isNamed = ofModule.test(name) && isImport(first);
    const parts = isNamed ? [] : this.#names.modulesOf(first);
    const [part] = parts;
    const members = second === undefined ? [] : this.#names.textsOf(second);
    // Of what a helper gets only the name of the function is known.
    if (!isNamed && onObject.test(name) && this.#names.isUnknown(first))
      this.#add(node, '*', new Set(members));
    if (part !== undefined && onObject.test(name)) {
      // A name that is not evident may be any.
      if (members.length === 0 && name === 'spy') return;
      for (const { module, path } of parts) {
        const paths = (members.length === 0 ? [[]] : members.map((member) => [member])).map((more) =>
          [...path, ...more].join('.'),
        );
        this.#add(node, module, paths.includes('') ? 'all' : new Set(paths));
      }
    } else if (part !== undefined && /^(?:defineProperty|assign)$/.test(name)) {
      if (this.#isTest) this.#defined(node, part.module, name, second);
    } else if (ofModule.test(name)) this.#module(node, name, first, second);
  }

  #module(
    node: ts.CallExpression,
    name: string,
    first: ts.Expression,
    second: ts.Expression | undefined,
  ): void {
    const callee = unwrap(node.expression);
    const object = ts.isPropertyAccessExpression(callee) ? callee.expression.getText() : '';
    if (replacers[name]?.test(object) === false) return;
    const specifiers = this.#names.textsOf(first);
    const members = membersOf(second, this.#names);
    // Of a module whose name is not known, no more is known than what stands in for it.
    if (specifiers.length === 0 && members !== 'all') this.#add(node, '*', members);
    for (const specifier of specifiers)
      if (!isRelative(specifier)) this.#add(node, canonicalModule(specifier), members);
      else if (
        second === undefined ||
        !/\b(?:requireActual|importActual|importOriginal)\b/.test(second.getText())
      )
        this.#replaced.add(specifier);
  }

  /** `proxyquire('../load', { fs: { readFileSync } })` */
  #subject(node: ts.CallExpression, kind: 'stubs' | 'rewire'): void {
    const [first, ...others] = node.arguments;
    const subject = first && this.#names.textOf(first);
    if (kind === 'rewire') {
      this.#rewired.push(subject);
      return;
    }
    for (const [index, other] of others.entries())
      for (const { name, value } of entriesOf(other, this.#names, this.#tree)) {
        if (isRelative(name)) continue;
        // What stands in everywhere: the third argument of `esmock`, `'@global': true` of `proxyquire`.
        const isGlobal = index > 0 || /@(?:global|runtimeGlobal)\b/.test(value.getText());
        this.#add(node, canonicalModule(name), membersOf(value, this.#names), isGlobal ? undefined : subject);
      }
  }

  /** `loaded.__set__('fs', { readFileSync })`, `__set__({ fs })`, `__set__('readFileSync', stub)` */
  #rewire({ arguments: [first, second] }: ts.CallExpression): void {
    if (first === undefined) return;
    const name = second === undefined ? undefined : this.#names.textOf(first);
    const entries =
      name === undefined || second === undefined
        ? entriesOf(first, this.#names, this.#tree)
        : [{ name, value: second }];
    for (const subject of this.#rewired)
      for (const entry of entries) {
        this.#add(first, canonicalModule(entry.name), membersOf(entry.value, this.#names), subject);
        this.#add(first, '*', new Set([entry.name]), subject);
      }
  }

  #defined(node: ts.Node, module: string, name: string, what: ts.Expression | undefined): void {
    if (what === undefined) return;
    const member = name === 'assign' ? undefined : this.#names.textOf(what);
    this.#add(node, module, member === undefined ? membersOf(what, this.#names) : new Set([member]));
  }

  /** `fs.readFileSync = …` */
  #assignment({ left, operatorToken }: ts.BinaryExpression): void {
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    const target = bare(left);
    const part = memberName(target) === undefined ? undefined : this.#names.moduleOf(target);
    if (part !== undefined && part.path.length > 0)
      this.#add(left, part.module, new Set([part.path.join('.')]));
  }

  #add(node: ts.Node, module: string, members: Members, subject?: string): void {
    if (members !== 'all' && members.size === 0) return;
    // A test says the same again for each of its cases.
    const key = JSON.stringify([module, members === 'all' ? members : [...members], subject]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#stubs.push({
      module,
      ...(members !== 'all' && { members: [...members] }),
      ...(subject !== undefined && { subject }),
      span: spanOf(node),
    });
  }

  /** All but file systems in memory that stand for `fs` and for `fs/promises`: what is awaited finds the same files there. */
  #withoutMemory(): readonly StubFact[] {
    const isWhole = (module: string): boolean =>
      this.#stubs.some((stub) => stub.module === module && stub.members === undefined);
    if (!isWhole('node:fs/promises') || !this.#mentionsMemory()) return this.#stubs;
    return this.#stubs.filter(({ module, members }) => module !== 'node:fs' || members !== undefined);
  }

  #mentionsMemory(): boolean {
    let found = false;
    walk(this.#tree, (node) => {
      if (ts.isStringLiteralLike(node) && inMemory.test(node.text)) found = true;
      return !found;
    });
    return found;
  }
}

function isImport(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && calledName(node) === 'import';
}
