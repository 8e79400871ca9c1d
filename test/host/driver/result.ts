/** How one test went. */
export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly ms: number;
  /** What went wrong, with the stack. */
  readonly error?: string;
}

/** What the driver writes about a suite, anew after every test. */
export interface SuiteResult {
  /** False until the last test has ended. */
  finished: boolean;
  /** The version of the VS Code the suite ran in. */
  readonly vscode: string;
  /** The test that is running, or ran when the suite stopped. */
  running?: string;
  /** An error outside of any test. */
  error?: string;
  readonly tests: TestResult[];
}
