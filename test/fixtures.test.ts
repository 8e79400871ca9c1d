import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyEdits } from '../src/fixes/edits.ts';
import { parse, syntaxErrors } from '../src/languages/typescript/parse.ts';
import type { Session } from '../src/workspace/session.ts';
import { annotate, described, satisfies, type Annotation } from './helpers/annotations.ts';
import { fixtureCases, type FixtureCase, type FixtureFile } from './helpers/fixture-cases.ts';
import { canConvert, typescriptSession } from './helpers/typescript.ts';

const root = fileURLToPath(new URL('fixtures/typescript', import.meta.url));
const update = process.env['UPDATE_FIXTURES'] !== undefined;

describe('fixtures', () => {
  for (const fixture of fixtureCases(root)) {
    describe(fixture.name, () => {
      it('gives exactly the findings that stand beneath the code', async () => {
        const session = open(fixture);
        for (const file of fixture.files) await checkFindings(session, fixture, file);
      });

      for (const file of fixture.files) {
        if (file.fixed === undefined) continue;
        it('is fixed as the file beside it shows', async function () {
          if (!canConvert) this.skip();
          await checkFixed(fixture, file, file.fixed ?? '');
        });
      }
    });
  }
});

function open(fixture: FixtureCase): Session {
  const session = typescriptSession();
  for (const file of fixture.files) session.setText(file.path, file.code);
  return session;
}

async function checkFindings(session: Session, fixture: FixtureCase, file: FixtureFile): Promise<void> {
  if (!file.code.startsWith('// @broken'))
    assert.deepEqual(syntaxErrors(parse({ path: file.path, text: file.code }, false)), []);
  const report = await session.report(file.path, fixture.settings);
  assert.ok(report, session.skipped(file.path) ?? 'no report');
  if (update) {
    writeFileSync(file.path, annotate(file.code, report));
    return;
  }
  const problems = difference(file.code, file.annotations, described(report));
  if (problems.length > 0) assert.fail(`${file.path}\n\n${problems.join('\n')}`);
}

/** One entry for each expectation without a finding, and for each finding without an expectation. */
function difference(
  code: string,
  wanted: readonly Annotation[],
  found: readonly Annotation[],
): readonly string[] {
  const open = new Set(found);
  const missing = wanted.filter((annotation) => {
    const match = [...open].find(
      ({ span, text }) =>
        span.start === annotation.span.start &&
        span.end === annotation.span.end &&
        satisfies(text, annotation.text),
    );
    if (match !== undefined) open.delete(match);
    return match === undefined;
  });
  return [
    ...missing.map((annotation) => show(code, annotation, 'missing')),
    ...[...open].map((annotation) => show(code, annotation, 'not expected')),
  ];
}

function show(code: string, { span, text }: Annotation, label: string): string {
  const before = code.slice(0, span.start);
  const number = before.split('\n').length;
  const column = span.start - (before.lastIndexOf('\n') + 1);
  const line = code.split('\n')[number - 1] ?? '';
  const carets = '^'.repeat(Math.max(1, span.end - span.start));
  return `${label}, line ${number}: ${text}\n  ${line}\n  ${' '.repeat(column)}${carets}\n`;
}

async function checkFixed(fixture: FixtureCase, file: FixtureFile, fixed: string): Promise<void> {
  const session = open(fixture);
  const { edits } = await session.fixAll(file.path, fixture.settings);
  const text = applyEdits(file.code, edits);
  assert.equal(text, fixed);
  assert.deepEqual(syntaxErrors(parse({ path: file.path, text }, false)), []);
  session.setText(file.path, text);
  const again = await session.fixAll(file.path, fixture.settings);
  assert.deepEqual(again.edits, [], 'a second run changes nothing');
}
