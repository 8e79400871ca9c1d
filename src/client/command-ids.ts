import { peekCommand, showPathCommand } from '../server/protocol.ts';

/** Commands that users can run; package.json lists the same. */
export const commandIds = {
  scanWorkspace: 'unblock.scanWorkspace',
  fixAllInFile: 'unblock.fixAllInFile',
  fixAllInWorkspace: 'unblock.fixAllInWorkspace',
  nextFinding: 'unblock.nextFinding',
  previousFinding: 'unblock.previousFinding',
  explainFinding: 'unblock.explainFinding',
  showBlockingPath: showPathCommand,
  showBlockingCallers: 'unblock.showBlockingCallers',
  showPicture: 'unblock.showPicture',
  exportPicture: 'unblock.exportPicture',
  groupByFile: 'unblock.groupByFile',
  groupByApi: 'unblock.groupByApi',
  groupByEntry: 'unblock.groupByEntry',
  filterFindings: 'unblock.filterFindings',
  clearFilter: 'unblock.clearFilter',
  revealFinding: 'unblock.revealFinding',
  fixFinding: 'unblock.fixFinding',
  suppressFinding: 'unblock.suppressFinding',
  copyReport: 'unblock.copyReport',
  openSettings: 'unblock.openSettings',
  restartServer: 'unblock.restartServer',
  showOutput: 'unblock.showOutput',
} as const;

/** Commands that only our own views run. */
export const internalCommandIds = {
  /** With a `Place`: shows it in an editor. */
  goTo: 'unblock.goTo',
  /** With `Place`s: peeks at them from the first one on. */
  peek: peekCommand,
} as const;

/** The view of all findings. */
export const viewId = 'unblock.blockingCalls';

/** Context keys for `when` clauses of package.json. */
export const contextKeys = {
  /** `none`, `running` or `done`. */
  scan: 'unblock.scan',
  grouping: 'unblock.grouping',
  filtered: 'unblock.filtered',
} as const;
