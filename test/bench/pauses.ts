import { closeSync, openSync, readSync } from 'node:fs';

/** How long others had to wait while some work was going on, in milliseconds. */
export interface Pauses {
  /** The longest time between two turns of the event loop. */
  readonly longest: number;
  /** The most that this thread computed between two turns, however busy the machine is; undefined where no system tells. */
  readonly processor: number | undefined;
}

/** Measures pauses of the event loop until the returned function is called. */
export function watchPauses(): () => Pauses {
  const clock = processorClock();
  let longest = 0;
  let processor = 0;
  let last = performance.now();
  let lastProcessor = clock?.read() ?? 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const nowProcessor = clock?.read() ?? 0;
    longest = Math.max(longest, now - last);
    processor = Math.max(processor, nowProcessor - lastProcessor);
    last = now;
    lastProcessor = nowProcessor;
  }, 1);
  return () => {
    clearInterval(timer);
    clock?.close();
    return { longest, processor: clock === undefined ? undefined : processor };
  };
}

interface Clock {
  read(): number;
  close(): void;
}

/** The processor time of the main thread, as Linux tells it. */
function processorClock(): Clock | undefined {
  if (process.platform !== 'linux') return undefined;
  const file = openSync('/proc/self/schedstat', 'r');
  const buffer = Buffer.alloc(64);
  return {
    read() {
      // One line: nanoseconds on a processor, nanoseconds of waiting for one, and how often.
      const length = readSync(file, buffer, 0, buffer.length, 0);
      return Number(buffer.toString('latin1', 0, length).split(' ')[0]) / 1e6;
    },
    close() {
      closeSync(file);
    },
  };
}
