import type { CancellationToken } from 'vscode-languageserver';

/** Nobody waits for the answer any more: the document changed or was closed, or the client cancelled. */
export type Stale = 'stale';

/** Waits for some work, but no longer than the client does. */
export async function untilCancelled<Result>(
  work: Promise<Result>,
  token: CancellationToken,
): Promise<Result | Stale> {
  if (token.isCancellationRequested) return 'stale';
  return await new Promise((resolve, reject) => {
    const listener = token.onCancellationRequested(() => {
      resolve('stale');
    });
    void work.then(resolve, reject).finally(() => {
      listener.dispose();
    });
  });
}

/** Runs some work with a signal that aborts when the client cancels. */
export async function withSignal<Result>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    listener.dispose();
  }
}
