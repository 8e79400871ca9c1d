import * as vscode from 'vscode';
import {
  closeEverything,
  diagnosticsOf,
  openFile,
  replace,
  show,
  until,
  untilReported,
  withSettings,
  workspaceFolder,
  writeFile,
} from './support.ts';

const name = 'configured/unblock.config.json';

const text = `import { existsSync } from 'node:fs';
import { query } from 'my-db';

export const inAsync = async () => [existsSync('a'), query('b')];
`;

describe('unblock.config.json', () => {
  afterEach(async () => {
    await closeEverything();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), 'configured'), {
      recursive: true,
    });
  });

  it('changes what is reported when it is made, saved and removed', async () => {
    const document = await openFile('configured/live.ts', text);
    await untilReported(document, ['existsSync information']);
    const uri = await writeFile(name, '{ "blockingCalls": ["my-db#query"] }');
    await untilReported(document, ['existsSync information', 'query warning']);

    const config = await show(await vscode.workspace.openTextDocument(uri));
    await replace(config, ' }', ', /* not of interest */ "ignoredCalls": ["node:fs#*"], }');
    await config.save();
    await untilReported(document, ['query warning']);

    await vscode.workspace.fs.delete(uri);
    await untilReported(document, ['existsSync information']);
  });

  it('has its bad entries reported in the editor', async () => {
    const uri = await writeFile(name, '{ "ignoredCalls": ["my-db"], "brief": false }');
    const config = await show(await vscode.workspace.openTextDocument(uri));
    const [diagnostic] = await untilReported(config, ['"my-db" warning']);
    if (diagnostic?.message.includes('has no "#"') !== true) throw new Error(diagnostic?.message);
    await replace(config, '"my-db"', '"my-db#*"');
    await untilReported(config, []);
  });

  it('is checked by a schema', async () => {
    const uri = await writeFile(name, '{ "brief": "no" } // a comment is none of its problems');
    const config = await show(await vscode.workspace.openTextDocument(uri));
    await until(
      'the editor says that the type is wrong',
      () =>
        vscode.languages
          .getDiagnostics(config.uri)
          .some(({ source, message }) => source !== 'unblock' && message.includes('boolean')) || undefined,
      () => JSON.stringify(vscode.languages.getDiagnostics(config.uri)),
    );
    // Not twice: the schema says it.
    await untilReported(config, []);
    if (config.languageId !== 'jsonc') throw new Error(config.languageId);
  });

  it('is joined by the settings of folders that have none', async () => {
    const document = await openFile('configured/settings.ts', text);
    await withSettings({ 'unblock.blockingCalls': ['my-db#query'] }, async () => {
      await untilReported(document, ['existsSync information', 'query warning']);
      await writeFile(name, '{ "brief": false }');
      await until('the file decides', () => (diagnosticsOf(document).length === 0 ? true : undefined));
    });
  });
});
