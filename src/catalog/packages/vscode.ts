import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';
import { consumers } from './handlers.ts';
import { packageCatalog } from './package-records.ts';

/** Methods of objects that are registered to answer questions, by the function that registers them. */
const providers: Readonly<Record<string, readonly string[]>> = {
  'languages.registerCodeActionsProvider': ['provideCodeActions', 'resolveCodeAction'],
  'languages.registerCodeLensProvider': ['provideCodeLenses', 'resolveCodeLens'],
  'languages.registerCompletionItemProvider': ['provideCompletionItems', 'resolveCompletionItem'],
  'languages.registerDefinitionProvider': ['provideDefinition'],
  'languages.registerDocumentFormattingEditProvider': ['provideDocumentFormattingEdits'],
  'languages.registerDocumentSymbolProvider': ['provideDocumentSymbols'],
  'languages.registerHoverProvider': ['provideHover'],
  'languages.registerReferenceProvider': ['provideReferences'],
  'languages.registerRenameProvider': ['provideRenameEdits', 'prepareRename'],
  'tasks.registerTaskProvider': ['provideTasks', 'resolveTask'],
  'window.registerTreeDataProvider': ['getChildren', 'getTreeItem'],
  'window.registerWebviewViewProvider': ['resolveWebviewView'],
  'workspace.registerTextDocumentContentProvider': ['provideTextDocumentContent'],
};

/** Extensions are called back by the editor, and share one thread with all others. */
export const vscode: ModuleCatalog = packageCatalog('vscode', [], {
  callbacks: [
    ...consumers(['commands.registerCommand', 'commands.registerTextEditorCommand'], 'event', 1),
    ...['debug', 'env', 'extensions', 'languages', 'tasks', 'window', 'workspace', 'authentication'].map(
      (namespace): CallbackConsumer => ({ member: `${namespace}.onDid*`, argument: 0, timing: 'event' }),
    ),
    { member: 'workspace.onWill*', argument: 0, timing: 'event' },
    ...consumers(['window.withProgress'], 'promise', 1),
    ...Object.entries(providers).flatMap(([member, properties]) =>
      properties.map((property): CallbackConsumer => ({ member, argument: 1, property, timing: 'event' })),
    ),
  ],
  promises: [
    'commands.executeCommand',
    'env.openExternal',
    'window.showErrorMessage',
    'window.showInformationMessage',
    'window.showInputBox',
    'window.showOpenDialog',
    'window.showQuickPick',
    'window.showSaveDialog',
    'window.showTextDocument',
    'window.showWarningMessage',
    'window.withProgress',
    'workspace.applyEdit',
    'workspace.findFiles',
    'workspace.openTextDocument',
    'workspace.fs.*',
  ],
});
