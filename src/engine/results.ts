import type { CallFact, FunctionFact } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import { apiResult } from './apis.ts';
import { bindingOf } from './bindings.ts';
import { awaited, nested, union, unknownEntity, type Entity } from './entity.ts';
import { isEvident, isOpen, withType } from './evident.ts';
import { instance, moduleOf } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { listResult } from './lists.ts';

/** APIs that load a module named by their argument. */
const loaders = new Set([
  'globals|require',
  'globals|module.require',
  'globals|require.main.require',
  'node:process|getBuiltinModule',
  'node:process|mainModule.require',
  'node:module|createRequire()',
]);

/** What calling something gives. */
export function resultOf(linker: Linker, callee: Entity, file: string, call: CallFact): readonly Entity[] {
  const made = call.kind === 'new';
  switch (callee.kind) {
    case 'api':
      return apiCall(linker, callee, file, call);
    case 'function':
      return made ? constructed(linker, callee) : functionResult(linker, callee.file, callee.id);
    case 'class':
      return made ? instance(callee) : [unknownEntity];
    case 'bind':
      return [callee.of];
    case 'returning':
      return callee.of.length > 0 ? callee.of : [unknownEntity];
    case 'promise':
    case 'instance':
    case 'constructed':
    case 'object':
    case 'namespace':
    case 'typed':
    case 'list':
    case 'unknown':
      return [unknownEntity];
  }
}

/** What a function of the project gives when it is called: for an async one a promise. */
export function functionResult(linker: Linker, file: string, id: number): readonly Entity[] {
  const facts = linker.facts(file)?.functions[id];
  if (facts === undefined || facts.generator) return [unknownEntity];
  return linker.memo(`f${file}\n${id}`, () => computeResult(linker, file, facts));
}

/** What a getter gives. */
export function givenBy(linker: Linker, file: string, getter: Value): readonly Entity[] {
  return getter.kind === 'function' ? functionResult(linker, file, getter.id) : [unknownEntity];
}

function computeResult(linker: Linker, file: string, facts: FunctionFact): readonly Entity[] {
  const declared = facts.returnType === undefined ? [] : linker.instancesOf(file, facts.returnType);
  if (declared.length > 0 && !declared.some(isOpen))
    return facts.async ? [nested('promise', awaited(declared))] : declared;
  const values = union(facts.returns.map((value) => linker.evaluate(file, value)));
  if (declared.length === 0) return facts.async ? [nested('promise', awaited(values))] : values;
  if (isEvident(linker.facts(file), facts.returns))
    return facts.async ? [nested('promise', awaited(values))] : values;
  if (!facts.async) return withType(linker, declared, values);
  return [nested('promise', withType(linker, awaited(declared), awaited(values)))];
}

function apiCall(
  linker: Linker,
  callee: Extract<Entity, { kind: 'api' }>,
  file: string,
  call: CallFact,
): readonly Entity[] {
  const { catalog } = linker.program;
  const [first] = call.args;
  if (loaders.has(`${callee.module}|${callee.path}`) && first?.kind === 'literal')
    return moduleOf(linker, file, String(first.value));
  if (callee.module === 'globals' && callee.path === 'Promise' && call.kind === 'new')
    return [{ kind: 'promise', of: [] }];
  if (callee.module === 'globals' && callee.path.startsWith('Promise.'))
    return [promiseCombination(linker, callee.path, file, call)];
  if (callee.module === 'globals' && callee.path.startsWith('Promise#'))
    return [nested('promise', reaction(linker, callee.path, file, call))];
  const ofList = callee.module === 'globals' ? listResult(linker, callee.path, file, call) : undefined;
  if (ofList !== undefined) return ofList;
  const result = apiResult(catalog, callee, call.kind === 'new');
  return catalog.isPromise(callee.module, callee.path) ? [{ kind: 'promise', of: [result] }] : [result];
}

/** What awaiting `.then(…)`, `.catch(…)` or `.finally(…)` gives. */
function reaction(linker: Linker, path: string, file: string, call: CallFact): readonly Entity[] {
  const { callee } = call;
  const before = callee.kind === 'member' ? awaited(linker.evaluate(file, callee.object)) : [];
  if (path === 'Promise#finally') return before;
  const [first] = call.args;
  const handlers = first === undefined ? [] : linker.evaluate(file, first);
  const after = handlers.map((handler) =>
    handler.kind === 'function' ? awaited(functionResult(linker, handler.file, handler.id)) : [unknownEntity],
  );
  return union(path === 'Promise#catch' ? [before, ...after] : after);
}

/** `Promise.all([a, b])` gives what each of them gives, in order. */
function promiseCombination(linker: Linker, path: string, file: string, call: CallFact): Entity {
  const [first] = call.args;
  if (first === undefined) return { kind: 'promise', of: [] };
  const values = linker.evaluate(file, first);
  if (path === 'Promise.resolve') return nested('promise', awaited(values));
  if (path !== 'Promise.all' && path !== 'Promise.race' && path !== 'Promise.any')
    return { kind: 'promise', of: [] };
  const lists = values.filter((value) => value.kind === 'list');
  if (path === 'Promise.all')
    return {
      kind: 'promise',
      of: lists.map((list) => ({ ...list, of: list.of.map((item) => awaited([item])[0] ?? unknownEntity) })),
    };
  return nested('promise', awaited(union(lists.map((list) => list.of))));
}

/** What `new` makes of a function: an object with the members of its prototype. */
function constructed(linker: Linker, callee: Extract<Entity, { kind: 'function' }>): readonly Entity[] {
  const binding = bindingOf(linker, callee);
  return binding === undefined ? [unknownEntity] : [{ kind: 'constructed', file: callee.file, binding }];
}
