import type { DirectiveProblem, FileReport, Finding } from '../engine/finding.ts';

/** What a code action carries so that its edit can be computed when it is chosen. */
export type ActionData =
  | { readonly action: 'fix-all'; readonly uri: string; readonly version: number }
  | {
      readonly action: 'cascade' | 'convert' | 'suppress' | 'remove-directive';
      readonly uri: string;
      readonly version: number;
      /** Where the finding or directive stands, and the API that is called there. */
      readonly start: number;
      readonly end: number;
      readonly api?: string;
    };

/** Reads what a client sends back; undefined when it is none of ours. */
export function readActionData(value: unknown): ActionData | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { action, uri, version, start, end, api } = value as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || typeof version !== 'number') return undefined;
  if (action === 'fix-all') return { action, uri, version };
  if (!isPlaced(action)) return undefined;
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  return { action, uri, version, start, end, ...(typeof api === 'string' && { api }) };
}

function isPlaced(action: unknown): action is Exclude<ActionData['action'], 'fix-all'> {
  return (
    action === 'cascade' || action === 'convert' || action === 'suppress' || action === 'remove-directive'
  );
}

/** The finding that an action was made for. */
export function findFinding(report: FileReport, data: ActionData): Finding | undefined {
  if (data.action === 'fix-all') return undefined;
  const { start, end, api } = data;
  return report.findings.find(
    (finding) => finding.span.start === start && finding.span.end === end && finding.api === api,
  );
}

/** The directive that an action was made for. */
export function findDirective(report: FileReport, data: ActionData): DirectiveProblem | undefined {
  if (data.action === 'fix-all') return undefined;
  return report.directives.find(({ span }) => span.start === data.start && span.end === data.end);
}
