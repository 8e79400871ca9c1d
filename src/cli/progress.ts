import type { Terminal } from './terminal.ts';

/** Runs shorter than this show nothing. */
const delayMs = 1000;
const intervalMs = 100;

/** Says how far a long run has come. */
export interface Progress {
  /** One more file is done. */
  advance(): void;
  /** Removes the progress line. */
  stop(): void;
}

/** Shows "Checking 12 of 340 files" on a terminal, once a run takes long; nothing anywhere else. */
export function startProgress(terminal: Terminal, verb: string, total: number): Progress {
  const { status } = terminal;
  if (status === undefined) return { advance: () => undefined, stop: () => undefined };

  let done = 0;
  let isShown = false;
  const begun = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - begun < delayMs) return;
    isShown = true;
    // Carriage return, the text, and the rest of the line cleared.
    status(`\r${verb} ${done} of ${total} files\x1b[K`);
  }, intervalMs);
  timer.unref();

  return {
    advance: () => {
      done += 1;
    },
    stop: () => {
      clearInterval(timer);
      if (isShown) status('\r\x1b[K');
      isShown = false;
    },
  };
}
