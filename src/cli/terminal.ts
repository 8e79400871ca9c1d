import { errorCode } from '../workspace/system-error.ts';

/** A stream of the process, as far as the command line uses one. */
export interface TextStream {
  readonly isTTY?: boolean;
  write(text: string, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Where a command's words go. */
export interface Terminal {
  /** Prints to standard output; done when the text has been handed on. */
  print(text: string): Promise<void>;
  /** Prints one line to standard error. */
  note(line: string): Promise<void>;
  /** Prints to standard error as is, if that is a terminal that understands control sequences. */
  readonly status: ((text: string) => void) | undefined;
  /** Whether standard output is to be coloured. */
  readonly colour: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Wraps the standard streams. A reader that goes away (`| head`) is no error: what it does not want is not written. */
export function createTerminal(out: TextStream, err: TextStream, env: Environment): Terminal {
  const print = writerOf(out);
  const printError = writerOf(err);
  const isSmart = err.isTTY === true && env['TERM'] !== 'dumb';
  return {
    print,
    note: (line) => printError(`${line}\n`),
    status: isSmart ? (text) => void printError(text) : undefined,
    colour: wantsColour(out.isTTY === true, env),
  };
}

/** Whether to colour, by what the user asked for or else by what the stream is. As in Node, `FORCE_COLOR` wins. */
export function wantsColour(isTerminal: boolean, env: Environment): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  // An empty NO_COLOR counts as not set: https://no-color.org
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

function writerOf(stream: TextStream): (text: string) => Promise<void> {
  let isClosed = false;
  // Without a listener the stream's error would end the process; the callback below deals with it.
  stream.on('error', () => undefined);
  return (text) =>
    new Promise((resolve, reject) => {
      if (isClosed || text === '') {
        resolve();
        return;
      }
      stream.write(text, (error) => {
        isClosed ||= errorCode(error) === 'EPIPE';
        if (error === null || error === undefined || isClosed) resolve();
        else reject(error);
      });
    });
}
