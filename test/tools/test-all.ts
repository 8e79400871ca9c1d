import { spawn } from 'node:child_process';
import { repoRoot } from '../host/paths.ts';
import { exitOf } from '../host/process.ts';

/*
 * `npm test`: runs every check, also after one has failed, and ends with one line over all of them:
 * `N passed, N failed`, where each test counts, and each other check as one.
 */

interface Step {
  readonly title: string;
  /** An npm script. */
  readonly script: string;
  /** It drives windows, which a busy machine can be too slow for: where it fails, it is run once more. */
  readonly drivesWindows?: boolean;
  /** How the script says how many tests passed, failed and were skipped, if it runs tests. */
  readonly counts?: Readonly<Record<keyof Counts, RegExp>>;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Outcome extends Counts {
  readonly title: string;
  readonly seconds: number;
  /** What else there is to say about it. */
  readonly remark: string;
}

const mochaCounts = {
  passed: /^ {2}(\d+) passing/m,
  failed: /^ {2}(\d+) failing/m,
  skipped: /^ {2}(\d+) pending/m,
};

const steps: readonly Step[] = [
  { title: 'types', script: 'typecheck' },
  { title: 'lint', script: 'lint' },
  { title: 'format', script: 'format:check' },
  { title: 'our own source under our own check', script: 'dogfood' },
  {
    title: 'unit tests and the packed extension',
    script: 'test:unit',
    counts: mochaCounts,
  },
  {
    title: 'end to end',
    script: 'test:e2e',
    drivesWindows: true,
    counts: { passed: /^(\d+) passed/m, failed: /^\d+ passed, (\d+) failed/m, skipped: /, (\d+) skipped$/m },
  },
  { title: 'windows, as users see them', script: 'test:window', drivesWindows: true, counts: mochaCounts },
];

async function run({ title, script, counts }: Step): Promise<Outcome> {
  console.log(`\n━━ ${title} (npm run ${script})\n`);
  const started = Date.now();
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: repoRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  const succeeded = (await exitOf(child)) === 0;
  return {
    title,
    seconds: (Date.now() - started) / 1000,
    remark: /^host: .+$/m.exec(output)?.[0].replace('host:', 'in') ?? '',
    ...(counts === undefined ? checkCounts(succeeded) : testCounts(output, counts, succeeded)),
  };
}

/** The second outcome of a step counts; that there was a first one is said. */
function secondTime(outcome: Outcome, failedBefore: number): Outcome {
  const remark = `run twice: ${failedBefore} failed the first time`;
  return { ...outcome, remark: [outcome.remark, remark].filter((part) => part !== '').join('; ') };
}

function checkCounts(succeeded: boolean): Counts {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
}

/** Counts what a test runner printed. One that fails without a failed test, or ran none, counts as a failure. */
function testCounts(output: string, counts: NonNullable<Step['counts']>, succeeded: boolean): Counts {
  const read = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? 0);
  const passed = read(counts.passed);
  const failed = read(counts.failed);
  const isSound = passed + failed > 0 && succeeded === (failed === 0);
  return { passed, failed: isSound ? failed : failed + 1, skipped: read(counts.skipped) };
}

function describe({ title, passed, failed, skipped, seconds, remark }: Outcome): string {
  const mark = failed === 0 ? '✓' : '✗';
  const tail = remark === '' ? '' : `  ${remark}`;
  return `${mark} ${title}: ${summary(passed, failed, skipped)} (${seconds.toFixed(0)} s)${tail}`;
}

function summary(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

async function main(): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const outcome = await run(step);
    const again = outcome.failed > 0 && step.drivesWindows === true;
    outcomes.push(again ? secondTime(await run(step), outcome.failed) : outcome);
  }
  const total = (pick: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + pick(outcome), 0);
  const failed = total((outcome) => outcome.failed);
  console.log(`\n━━ summary\n\n${outcomes.map(describe).join('\n')}\n`);
  console.log(
    summary(
      total((outcome) => outcome.passed),
      failed,
      total((outcome) => outcome.skipped),
    ),
  );
  return failed === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});
