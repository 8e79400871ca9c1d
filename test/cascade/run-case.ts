import path from 'node:path';
import { defaultSettings } from '../../src/engine/settings.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { temporaryFolder, type TemporaryFolder } from '../workspace/temporary-folder.ts';
import type { CascadeCase } from './golden.ts';

/** What came of a case. */
export type CaseResult = Pick<CascadeCase, 'outcome' | 'after'>;

/**
 * Makes the helper async that the first finding of a project reaches, or the function that returns a promise around a call
 * that blocks; `partly`: puts an async one beside it.
 */
export async function runCase(files: ReadonlyMap<string, string>, partly = false): Promise<CaseResult> {
  const folder = await temporaryFolder(Object.fromEntries(files));
  const session = projectSession(folder.path, false);
  for (const name of [...files.keys()].filter((file) => /[jt]sx?$/.test(file))) {
    const report = await session.report(folder.at(name), defaultSettings);
    const finding = report?.findings.find(
      ({ path: way, context }) => way.length > 1 || context.kind === 'promise-function',
    );
    if (finding === undefined) continue;
    const outcome = partly
      ? await session.cascadePartly(finding, defaultSettings)
      : await session.cascade(finding, defaultSettings);
    if ('refusal' in outcome) {
      const { reason, file, line, column } = outcome.refusal;
      return {
        outcome: `refused: ${reason} (${relative(folder, file)}:${line}:${column})`,
        after: new Map(),
      };
    }
    const { title, files: changed } = outcome.cascade;
    return {
      outcome: title,
      after: new Map(changed.map(({ file, text }) => [relative(folder, file), text])),
    };
  }
  return { outcome: 'no finding', after: new Map() };
}

function relative(folder: TemporaryFolder, file: string): string {
  return path.relative(folder.path, file).replaceAll(path.sep, '/');
}
