import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import type { Finding } from '../../src/engine/finding.ts';
import type { Fix } from '../../src/fixes/fix.ts';
import { ProjectError } from '../../src/workspace/project/project-error.ts';
import type { Session } from '../../src/workspace/session.ts';
import { isSkipped, readTextFile } from '../../src/workspace/text-file.ts';

/**
 * A session without a language: in its world `readSync(…)` blocks and becomes `await read(…)`, `waitSync(…)` blocks and
 * cannot be converted. `FAULT` in a text makes its analysis fail, `PROJECT FAULT` that of all files; `VANISH` removes the
 * file before it is written, and `SLOW` says so on standard error and waits, `BUSY` does so without letting anything else run.
 */
export function createStandInSession(): Session {
  const texts = new Map<string, string>();
  const reasons = new Map<string, string>();

  async function textOf(path: string): Promise<string | undefined> {
    const open = texts.get(path);
    if (open !== undefined) return open;
    const file = await readTextFile(path);
    if (!isSkipped(file)) return file.text;
    reasons.set(path, file.skipped);
    return undefined;
  }

  return {
    setRoots: () => undefined,
    onUpdate: () => undefined,
    helperAt: () => Promise.resolve(undefined),
    files: () => Promise.resolve([]),
    text: () => Promise.resolve(undefined),
    statistics: () => ({ files: 0, parsed: 0, durationMs: 0 }),
    setText: (path, text) => void texts.set(path, text),
    release: (path) => void texts.delete(path),
    fileChanged: () => undefined,
    skipped: (path) => reasons.get(path),
    async report(path) {
      const text = await textOf(path);
      if (text?.includes('PROJECT FAULT')) throw new ProjectError(new Error('out of order'));
      if (text?.includes('FAULT')) throw new Error('out of order\nat some place');
      if (/SLOW|BUSY/.test(text ?? '')) {
        process.stderr.write('slow\n');
        await delay(text?.includes('SLOW') ? 5000 : 10);
        for (const end = Date.now() + 5000; text?.includes('BUSY') && Date.now() < end;);
      }
      return text === undefined ? undefined : { findings: findingsIn(path, text), directives: [] };
    },
    convert: (_path, finding) =>
      Promise.resolve(
        finding.api === 'readSync' ? { fix: fixOf(finding) } : { refusal: { reason: 'it has no twin' } },
      ),
    async fixAll(path, _settings, _accept, excluded = []) {
      const text = (await textOf(path)) ?? '';
      if (text.includes('VANISH')) await rm(path);
      const found = findingsIn(path, text);
      const isFixable = ({ api, span }: Finding): boolean =>
        api === 'readSync' && !excluded.some(({ start }) => start === span.start);
      const fixable = found.filter(isFixable);
      const edits = fixable.flatMap((finding) => fixOf(finding).edits);
      return { edits, fixed: fixable.length, remaining: found.filter((finding) => !isFixable(finding)) };
    },
    isGoneAfter: () => Promise.reject(new Error('not needed')),
    cascade: () => Promise.reject(new Error('not needed')),
    cascadePartly: () => Promise.reject(new Error('not needed')),
    suppress: () => Promise.reject(new Error('not needed')),
    removeDirective: () => Promise.reject(new Error('not needed')),
  };
}

function fixOf({ span }: Finding): Fix {
  return { id: 'await-twin', title: 'Convert', safe: true, edits: [{ ...span, text: 'await read' }] };
}

function findingsIn(file: string, text: string): Finding[] {
  return Array.from(text.matchAll(/readSync|waitSync/g), (match): Finding => {
    const [name] = match;
    const span = { start: match.index, end: match.index + name.length };
    const before = text.slice(0, span.start).split('\n');
    const [line, column] = [before.length - 1, before.at(-1)?.length ?? 0];
    return {
      file,
      span,
      whole: span,
      api: name,
      category: 'file',
      cost: 'io',
      severity: 'warning',
      certainty: 'certain',
      message: `\`${name}\` blocks`,
      context: { kind: 'async-function', name: 'f', span },
      path: [{ file, span, line, column, name }],
    };
  });
}
