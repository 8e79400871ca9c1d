const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does some short work that must not be cut off half-way: a signal that comes meanwhile ends the process after it. At all
 * other times the system's own way holds, which ends a busy process too; a listener would have to wait for its turn.
 */
export async function withSignalsHeld<Result>(work: () => Promise<Result>): Promise<Result> {
  let received: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    received ??= signal;
  };
  for (const signal of signals) process.on(signal, hold);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, hold);
    if (received !== undefined) process.kill(process.pid, received);
  }
}
