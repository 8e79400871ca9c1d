import { existsSync } from 'node:fs';
import type { SuiteResult, TestResult } from './driver/result.ts';

/** What came out of a suite. */
export interface SuiteOutcome {
  readonly result: SuiteResult | undefined;
  readonly passed: number;
  readonly failed: number;
  /** What is wrong outside of any test. */
  readonly problems: readonly string[];
  /** What VS Code printed, to be shown if something went wrong. */
  readonly output: readonly string[];
  readonly seconds: number;
  /** Where the host puts a picture of its window if something goes wrong. */
  readonly picture: string;
}

const workbenchFrame = /^\s+at .*\/(workbench\.(desktop\.main\.)?|extensionHostProcess\.)js/;

/** Prints a suite's tests, and for those that failed the reason. */
export function printSuite(name: string, outcome: SuiteOutcome): void {
  console.log(`\nsuite ${name} (${outcome.seconds.toFixed(1)} s)`);
  for (const test of outcome.result?.tests ?? []) printTest(test);
  for (const problem of outcome.problems) console.log(`  ✗ ${indent(problem)}`);
  if (outcome.failed === 0) return;
  // Without the frames inside of the workbench, which is one long line of minified code.
  const lines = outcome.output
    .flatMap((text) => text.split('\n'))
    .filter((line) => !workbenchFrame.test(line));
  const last = lines.slice(-60);
  if (last.length > 0) console.log(`  VS Code printed:\n    ${last.map(indent).join('\n    ')}`);
  if (existsSync(outcome.picture)) console.log(`  a picture of the window: ${outcome.picture}`);
}

function printTest(test: TestResult): void {
  const mark = { passed: '✓', failed: '✗', pending: '-' }[test.state];
  const time = test.ms >= 500 ? ` (${test.ms} ms)` : '';
  console.log(`  ${mark} ${test.title}${time}`);
  if (test.error !== undefined) console.log(`    ${indent(test.error)}`);
}

function indent(text: string): string {
  return text.trimEnd().replaceAll('\n', '\n    ');
}
