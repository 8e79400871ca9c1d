import * as vscode from 'vscode';
import { configName, languageIds } from '../server/protocol.ts';

/**
 * Documents with code, wherever they are. The cells of a notebook are documents of their own. Of those that are in no file
 * system the editor can write to, most are not for us: see {@link isAnalysed}.
 */
export const codeSelector = languageIds.map((language) => ({ language }));

/** Configuration files are checked as well. */
export const configSelector = { pattern: `**/${configName}`, scheme: 'file' };

const ownSchemes: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-notebook-cell']);

/**
 * Whether a document that a selector of ours fits is sent to the server: one that somebody works at. That is what is in a
 * file system that can be written to, a virtual one too. It is not what the editor shows of the past (one side of a
 * comparison), of a conversation or of a program that is being debugged.
 */
export function isAnalysed({ uri: { scheme } }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return ownSchemes.has(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
