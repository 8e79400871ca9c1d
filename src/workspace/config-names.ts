import type { ContextKind, Severity } from '../engine/finding.ts';

/** The names of a union, listed so that a missing one does not compile. */
function namesOf<Name extends string>(names: Readonly<Record<Name, true>>): readonly Name[] {
  return Object.keys(names) as Name[];
}

export const contextNames = namesOf<ContextKind>({
  'async-function': true,
  'promise-function': true,
  'promise-callback': true,
  'event-callback': true,
  module: true,
});

export const severityNames = namesOf<Severity>({
  error: true,
  warning: true,
  information: true,
  hint: true,
  off: true,
});
