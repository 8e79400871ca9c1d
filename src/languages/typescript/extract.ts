import type { FileFacts } from '../../facts/file-facts.ts';
import type { SourceText } from '../../facts/source-text.ts';
import { mayHaveTags } from '../../facts/tags.ts';
import { unknown } from '../../facts/value.ts';
import { classLike } from './extract/classes.ts';
import { directives } from './extract/directives.ts';
import { expression } from './extract/expressions.ts';
import { functionLike } from './extract/functions.ts';
import { typeDefinitions } from './extract/jsdoc.ts';
import { readsThatMatter } from './extract/reads.ts';
import { block, statement } from './extract/statements.ts';
import { typeRef } from './extract/types.ts';
import { spanOf, type Walker } from './extract/walker.ts';
import { workerCode } from './extract/workers.ts';
import { parse, syntaxErrors } from './parse.ts';
import { bindScopes } from './scopes.ts';
import type { ts } from './ts.ts';

/**
 * Reads what a file says about itself, in one pass over its syntax tree.
 *
 * @throws RangeError when the text is nested too deeply for the parser.
 */
export function extract(source: SourceText): FileFacts {
  const file = parse(source, false);
  const walker = createWalker(file);
  for (const node of [...file.statements, file.endOfFileToken]) typeDefinitions(walker, node);
  block(walker, file);
  return {
    language: 'typescript',
    functions: walker.functions,
    bindings: walker.bindings,
    classes: walker.classes,
    objects: walker.objects,
    types: walker.types,
    calls: walker.calls,
    reads: readsThatMatter(walker),
    exports: walker.exports,
    imports: [...walker.imports],
    directives: directives(file),
    workerCode: workerCode(walker),
    lineStarts: file.getLineStarts(),
    moduleSystem: moduleSystem(file, walker),
    broken: syntaxErrors(file).length > 0,
  };
}

function createWalker(file: ts.SourceFile): Walker {
  const scopes = bindScopes(file);
  const walker: Walker = {
    file,
    scopes,
    functions: [],
    bindings: scopes.bindings.map((binding) => ({
      name: binding.name,
      kind: binding.kind,
      span: spanOf(binding.declaration, file),
      values: [],
    })),
    classes: [],
    objects: [],
    types: [],
    calls: [],
    locals: [],
    exports: [],
    imports: new Set(),
    scope: scopes.root,
    function: 0,
    this: unknown,
    once: false,
    namespace: undefined,
    documented: new Map(),
    hasTags: mayHaveTags(file.text),
    tagged: new Map(),
    signature: undefined,
    reads: [],
    polled: new Set(),
    workers: { branches: [], readers: [], dual: false },
    expression: (node) => expression(walker, node),
    statement: (node) => {
      statement(walker, node);
    },
    functionLike: (node, name, owner) => functionLike(walker, node, name, owner),
    classLike: (node, name) => classLike(walker, node, name),
    type: (node) => typeRef(walker, node),
  };
  const whole = { start: 0, end: file.text.length };
  walker.functions.push({
    kind: 'module',
    name: '',
    parent: -1,
    async: false,
    generator: false,
    params: [],
    returns: [],
    span: whole,
    nameSpan: { start: 0, end: 0 },
  });
  return walker;
}

function moduleSystem(file: ts.SourceFile, walker: Walker): FileFacts['moduleSystem'] {
  // Set by the parser on files that have an import, an export or `import.meta`.
  if (
    (file as unknown as { readonly externalModuleIndicator?: unknown }).externalModuleIndicator !== undefined
  )
    return 'esm';
  const commonjs = walker.exports.length > 0 || walker.calls.some((call) => call.callee.kind === 'construct');
  return commonjs ? 'commonjs' : 'none';
}
