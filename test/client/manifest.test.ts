import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandIds } from '../../src/client/command-ids.ts';
import { languages } from '../../src/languages/registry.ts';
import { configName as sentName, languageIds } from '../../src/server/protocol.ts';
import { configName } from '../../src/workspace/configs.ts';
import { readManifest } from '../package/manifest-file.ts';

const client = path.join(import.meta.dirname, '..', '..', 'src', 'client');

describe('client: manifest', () => {
  it('contributes the commands that the client registers', async () => {
    const { contributes } = await readManifest();
    assert.deepEqual(
      contributes.commands.map(({ command }) => command),
      Object.values(commandIds),
    );
    const sources = await Promise.all(
      (await readdir(client, { recursive: true }))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFile(path.join(client, name), 'utf8')),
    );
    const registered = sources.join('\n').replaceAll(/\s/g, '');
    for (const name of Object.keys(commandIds)) {
      assert.match(registered, new RegExp(`(registerCommand|groupBy)\\(commandIds\\.${name},`), name);
    }
  });

  it('starts with the first document of a language that the server takes, or with a configuration file', async () => {
    const { activationEvents } = await readManifest();
    assert.deepEqual(
      [...activationEvents].sort(),
      [...languageIds.map((language) => `onLanguage:${language}`), `workspaceContains:${configName}`].sort(),
    );
  });

  it('knows configuration files by their name', async () => {
    const { contributes } = await readManifest();
    assert.equal(sentName, configName);
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: configName, url: './syntaxes/config.schema.json' },
    ]);
    assert.deepEqual(contributes.languages, [{ id: 'jsonc', filenames: [configName] }]);
  });

  it('sends the documents of every language that there is', () => {
    assert.deepEqual(
      languageIds,
      languages.flatMap(({ editorLanguages }) => Object.keys(editorLanguages)),
    );
  });

  it('knows the language of every file', () => {
    for (const { editorLanguages, extensions } of languages)
      assert.deepEqual(Object.values(editorLanguages).flat().sort(), [...extensions].sort());
  });

  it('works where the workspace is not trusted', async () => {
    const { capabilities } = await readManifest();
    assert.equal(capabilities.untrustedWorkspaces.supported, true);
    assert.equal(capabilities.virtualWorkspaces.supported, 'limited');
  });
});
