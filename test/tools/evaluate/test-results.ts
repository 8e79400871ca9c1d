import type { CommandResult } from './commands.ts';

/** What a run of tests came to. */
export interface TestResults {
  readonly status: number | string;
  /** Undefined where the output does not say it in a form that is known. */
  readonly passed: number | undefined;
  readonly failed: number | undefined;
}

type Runner = { readonly failed: RegExp } & (
  | { readonly passed: RegExp }
  /** Passed and failed together, where the runner does not say how many passed. */
  | { readonly all: RegExp }
);

/** How runners say how many tests passed and failed; where a runner says it several times, the sum counts. */
const runners: readonly Runner[] = [
  // Jest, Vitest
  { passed: /^ *Tests:? .*?(\d+) passed/gm, failed: /^ *Tests:? .*?(\d+) failed/gm },
  // Mocha
  { passed: /^ *(\d+) passing\b/gm, failed: /^ *(\d+) failing\b/gm },
  // node --test
  { passed: /^(?:#|ℹ) pass (\d+)$/gm, failed: /^(?:#|ℹ) fail (\d+)$/gm },
  // Jasmine
  { all: /^(\d+) specs?, \d+ failures?/gm, failed: /^\d+ specs?, (\d+) failures?/gm },
  { all: /^Executed (\d+) of \d+ specs?\b/gm, failed: /^Executed .*\((\d+) FAILED\)/gm },
  // lab
  { all: /^(?:\d+ of )?(\d+) tests? (?:complete|failed)\b/gm, failed: /^(\d+) of \d+ tests? failed\b/gm },
  // AVA
  { passed: /^ *(\d+) tests? passed$/gm, failed: /^ *(\d+) tests? failed$/gm },
];

/** Reads the results of tests from the output of their command. */
export function testResults({ status, output }: CommandResult): TestResults {
  for (const runner of runners) {
    const failed = sum(output, runner.failed);
    const passed = 'passed' in runner ? sum(output, runner.passed) : less(sum(output, runner.all), failed);
    if (passed !== undefined || failed !== undefined) {
      return { status, passed: passed ?? 0, failed: failed ?? 0 };
    }
  }
  return { status, passed: undefined, failed: undefined };
}

function sum(output: string, pattern: RegExp): number | undefined {
  const counts = [...output.matchAll(pattern)].map(([, count]) => Number(count));
  return counts.length === 0 ? undefined : counts.reduce((all, count) => all + count, 0);
}

function less(all: number | undefined, some = 0): number | undefined {
  return all === undefined ? undefined : all - some;
}

/** How many tests came out differently; at least one where a run ended differently. */
export function changedTests(before: TestResults, after: TestResults): number {
  const passed = Math.abs((after.passed ?? 0) - (before.passed ?? 0));
  const failed = Math.abs((after.failed ?? 0) - (before.failed ?? 0));
  return Math.max(passed, failed, before.status === after.status ? 0 : 1);
}

/** `120 passed, 0 failed`, or how the command ended. */
export function describeTests({ status, passed, failed }: TestResults): string {
  return passed === undefined ? `ended with ${status}` : `${passed} passed, ${failed ?? 0} failed`;
}
