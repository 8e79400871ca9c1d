import { catalog } from '../../src/catalog/index.ts';
import { analyze, type Analysis } from '../../src/engine/analyze.ts';
import type { FileReport } from '../../src/engine/finding.ts';
import { defaultSettings, type AnalysisSettings } from '../../src/engine/settings.ts';
import { extract } from '../../src/languages/typescript/extract.ts';
import { described } from './annotations.ts';

/** The analysis of several texts that name each other by their paths. */
export function analysisOf(texts: Iterable<readonly [path: string, text: string]>): Analysis {
  const files = new Map([...texts].map(([path, text]) => [path, extract({ path, text })]));
  return analyze({
    files,
    catalog,
    exhaustive: true,
    resolve: (_, specifier) => (files.has(specifier) ? specifier : undefined),
  });
}

/** What the analysis says about one text. */
export function reportOf(text: string, path = 'file.ts', settings?: AnalysisSettings): FileReport {
  return analysisOf([[path, text]]).report(path, settings ?? defaultSettings);
}

/** The same in words, each after the text it stands at: `readFileSync: warning file node:fs.readFileSync in …`. */
export function said(text: string, path = 'file.ts', settings?: AnalysisSettings): string[] {
  return described(reportOf(text, path, settings)).map(
    (annotation) => `${text.slice(annotation.span.start, annotation.span.end)}: ${annotation.text}`,
  );
}
