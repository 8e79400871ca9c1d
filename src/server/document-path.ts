import path from 'node:path';
import { URI } from 'vscode-uri';
import { languageOf } from '../languages/registry.ts';
import { isConfig } from '../workspace/configs.ts';

const extensionsByLanguage: ReadonlyMap<string, string> = new Map([
  ['typescript', '.ts'],
  ['typescriptreact', '.tsx'],
  ['javascript', '.js'],
  ['javascriptreact', '.jsx'],
]);

/**
 * The path that stands for a document in a session: the file's own, or for a document without a file its URI. Where the
 * name does not say the language (`untitled:Untitled-1`, a script without extension) an extension is added.
 */
export function documentPath(uri: string, languageId: string): string {
  const parsed = URI.parse(uri);
  const name = parsed.scheme === 'file' ? path.normalize(parsed.fsPath) : uri;
  // The tilde keeps the name apart from a real file next to it.
  return languageOf(name) !== undefined || isConfig(name)
    ? name
    : `${name}~${extensionsByLanguage.get(languageId) ?? '.ts'}`;
}
