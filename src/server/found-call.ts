import type { BlockingHelper } from '../engine/blocking-helper.ts';
import type { Finding, Hop } from '../engine/finding.ts';
import type { FoundCall, FoundHelper, Step } from './protocol.ts';

/** The URI of a path that the session names. */
type UriOf = (path: string) => string;

/** A finding as the client gets it; undefined for one without a place, which there is none of. */
export function toFoundCall(finding: Finding, uriOf: UriOf): FoundCall | undefined {
  const { api, category, cost, severity, certainty, message, context } = finding;
  const [first, ...rest] = finding.path.map((hop) => toStep(hop, uriOf));
  if (first === undefined) return undefined;
  const entry = { kind: context.kind, name: context.name, offset: context.span.start };
  return { api, category, cost, severity, certainty, message, entry, path: [first, ...rest] };
}

/** A helper as the client gets it. */
export function toFoundHelper(helper: BlockingHelper, uriOf: UriOf): FoundHelper {
  const steps = (hops: readonly Hop[]): readonly Step[] => hops.map((hop) => toStep(hop, uriOf));
  return { place: toStep(helper.place, uriOf), path: steps(helper.path), callers: steps(helper.callers) };
}

function toStep({ file, span, line, column, name }: Hop, uriOf: UriOf): Step {
  // A name stands on one line.
  return { uri: uriOf(file), line, start: column, end: column + span.end - span.start, name };
}
