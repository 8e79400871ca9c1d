import type { Chain } from './propagate.ts';
import type { ContextKind, Severity } from './finding.ts';
import { lower, type AnalysisSettings } from './settings.ts';

/**
 * Severity of a chain in a context: what the context says, unless the user set the category; one step lower each for a
 * brief call, for a possible one and for one that runs once.
 */
export function severityOf(
  chain: Pick<Chain, 'api' | 'certainty' | 'once' | 'assumed'>,
  context: ContextKind,
  settings: AnalysisSettings,
): Severity {
  const { api } = chain;
  const wanted = settings.categories[api.category];
  const usual = settings.contexts[context];
  if (usual === 'off' || wanted === 'off') return 'off';
  if (api.defaultSeverity === 'off' && wanted === undefined) return 'off';
  if (chain.assumed && !settings.unknownSync) return 'off';
  let severity = wanted ?? usual;
  if (api.cost === 'brief') {
    if (!settings.brief) return 'off';
    severity = lower(severity);
  }
  if (chain.certainty === 'possible') severity = lower(severity);
  if (chain.once) severity = lower(severity);
  return severity;
}
