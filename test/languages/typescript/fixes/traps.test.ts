import assert from 'node:assert/strict';
import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixAll } from '../../../../src/fixes/fix-all.ts';
import type { Finding } from '../../../../src/engine/finding.ts';
import type { SourceText } from '../../../../src/facts/source-text.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { runCase } from '../../../cascade/run-case.ts';
import { findingsOf, fixAllIn } from './analysis.ts';
import { convertFirst } from './golden.ts';
import { lintErrors } from './lint-errors.ts';
import { execute } from './run-program.ts';
import { systems, trapCases, type TrapCase } from './trap-cases.ts';
import { typeErrors } from './type-errors.ts';

/** How many ways there are, of those that are known, to convert a call wrongly. */
const traps = 22;

describe('traps of conversions', () => {
  const cases = trapCases();
  /** The programs that were converted, by their names. */
  const converted = new Map<string, { readonly before: string; readonly after: string }>();
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'unblock-traps-'));
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('each have a case, and the cases are run in every module system', () => {
    const tried = new Map<number, Set<string>>();
    for (const { trap, system } of cases) tried.set(trap, (tried.get(trap) ?? new Set()).add(system));
    assert.deepEqual(
      [...tried.keys()].sort((a, b) => a - b),
      Array.from({ length: traps }, (_, index) => index + 1),
    );
    for (const [trap, seen] of tried) {
      // A linter that knows types reads TypeScript only.
      const wanted = trap === 22 ? ['mts'] : systems;
      assert.deepEqual(
        systems.filter((one) => seen.has(one)),
        wanted,
        String(trap),
      );
    }
    const parts = new Set(cases.map(({ outcome }) => /^\w+/.exec(outcome)?.[0]));
    assert.deepEqual([...parts].sort(), ['cascaded', 'converted', 'refused', 'suggested', 'unreported']);
  });

  for (const one of cases) {
    it(`${one.trap}: ${one.name} (${one.system})`, async () => {
      const { outcome, source } = one;
      if (outcome.startsWith('converted')) await isConverted(one, await fixed(source));
      else if (outcome === 'cascaded') await isConverted(one, await cascaded(source));
      else if (outcome.startsWith('refused helper: ')) {
        const actual = (await cascadeOf(source)).outcome;
        assert.ok(actual.includes(outcome.slice('refused helper: '.length)), actual);
      } else await staysAsItIs(one);
    });
  }

  it('leave no type error behind that was not there', () => {
    const errors = typeErrors(texts('ts'), { verbatimModuleSyntax: false });
    assert.deepEqual(added(errors), []);
  }).timeout(60_000);

  it('leave nothing behind for a linter to say', async () => {
    assert.deepEqual(added(await lintErrors(texts('mts'), folder)), []);
  }).timeout(120_000);

  /** The converted programs of some module systems, before and after. */
  function texts(extension: string): ReadonlyMap<string, string> {
    const names = [...converted.keys()].filter((name) => name.endsWith(extension));
    assert.notEqual(names.length, 0);
    return new Map(
      names.flatMap((name) => {
        const { before: was = '', after: is = '' } = converted.get(name) ?? {};
        return [
          [`before-${name}`, was],
          [`after-${name}`, is],
        ];
      }),
    );
  }

  async function isConverted({ source, outcome }: TrapCase, after: string): Promise<void> {
    const name = path.basename(source.path);
    assert.notEqual(after, source.text);
    assert.deepEqual(findingsOf({ path: source.path, text: after }), [], after);
    const [, kept = '', needs] = /^converted(?: keeping (.*))?(?: where (\w+))?$/.exec(outcome) ?? [];
    for (const comment of kept.match(/\/\*.*?\*\/|\/\/ \w/g) ?? []) assert.ok(after.includes(comment), after);
    converted.set(name, { before: source.text, after });
    if (needs !== undefined && !(needs in fs)) return;
    const was = await execute(folder, `before-${name}`, source.text);
    const is = await execute(folder, `after-${name}`, after);
    assert.notDeepEqual(was.seen, []);
    assert.deepEqual(is.seen, [], after);
    assert.deepEqual([is.stdout, is.stderr], [was.stdout, was.stderr], after);
  }
});

/** What is said of programs after their conversion only; the lines may be others. */
function added(errors: readonly string[]): readonly string[] {
  const said = (error: string): string =>
    error.replace(/^(?:before|after)-/, '').replace(/:\d+|, line \d+/, '');
  const were = new Set(errors.filter((error) => error.startsWith('before-')).map(said));
  return errors.filter((error) => error.startsWith('after-') && !were.has(said(error)));
}

/** Only what is safe. */
async function fixed(source: SourceText): Promise<string> {
  const { text } = await fixAllIn(source);
  // Other line ends change nothing.
  const other = { path: source.path, text: source.text.replaceAll('\n', '\r\n') };
  assert.equal((await fixAllIn(other)).text, text.replaceAll('\n', '\r\n'));
  assert.equal((await fixAllIn({ path: source.path, text })).text, text);
  return text;
}

function cascadeOf(source: SourceText): ReturnType<typeof runCase> {
  return runCase(new Map([[path.basename(source.path), source.text]]));
}

async function cascaded(source: SourceText): Promise<string> {
  const { after, outcome } = await cascadeOf(source);
  const text = after.get(path.basename(source.path));
  assert.ok(text !== undefined, outcome);
  // What is still reported are direct calls.
  const tools = {
    analyze: findingsOf,
    convert: (one: SourceText, finding: Finding) => typescript.convert(one, finding),
    parses: (one: SourceText) => typescript.parses(one),
  };
  return (await fixAll({ path: source.path, text }, tools)).text;
}

async function staysAsItIs({ source, outcome }: TrapCase): Promise<void> {
  assert.equal((await fixAllIn(source)).text, source.text);
  if (outcome === 'unreported') {
    assert.deepEqual(findingsOf(source), []);
    return;
  }
  const [kind = '', says = ''] = outcome.split(/: (.*)/);
  const actual = convertFirst(source).outcome;
  assert.ok(actual.startsWith(kind === 'suggested' ? 'unsafe: ' : `${kind}: `), actual);
  assert.ok(actual.includes(says), actual);
}
