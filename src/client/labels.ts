import * as vscode from 'vscode';
import type { FoundCall } from '../server/protocol.ts';

/** What a user calls the async code that makes a call. */
export function entryLabel({ entry, path: [{ line }] }: FoundCall): string {
  if (entry.name !== '') return entry.name;
  switch (entry.kind) {
    case 'module':
      return vscode.l10n.t('top level of the module');
    case 'promise-callback':
      return vscode.l10n.t('promise callback at line {0}', line + 1);
    case 'event-callback':
      return vscode.l10n.t('event callback at line {0}', line + 1);
    case 'async-function':
    case 'promise-function':
      return vscode.l10n.t('function around line {0}', line + 1);
  }
}
