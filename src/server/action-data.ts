import { categories, type Category } from '../catalog/schema.ts';
import type { DirectiveProblem, FileReport, Finding } from '../engine/finding.ts';

/** What a code action carries so that its edit can be computed when it is chosen. */
export type ActionData =
  | {
      readonly action: 'fix-all';
      readonly uri: string;
      readonly version: number;
      /** Calls of this category alone. */
      readonly category?: Category;
      /** A save waits for it, and has waited so long before, in milliseconds. */
      readonly saveWaitedMs?: number;
      /** The user knows that the types are not checked. */
      readonly unproved?: true;
    }
  | {
      readonly action: PlacedAction;
      readonly uri: string;
      readonly version: number;
      /** Where the finding or directive stands, and the API that is called there. */
      readonly start: number;
      readonly end: number;
      readonly api?: string;
      /** Of several repairs of a directive, the title of the chosen one. */
      readonly title?: string;
      readonly unproved?: true;
    };

const placedActions = [
  'cascade',
  'cascade-partly',
  'convert',
  'suppress',
  'remove-directive',
  'repair-directive',
] as const;

type PlacedAction = (typeof placedActions)[number];

/** Reads what a client sends back; undefined when it is none of ours. */
export function readActionData(value: unknown): ActionData | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { action, uri, version, category, start, end, api, title, saveWaitedMs, unproved } =
    value as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || typeof version !== 'number') return undefined;
  const knowing = unproved === true && { unproved: true as const };
  if (action === 'fix-all') {
    const chosen = categories.find((each) => each === category);
    // What is asked for is less than all: to do all instead would be wrong.
    if (category !== undefined && chosen === undefined) return undefined;
    return {
      action,
      uri,
      version,
      ...(chosen !== undefined && { category: chosen }),
      ...(typeof saveWaitedMs === 'number' && { saveWaitedMs }),
      ...knowing,
    };
  }
  const placed = placedActions.find((each) => each === action);
  if (placed === undefined) return undefined;
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  return {
    action: placed,
    uri,
    version,
    start,
    end,
    ...(typeof api === 'string' && { api }),
    ...(typeof title === 'string' && { title }),
    ...knowing,
  };
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
