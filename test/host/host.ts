import { repoRoot } from './paths.ts';

/** One run of a VS Code with a workspace, a packed extension and a suite. */
export interface Session {
  /** The suite's name. */
  readonly name: string;
  /** A folder or a `.code-workspace` file. */
  readonly workspace: string;
  /** The packed extension under test. */
  readonly vsix: string;
  /** The folder of the extension that carries the suite. */
  readonly driver: string;
  /** The file the suite's result is written to. */
  readonly result: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  /** The display language, where it is not English. */
  readonly language: string | undefined;
  /** Receives what VS Code and the suite print. */
  readonly onOutput: (line: string) => void;
  /** Where a picture of the window goes when the suite does not end well; not every host makes one. */
  readonly picture: string;
}

/** A way to run a real VS Code. */
export interface TestHost {
  /** Names the host in a report, given the version that the suite saw. */
  describe(version: string): string;
  /** Runs one session; resolves to the exit code VS Code reports for the suite. */
  run(session: Session): Promise<number>;
}

/** The environment through which a session tells its driver what to do. */
export function driverEnvironment(session: Session, extensionsFolder: string): Record<string, string> {
  return {
    UNBLOCK_E2E_RESULT: session.result,
    UNBLOCK_E2E_EXTENSIONS: extensionsFolder,
    UNBLOCK_E2E_ROOT: repoRoot, // stacks name source files relative to it
  };
}

/** Rejects with a message that names the suite when some work takes too long. */
export async function withinTime<T>(work: Promise<T>, session: Session): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`suite "${session.name}" did not end within ${session.timeoutMs / 1000} s`));
    }, session.timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
