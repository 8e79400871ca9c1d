import type { FileFacts } from '../facts/file-facts.ts';
import { union, unknownEntity, type Entity } from './entity.ts';
import { evaluate, moduleOf } from './evaluate.ts';
import type { Linker } from './linker.ts';
import { assignedMember, memberOf } from './members.ts';
import type { Program } from './program.ts';
import { resultOf } from './results.ts';
import { instancesOf } from './types.ts';

/** Evaluation goes no deeper than this: what lies beyond is unknown. */
const deepest = 60;

/**
 * Links the files of a program. Answers about names are memoised. An answer that was cut short by a cycle through a
 * name that is still being evaluated is used but not kept, so that no answer depends on the order of the questions.
 */
export function createLinker(program: Program): Linker {
  const names = new Map<string, readonly Entity[]>();
  const exports = new Map<string, readonly Entity[]>();
  const active = new Map<string, number>();
  let depth = 0;
  /** The outermost level that an evaluation under way was cut at. */
  let cutAt = Infinity;

  const linker: Linker = {
    program,
    facts: (file): FileFacts | undefined => program.files.get(file),
    evaluate(file, value) {
      if (depth >= deepest) {
        cutAt = 0;
        return [unknownEntity];
      }
      depth++;
      try {
        return evaluate(linker, file, value, binding);
      } finally {
        depth--;
      }
    },
    instancesOf(file, type) {
      if (depth >= deepest) {
        cutAt = 0;
        return [];
      }
      depth++;
      try {
        return instancesOf(linker, file, type);
      } finally {
        depth--;
      }
    },
    member(entity, name) {
      return memberOf(linker, entity, name);
    },
    result: (entity, file, call) => resultOf(linker, entity, file, call),
    exported: (file, name) => memoised(exports, `${file}\n${name}`, () => exported(file, name)),
  };
  return linker;

  function memoised(
    memo: Map<string, readonly Entity[]>,
    key: string,
    compute: () => readonly Entity[],
  ): readonly Entity[] {
    const known = memo.get(key);
    if (known !== undefined) return known;
    const level = active.get(key);
    if (level !== undefined) {
      cutAt = Math.min(cutAt, level);
      return [];
    }
    const outerCut = cutAt;
    cutAt = Infinity;
    const own = active.size;
    active.set(key, own);
    const found = compute();
    active.delete(key);
    // Cut at an outer level: the answer holds only for as long as that level is under way.
    if (cutAt >= own) memo.set(key, found);
    cutAt = Math.min(outerCut, cutAt < own ? cutAt : Infinity);
    return found;
  }

  function binding(file: string, id: number): readonly Entity[] {
    return memoised(names, `${file}\n${id}`, () => {
      const fact = program.files.get(file)?.bindings[id];
      if (fact === undefined) return [unknownEntity];
      if (fact.kind === 'type') return [{ kind: 'typed', file, binding: id }];
      const values = union(fact.values.map((value) => linker.evaluate(file, value)));
      const known = values.some((entity) => entity.kind !== 'unknown');
      // A constant is what it was given; of anything else the declared type says more than one assignment.
      const declared = fact.type === undefined ? [] : linker.instancesOf(file, fact.type);
      if (declared.length > 0 && !(fact.kind === 'const' && known)) return declared;
      if (fact.kind === 'param' && values.length > 0) return union([values, [unknownEntity]]);
      return values.length > 0 ? values : [unknownEntity];
    });
  }

  function exported(file: string, name: string): readonly Entity[] {
    const facts = program.files.get(file);
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
