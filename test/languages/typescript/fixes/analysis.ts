import { catalog } from '../../../../src/catalog/index.ts';
import { analyze } from '../../../../src/engine/analyze.ts';
import type { DirectiveProblem, Finding } from '../../../../src/engine/finding.ts';
import type { InstalledPackages } from '../../../../src/engine/installed.ts';
import { defaultSettings, type AnalysisSettings } from '../../../../src/engine/settings.ts';
import type { SourceText } from '../../../../src/facts/source-text.ts';
import { fixAll, type FixedText } from '../../../../src/fixes/fix-all.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';

/** Everything is reported, so that every fix can be tried. */
const settings: AnalysisSettings = {
  ...defaultSettings,
  contexts: { ...defaultSettings.contexts, module: 'warning' },
};

function report(source: SourceText, version?: string) {
  const files = new Map([[source.path, typescript.extract(source)]]);
  const installed: InstalledPackages = {
    version: () => version,
    mentionsAsync: () => false,
    twins: () => [],
  };
  return analyze({ files, catalog, installed, exhaustive: true, resolve: () => undefined }).report(
    source.path,
    settings,
  );
}

/** The findings of one file on its own; `version` is the one in which all packages are installed. */
export function findingsOf(source: SourceText, version?: string): readonly Finding[] {
  return report(source, version).findings;
}

/** The suppression comments of one file that are wrong or do nothing. */
export function directivesOf(source: SourceText): readonly DirectiveProblem[] {
  return report(source).directives;
}

/** All safe conversions of one file on its own, which nothing imports. */
export function fixAllIn(source: SourceText): Promise<FixedText> {
  return fixAll(source, {
    analyze: (text) => findingsOf(text),
    convert: (text, finding, how) => typescript.convert(text, finding, { ...how, use: 'not-imported' }),
    parses: (text) => typescript.parses(text),
  });
}
