/** What the process says when it ends. */
export const exitStatus = {
  /** Nothing was found, or all of it was fixed. */
  clean: 0,
  findings: 1,
  /** Wrong usage, something unreadable, or a fault of ours: the answer is not complete. */
  failure: 2,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
