import { catalog } from '../../src/catalog/index.ts';
import { analyze } from '../../src/engine/analyze.ts';
import type { FileReport } from '../../src/engine/finding.ts';
import { defaultSettings, type AnalysisSettings } from '../../src/engine/settings.ts';
import { extract } from '../../src/languages/typescript/extract.ts';
import { described } from './annotations.ts';

/** What the analysis says about one text. */
export function reportOf(text: string, path = 'file.ts', settings?: AnalysisSettings): FileReport {
  const files = new Map([[path, extract({ path, text })]]);
  return analyze({ files, catalog, resolve: () => undefined }).report(path, settings ?? defaultSettings);
}

/** The same in words, each with the text it stands at: `readFileSync: warning file node:fs.readFileSync in …`. */
export function said(text: string, path = 'file.ts', settings?: AnalysisSettings): string[] {
  return described(reportOf(text, path, settings)).map(
    (annotation) => `${text.slice(annotation.span.start, annotation.span.end)}: ${annotation.text}`,
  );
}
