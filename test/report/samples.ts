import type { FileReport, Finding } from '../../src/engine/finding.ts';
import type { Fix } from '../../src/fixes/fix.ts';
import { buildReport, type FileResult } from '../../src/report/build-report.ts';
import type { Report } from '../../src/report/report.ts';
import { indexLines, positionAt } from '../../src/workspace/line-index.ts';

/** The texts that the sample findings are in, by absolute path. */
export const texts: Readonly<Record<string, string>> = {
  '/p/src/b.ts': '\r\nasync function f() {\r\n  loadConfig();\r\n  fs.readFileSync(p);\r\n}\r\n',
  '/p/src/config.ts': 'export const loadConfig = () => readJson(p);\n',
  '/p/lib/json.ts': '\n\n  fs.readFileSync(p)\n',
  '/p/a.ts': 'fs.existsSync(p)\n',
};

export const awaitTwin: Fix = {
  id: 'await-twin',
  title: 'Convert to `await readFile(…)`',
  safe: true,
  edits: [{ start: 0, end: 1, text: 'x' }],
};

/** A finding at the first place of some text in a file, with hops at places in other files. */
export function finding(
  file: string,
  callee: string,
  more: Partial<Finding> = {},
  hops: readonly (readonly [file: string, callee: string])[] = [],
): Finding {
  const path = [[file, callee] as const, ...hops].map(([hopFile, name]) => {
    const text = texts[hopFile] ?? '';
    const start = Math.max(0, text.indexOf(name));
    const place = positionAt(indexLines(text), start);
    const span = { start, end: start + name.length };
    return { file: hopFile, name, span, line: place.line - 1, column: place.column - 1 };
  });
  const span = path[0]?.span ?? { start: 0, end: 0 };
  return {
    file,
    span,
    whole: span,
    api: 'node:fs.readFileSync',
    category: 'file',
    cost: 'io',
    severity: 'warning',
    certainty: 'certain',
    message: `\`${callee}\` blocks`,
    context: { kind: 'async-function', name: 'f', span },
    path,
    ...more,
  };
}

/** A result with the given findings, each of which has the given fixes. */
export function result(
  path: string,
  findings: readonly Finding[],
  fixes: readonly Fix[] = [],
  directives: FileReport['directives'] = [],
): FileResult {
  return { path, findings, directives, fixes: new Map(findings.map((each) => [each, fixes])) };
}

/** The report of some results, as seen from `/p`. */
export async function report(results: readonly FileResult[], files = 40): Promise<Report> {
  return await buildReport({
    results,
    cwd: '/p',
    stats: { files, parsed: 7, durationMs: 12 },
    readText: (path) => Promise.resolve(texts[path]),
  });
}
