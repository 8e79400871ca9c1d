import { existsSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleDriver } from './bundle.ts';
import { withCleanup } from './cleanup.ts';
import type { SuiteResult } from './driver/result.ts';
import { desktopHost } from './electron.ts';
import type { TestHost } from './host.ts';
import { npmHost } from './npm-host.ts';
import { cacheRoot, repoRoot } from './paths.ts';
import { printSuite, type SuiteOutcome } from './report.ts';
import { readSuites, type Suite } from './suites.ts';

const usage = `Runs the end-to-end suites in a real VS Code.

  run-e2e.ts [FILE.vsix] [--suites FILE] [--only NAME]... [--host auto|desktop|npm]
             [--vscode-version VERSION] [--verbose]

  FILE.vsix         the packed extension; by default the newest in dist/ or the top folder
  --suites          the list of suites; by default test/e2e/suites.json
  --only            runs this suite alone
  --host            desktop: a VS Code that is downloaded; npm: a VS Code server and a headless browser
                    from npm packages; auto (default): the first, or else the second
  --vscode-version  which desktop VS Code to download (default: stable)
  --verbose         prints what VS Code prints`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      suites: { type: 'string', default: path.join(repoRoot, 'test', 'e2e', 'suites.json') },
      only: { type: 'string', multiple: true },
      host: { type: 'string', default: 'auto' },
      'vscode-version': { type: 'string', default: 'stable' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const vsix = path.resolve(positionals[0] ?? newestVsix());
  if (!existsSync(vsix)) throw new Error(`${vsix} does not exist`);
  const { only } = values;
  const suites = (await readSuites(values.suites)).filter((suite) => only?.includes(suite.name) ?? true);
  if (suites.length === 0) throw new Error(`no suite is named ${only?.join(' or ') ?? ''}`);

  const host = await chooseHost(values.host, values['vscode-version']);
  const outcomes: SuiteOutcome[] = [];
  for (const suite of suites) {
    const outcome = await runSuite(host, suite, vsix, values.verbose);
    printSuite(suite.name, outcome);
    outcomes.push(outcome);
  }
  const versions = new Set(
    outcomes.map(({ result }) => result?.vscode).filter((version) => version !== undefined),
  );
  console.log(`\nhost: ${host.describe([...versions].join(', ') || 'that did not start')}`);
  const count = (pick: (outcome: SuiteOutcome) => number) =>
    outcomes.reduce((sum, one) => sum + pick(one), 0);
  const failed = count((outcome) => outcome.failed);
  const skipped = count(({ result }) => result?.tests.filter((test) => test.state === 'pending').length ?? 0);
  console.log(
    `${count((outcome) => outcome.passed)} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
  );
  return failed === 0 ? 0 : 1;
}

async function chooseHost(kind: string, version: string): Promise<TestHost> {
  if (kind === 'npm') return await npmHost();
  if (kind === 'desktop') return await desktopHost(version);
  if (kind !== 'auto') throw new Error(`--host is auto, desktop or npm, not ${kind}`);
  try {
    return await desktopHost(version);
  } catch (error) {
    console.log(`no desktop VS Code here (${firstLine(error)}): using the one from npm packages`);
    return await npmHost();
  }
}

async function runSuite(host: TestHost, suite: Suite, vsix: string, verbose: boolean): Promise<SuiteOutcome> {
  return await withCleanup(async (defer) => {
    const scratch = await mkdtemp(path.join(await realpath(tmpdir()), 'unblock-e2e-'));
    defer(() => rm(scratch, { recursive: true, force: true, maxRetries: 5 }));
    const workspace = path.join(scratch, 'workspace');
    await cp(suite.template, workspace, { recursive: true });
    // Below the repository, so that the driver finds mocha in its node_modules.
    const driverParent = path.join(cacheRoot, 'e2e');
    await mkdir(driverParent, { recursive: true });
    const driver = await mkdtemp(path.join(driverParent, 'driver-'));
    defer(() => rm(driver, { recursive: true, force: true, maxRetries: 5 }));
    await bundleDriver(suite, driver);

    const output: string[] = [];
    const file = path.join(scratch, 'result.json');
    const picture = path.join(driverParent, `${suite.name}.png`);
    await rm(picture, { force: true });
    const problems: string[] = [];
    const started = Date.now();
    try {
      const exitCode = await host.run({
        name: suite.name,
        workspace: path.resolve(workspace, suite.open),
        vsix,
        driver,
        result: file,
        settings: suite.settings,
        timeoutMs: suite.timeoutMs,
        language: suite.language,
        picture,
        onOutput: (line) => {
          output.push(line);
          if (verbose) console.log(line);
        },
      });
      if (exitCode !== 0) problems.push(`VS Code reported exit code ${exitCode}`);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    const result = await readResult(file);
    return judge({
      result,
      problems,
      output: verbose ? [] : output,
      seconds: (Date.now() - started) / 1000,
      picture,
    });
  });
}

type Run = Omit<SuiteOutcome, 'passed' | 'failed'>;

/** Counts; whatever is wrong outside of a test counts as one more failure. */
function judge(run: Run): SuiteOutcome {
  const { result } = run;
  const passed = result?.tests.filter((test) => test.state === 'passed').length ?? 0;
  const failedTests = result?.tests.filter((test) => test.state === 'failed').length ?? 0;
  // The exit code says no more than the failed tests do, as long as the suite came to its end.
  const problems = failedTests > 0 && result?.finished === true ? [] : [...run.problems];
  if (result === undefined) problems.push('the suite wrote no result');
  else {
    if (result.error !== undefined) problems.push(result.error);
    if (!result.finished && result.running !== undefined) problems.push(`it stopped in: ${result.running}`);
    if (!result.finished && problems.length === 0) problems.push('the suite did not come to its end');
    if (passed + failedTests === 0 && problems.length === 0) problems.push('the suite ran no test');
  }
  return { ...run, problems, passed, failed: failedTests + (problems.length > 0 ? 1 : 0) };
}

async function readResult(file: string): Promise<SuiteResult | undefined> {
  if (!existsSync(file)) return undefined;
  return JSON.parse(await readFile(file, 'utf8')) as SuiteResult; // written by the driver of this same version
}

function newestVsix(): string {
  const files = [path.join(repoRoot, 'dist'), repoRoot]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .filter((file) => file.endsWith('.vsix'))
    .map((file) => ({ file, time: statSync(file).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  const [newest] = files;
  if (newest === undefined) throw new Error('there is no packed extension: name one, or pack it first');
  return newest.file;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
