import type { Category } from '../catalog/schema.ts';
import type { ContextKind, Severity } from './finding.ts';

/** What a user can say about findings. `null` in a settings file means the default. */
export interface AnalysisSettings {
  /** Severity by category; the default is what the context says. */
  readonly categories: Readonly<Partial<Record<Category, Severity>>>;
  /** Severity of calls that are not brief, by context. */
  readonly contexts: Readonly<Record<ContextKind, Severity>>;
  /** Report brief calls (one step lower), or not at all. */
  readonly brief: boolean;
}

export const defaultSettings: AnalysisSettings = {
  categories: {},
  contexts: {
    'async-function': 'warning',
    'promise-function': 'warning',
    'promise-callback': 'warning',
    'event-callback': 'information',
    module: 'off',
  },
  brief: true,
};

const steps: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The next milder severity; a hint stays a hint and `off` stays off. */
export function lower(severity: Severity): Severity {
  if (severity === 'off') return 'off';
  return steps[Math.min(steps.indexOf(severity) + 1, steps.length - 1)] ?? 'off';
}
