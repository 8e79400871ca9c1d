/** Remembers something to undo; see {@link withCleanup}. */
export type Defer = (undo: () => Promise<void> | void) => void;

const pending = new Set<() => Promise<void>>();
let listening = false;
let interrupted = false;

/**
 * Runs some work and afterwards, in reverse order, everything it deferred: also when it throws,
 * and when the program is interrupted meanwhile, so that no server and no temporary folder is left behind.
 */
export async function withCleanup<T>(work: (defer: Defer) => Promise<T>): Promise<T> {
  const undos: (() => Promise<void> | void)[] = [];
  const undoAll = async () => {
    pending.delete(undoAll);
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo();
      } catch (error) {
        console.error('clean-up failed:', error);
      }
    }
  };
  pending.add(undoAll);
  listenForSignals();
  try {
    return await work((undo) => {
      undos.push(undo);
    });
  } finally {
    await undoAll();
    // The program ends once everything is undone; whatever fails because of that is not worth a report.
    if (interrupted) await new Promise<never>(() => undefined);
  }
}

function listenForSignals(): void {
  if (listening) return;
  listening = true;
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(codes)) {
    process.once(signal, () => {
      interrupted = true;
      // Innermost first: what was started last depends on what was started before it.
      void [...pending]
        .reverse()
        .reduce((before, undoAll) => before.then(undoAll), Promise.resolve())
        .finally(() => process.exit(code));
    });
  }
}
