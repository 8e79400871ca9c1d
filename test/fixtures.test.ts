import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyEdits } from '../src/fixes/edits.ts';
import { parse, syntaxErrors } from '../src/languages/typescript/parse.ts';
import type { Session } from '../src/workspace/session.ts';
import { annotate, described, satisfies, type Annotation } from './helpers/annotations.ts';
import { fixedPath, fixtureCases, type FixtureCase, type FixtureFile } from './helpers/fixture-cases.ts';
import { projectSession, typescriptSession } from './helpers/typescript-session.ts';

const root = fileURLToPath(new URL('fixtures/typescript', import.meta.url));
const update = process.env['UPDATE_FIXTURES'] !== undefined;

describe('fixtures', () => {
  for (const fixture of fixtureCases(root)) {
    describe(fixture.name, () => {
      it('gives exactly the findings that stand beneath the code', async () => {
        const session = open(fixture);
        for (const file of fixture.files) await checkFindings(session, fixture, file);
      });

      if (fixture.folder !== undefined)
        it('gives the same findings when every file is parsed', async () => {
          const session = open(fixture, true);
          for (const file of fixture.files) await checkFindings(session, fixture, file);
        });

      it('is fixed once and for all', async () => {
        for (const file of fixture.files) await checkFixed(fixture, file);
      });
    });
  }
});

function open({ folder, files }: FixtureCase, everything = false): Session {
  const session = folder === undefined ? typescriptSession() : projectSession(folder, everything);
  for (const file of files) session.setText(file.path, file.code);
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

/** Fix-all gives the text that stands beside the case, if one does; it parses, and a second run changes nothing. */
async function checkFixed(fixture: FixtureCase, file: FixtureFile): Promise<void> {
  const session = open(fixture);
  const { edits } = await session.fixAll(file.path, fixture.settings);
  const text = applyEdits(file.code, edits);
  if (update && file.fixed !== undefined) writeFileSync(fixedPath(file.path), text);
  else if (file.fixed !== undefined) assert.equal(text, file.fixed);
  if (edits.length > 0) assert.deepEqual(syntaxErrors(parse({ path: file.path, text }, false)), []);
  session.setText(file.path, text);
  assert.deepEqual((await session.fixAll(file.path, fixture.settings)).edits, []);
}
