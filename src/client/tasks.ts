import * as vscode from 'vscode';

/** The type of our tasks; package.json defines it. */
const taskType = 'unblock';

/** A task as `tasks.json` has it. */
interface CheckTask extends vscode.TaskDefinition {
  /** Files, folders and globs; the whole folder when there are none. */
  readonly paths?: readonly string[];
  readonly config?: string;
  readonly baseline?: string;
}

/** Offers a task for each folder that runs `unblock check` and fills the problems view. */
export function registerTasks(context: vscode.ExtensionContext): vscode.Disposable {
  const cli = context.asAbsolutePath('dist/cli.js');
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () => foldersOnDisk().map((folder) => createTask({ type: taskType }, folder, 'check', cli)),
    resolveTask: ({ definition, scope, name }) => {
      // Outside of a folder's own `tasks.json`, the first folder is meant.
      const folder = typeof scope === 'object' ? scope : foldersOnDisk()[0];
      return folder && createTask(definition, folder, name, cli);
    },
  });
}

function foldersOnDisk(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

function createTask(
  definition: CheckTask,
  folder: vscode.WorkspaceFolder,
  name: string,
  cli: string,
): vscode.Task {
  // The editor's own Node: the user need not have one.
  const execution = new vscode.ProcessExecution(process.execPath, [cli, ...checkArguments(definition)], {
    cwd: folder.uri.fsPath,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new vscode.Task(definition, folder, name, taskType, execution, '$unblock');
  task.detail = 'Reports calls that block the event loop inside async code.';
  return task;
}

function checkArguments({ paths = [], config, baseline }: CheckTask): readonly string[] {
  return [
    'check',
    ...(config === undefined ? [] : ['--config', config]),
    ...(baseline === undefined ? [] : ['--baseline', baseline]),
    '--',
    ...paths,
  ];
}
