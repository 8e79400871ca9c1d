/** Commands that the client registers; package.json lists the same. */
export const commandIds = {
  fixAllInFile: 'unblock.fixAllInFile',
  restartServer: 'unblock.restartServer',
  showOutput: 'unblock.showOutput',
} as const;
