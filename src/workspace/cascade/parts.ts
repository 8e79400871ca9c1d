import type { Finding } from '../../engine/finding.ts';
import type { AnalysisSettings } from '../../engine/settings.ts';
import type { ProofTools } from '../../fixes/cascade/cascade.ts';
import type { RewrittenFile } from '../../fixes/cascade/rewrite.ts';
import { t } from '../../l10n/translate.ts';
import type { Language, LoadedLanguage } from '../../languages/language.ts';
import type { FactsSource } from '../facts-source.ts';
import { loadedBy } from '../project/loaded-by.ts';
import type { Project } from '../project/project.ts';

/** What to make async: the helper that a finding reaches, or the function whose name stands at an offset. */
export type CascadeTarget = Finding | { readonly file: string; readonly offset: number };

/** What a conversion of whole chains needs. */
export interface CascadeParts {
  readonly project: Project;
  /** The folders that it is in. */
  readonly folders: readonly string[];
  /** Whether a file belongs to its tests. */
  readonly isTest: (path: string) => boolean;
  /** The files whose findings count. */
  readonly reported: readonly string[];
  readonly settings: AnalysisSettings;
  readonly facts: FactsSource;
  readonly languageOf: (path: string) => Language | undefined;
  /** What the conversions of findings of a file change that the file does not show. */
  readonly caveats: ProofTools['caveats'];
}

/** What the proof of a conversion needs to know about the project. */
export async function proofTools(
  { project, reported, settings, facts, languageOf, caveats }: CascadeParts,
  rewritten: readonly RewrittenFile[],
  analysisOf: ProofTools['analysisOf'],
): Promise<ProofTools> {
  const languages = new Map<string, LoadedLanguage>();
  for (const { file } of rewritten) {
    const language = await languageOf(file)?.load();
    if (language !== undefined) languages.set(file, language);
  }
  return {
    analysisOf,
    facts: (source) => facts.of(source),
    convert: (file) => (source, finding, options) =>
      languages.get(file)?.convert(source, finding, { ...options, loadedBy: loadedBy(project, file) }) ?? {
        refusal: { reason: t('its language is not known') },
      },
    caveats,
    parses: (source) => languages.get(source.path)?.parses(source) ?? false,
    settings,
    reported: reported.filter((path) => project.isParsed(path)),
  };
}
