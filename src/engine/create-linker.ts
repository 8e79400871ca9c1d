import type { FileFacts } from '../facts/file-facts.ts';
import { argumentsOf } from './arguments.ts';
import { createCallers, createImporters } from './callers.ts';
import { keyOf, union, unknownEntity, type Entity } from './entity.ts';
import { isEvident, withoutBlanks, withType } from './evident.ts';
import { evaluate, moduleOf } from './evaluate.ts';
import { createFixpoint } from './fixpoint.ts';
import type { Linker, Subtypes } from './linker.ts';
import { assignedMember, memberOf } from './members.ts';
import { passedTo } from './parameters.ts';
import type { Program } from './program.ts';
import { resultOf } from './results.ts';
import { createSubtypes, noSubtypes } from './subtypes.ts';
import { instancesOf } from './types.ts';
import { createUniqueMethods } from './unique-methods.ts';

/** Evaluation goes no deeper than this: what lies beyond is unknown. Real code stays far below. */
const deepest = 200;

/** A program before some of its files changed or were added. */
export interface LinkedBefore {
  readonly linker: Linker;
  readonly changed: readonly string[];
  /** No file changed: answers hold, unless they met a file that was not there. */
  readonly isGrown: boolean;
}

/**
 * Links the files of a program. Answers about names are memoised, also where names depend on each other.
 *
 * @param before What is known of the other files together stays.
 */
export function* createLinker(program: Program, before?: LinkedBefore): Generator<void, Linker> {
  const grown = before?.isGrown === true ? before.linker : undefined;
  const plain = linkerWith(program, noSubtypes, grown?.plain?.answers.grown());
  const known = before && { subtypes: before.linker.subtypes, changed: before.changed };
  const subtypes = yield* createSubtypes(plain, known);
  return { ...linkerWith(program, subtypes, grown?.answers.grown()), plain };
}

function linkerWith(program: Program, subtypes: Subtypes, memo = createFixpoint()): Linker {
  let depth = 0;

  const importersOf = createImporters(program);

  const linker: Linker = {
    program,
    answers: memo,
    subtypes: {
      byFile: subtypes.byFile,
      of(type) {
        memo.loosen();
        return subtypes.of(type);
      },
      all(type) {
        memo.loosen();
        return subtypes.all(type);
      },
    },
    importersOf(file) {
      memo.loosen();
      return importersOf(file);
    },
    uniqueMethod(name) {
      memo.loosen();
      return uniqueMethod(name);
    },
    passedByCallers(file, id, index) {
      memo.loosen();
      return union(
        callersOf(file, id).map((caller) => {
          const argument = argumentsOf(caller.call)?.[index];
          return argument === undefined ? [] : linker.evaluate(caller.file, argument);
        }),
      );
    },
    memo: (key, compute) => memo.answer(key, compute),
    facts(file): FileFacts | undefined {
      const facts = program.files.get(file);
      if (facts === undefined) memo.loosen();
      return facts;
    },
    evaluate: (file, value) => deeper([unknownEntity], () => evaluate(linker, file, value, binding)),
    instancesOf: (file, type) => deeper([], () => instancesOf(linker, file, type)),
    member: (entity, name) =>
      memo.answer(`m${keyOf(entity)}\n${name}`, () =>
        deeper([unknownEntity], () => memberOf(linker, entity, name)),
      ),
    result: (entity, file, call) => resultOf(linker, entity, file, call),
    exported: (file, name) => memo.answer(`e${file}\n${name}`, () => exported(file, name)),
  };
  const callersOf = createCallers(linker);
  const uniqueMethod = createUniqueMethods(linker);
  return linker;

  function deeper(beyond: readonly Entity[], compute: () => readonly Entity[]): readonly Entity[] {
    if (depth >= deepest) return beyond;
    depth++;
    try {
      return compute();
    } finally {
      depth--;
    }
  }

  function binding(file: string, id: number): readonly Entity[] {
    return memo.answer(`b${file}\n${id}`, () => {
      const facts = linker.facts(file);
      const fact = facts?.bindings[id];
      if (fact === undefined) return [unknownEntity];
      if (fact.kind === 'type') return [{ kind: 'typed', file, binding: id }];
      const given = fact.type === undefined ? fact.values : withoutBlanks(facts, fact.values);
      const values = union(given.map((value) => linker.evaluate(file, value)));
      const declared = fact.type === undefined ? [] : linker.instancesOf(file, fact.type);
      if (declared.length > 0) {
        const evident = fact.kind === 'const' && isEvident(facts, given);
        const found = evident ? values : withType(linker, declared, values);
        if (fact.param === undefined || found === declared) return found;
        // Callers may pass another function than the default.
        return union([found, declared.every(({ kind }) => kind === 'returning') ? [unknownEntity] : []]);
      }
      if (fact.param !== undefined) {
        const passed = passedTo(linker, file, fact.param, fact.type !== undefined);
        if (passed.length > 0) return union([values, passed]);
        if (values.length > 0) return union([values, [unknownEntity]]);
      }
      return values.length > 0 ? values : [unknownEntity];
    });
  }

  function exported(file: string, name: string): readonly Entity[] {
    const facts = linker.facts(file);
    if (facts === undefined) return [unknownEntity];
    const found: (readonly Entity[])[] = [];
    for (const fact of facts.exports) {
      if (fact.kind === 'value' && fact.name === name) found.push(linker.evaluate(file, fact.value));
      else if (fact.kind === 'type' && fact.name === name) found.push(linker.evaluate(file, fact.type));
      else if (fact.kind === 'assignment') {
        const values = linker.evaluate(file, fact.value);
        found.push(
          name === 'default'
            ? values
            : union(values.map((entity) => assignment(file, fact.value, entity, name))),
        );
      }
    }
    for (const fact of facts.exports) {
      if (fact.kind !== 'members') continue;
      const given = union(linker.evaluate(file, fact.value).map((entity) => linker.member(entity, name)));
      if (given.some(({ kind }) => kind !== 'unknown')) found.push(given);
    }
    if (found.length > 0) return union(found);
    if (name === 'default' && facts.moduleSystem === 'commonjs') return [{ kind: 'namespace', file }];
    const passed = facts.exports.flatMap((fact) =>
      fact.kind === 'all'
        ? [union(moduleOf(linker, file, fact.specifier).map((entity) => linker.member(entity, name)))]
        : [],
    );
    const known = union(passed).filter((entity) => entity.kind !== 'unknown');
    return known.length > 0 ? known : [unknownEntity];
  }

  function assignment(
    file: string,
    value: Parameters<typeof evaluate>[2],
    entity: Entity,
    name: string,
  ): readonly Entity[] {
    const own = value.kind === 'local' ? assignedMember(linker, file, value.binding, name) : undefined;
    return own ?? linker.member(entity, name);
  }
}
