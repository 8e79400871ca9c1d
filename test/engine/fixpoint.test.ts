import assert from 'node:assert/strict';
import type { Entity } from '../../src/engine/entity.ts';
import { createFixpoint, type Fixpoint } from '../../src/engine/fixpoint.ts';

const entity = (id: number): Entity => ({ kind: 'function', file: 'a', id });

describe('answers', () => {
  let computed: string[];

  beforeEach(() => {
    computed = [];
  });

  /** What each name is: names it takes from, and numbers it has itself. `?` rests on a file that may come. */
  function ask(
    answers: Fixpoint,
    graph: Readonly<Record<string, readonly (string | number)[]>>,
    name: string,
  ) {
    const answer = (key: string): readonly Entity[] =>
      answers.answer(key, () => {
        computed.push(key);
        const found = new Map<number, Entity>();
        for (const part of graph[key] ?? []) {
          if (part === '?') answers.loosen();
          else if (typeof part === 'number') found.set(part, entity(part));
          else for (const one of answer(part)) if (one.kind === 'function') found.set(one.id, one);
        }
        return [...found.values()];
      });
    return answer(name)
      .map((one) => (one.kind === 'function' ? one.id : -1))
      .sort();
  }

  it('are computed once, also where they depend on themselves', () => {
    const answers = createFixpoint();
    const graph = { a: ['b', 1], b: ['c', 2], c: ['a', 3] };
    assert.deepEqual(ask(answers, graph, 'a'), [1, 2, 3]);
    computed = [];
    assert.deepEqual(ask(answers, graph, 'a'), [1, 2, 3]);
    assert.deepEqual(computed, []);
    for (const name of ['b', 'c']) assert.deepEqual(ask(answers, graph, name), [1, 2, 3]);
  });

  it('are kept for more files unless they rest on one that may come', () => {
    const answers = createFixpoint();
    const graph = { a: ['b', 'c'], b: [1], c: ['d'], d: [2, '?'], e: ['b'] };
    assert.deepEqual(ask(answers, graph, 'a'), [1, 2]);
    assert.deepEqual(ask(answers, graph, 'e'), [1]);
    computed = [];
    const grown = answers.grown();
    const more = { ...graph, d: [2, 3] };
    assert.deepEqual(ask(grown, more, 'e'), [1]);
    assert.deepEqual(computed, []);
    assert.deepEqual(ask(grown, more, 'a'), [1, 2, 3]);
    assert.deepEqual(computed, ['a', 'c', 'd']);
  });

  it('are not kept where a circle has a part that may change', () => {
    for (const first of ['a', 'b', 'c']) {
      const answers = createFixpoint();
      const graph = { a: ['b', 1], b: ['c', 2], c: ['a', '?'] };
      assert.deepEqual(ask(answers, graph, first), [1, 2]);
      for (const name of ['a', 'b', 'c']) ask(answers, graph, name);
      const grown = answers.grown();
      const more = { ...graph, c: ['a', 3] };
      for (const name of ['c', 'b', 'a']) assert.deepEqual(ask(grown, more, name), [1, 2, 3], first);
    }
  });
});
