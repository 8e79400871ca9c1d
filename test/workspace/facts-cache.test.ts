import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileFacts } from '../../src/facts/file-facts.ts';
import { extractDeclarations } from '../../src/languages/typescript/declarations/extract.ts';
import { extract } from '../../src/languages/typescript/extract.ts';
import { cacheFolder } from '../../src/workspace/cache-folder.ts';
import { openFactsCache, type FactsCache } from '../../src/workspace/facts-cache.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

const source = {
  path: '/project/a.ts',
  text: "import fs from 'fs';\nexport const read = fs.readFileSync;\n",
};
const other = { path: '/project/b.ts', text: 'export {};\n' };

function open(folder: string, version = 'v1'): FactsCache {
  return openFactsCache({ folder, project: '/project', version });
}

async function filled(folder: string): Promise<FileFacts> {
  const facts = extract(source);
  const cache = open(folder);
  cache.put(source, facts);
  cache.put(other, extract(other));
  await cache.save();
  return facts;
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  await test((await temporaryFolder()).path);
}

describe('facts cache', () => {
  afterEach(removeTemporaryFolders);

  it('gives back what was saved, by content', () =>
    withFolder(async (folder) => {
      const facts = await filled(folder);
      const cache = open(folder);
      // As JSON has it: members that are undefined are not there.
      assert.deepEqual(await cache.get(source), JSON.parse(JSON.stringify(facts)));
      assert.deepEqual(await cache.get({ ...source, path: '/elsewhere/c.ts' }), await cache.get(source));
      assert.equal(await cache.get({ ...source, text: `${source.text} ` }), undefined);
      assert.equal(await cache.get({ ...source, path: '/project/a.tsx' }), undefined);
    }));

  it('keeps what declaration files say apart from what the same text says as code', () =>
    withFolder(async (folder) => {
      const declarations = { path: '/project/a.d.ts', text: 'export function readSync(): string;\n' };
      const said = extractDeclarations(declarations);
      const cache = open(folder);
      cache.putDeclarations(declarations, said);
      await cache.save();
      assert.deepEqual(await open(folder).getDeclarations(declarations), said);
      assert.equal(await open(folder).get(declarations), undefined);
    }));

  it('drops what nobody asked for', () =>
    withFolder(async (folder) => {
      await filled(folder);
      const cache = open(folder);
      await cache.get(source);
      cache.put({ path: '/project/new.ts', text: 'void 0;' }, extract(other));
      await cache.save();
      assert.notEqual(await open(folder).get(source), undefined);
      assert.equal(await open(folder).get(other), undefined);
    }));

  it('ignores a file of another version, and one that is damaged', () =>
    withFolder(async (folder) => {
      await filled(folder);
      assert.equal(await open(folder, 'v2').get(source), undefined);
      const [name = ''] = await readdir(folder);
      const whole = await readFile(path.join(folder, name), 'utf8');
      for (const damaged of [
        '',
        '\0\0\0',
        'v1',
        whole.slice(0, -20),
        whole.replaceAll('{', '['),
        whole.slice(0, 60),
      ]) {
        await writeFile(path.join(folder, name), damaged);
        const cache = open(folder);
        const found = await cache.get(other);
        assert.ok(found === undefined || found.functions.length > 0, damaged.slice(0, 20));
        cache.put(source, extract(source));
        await cache.save();
        assert.notEqual(await open(folder).get(source), undefined);
      }
    }));

  it('does without, where nothing can be written', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'file');
      await writeFile(file, 'no folder');
      const cache = open(path.join(file, 'cache'));
      cache.put(source, extract(source));
      await cache.save();
      assert.equal(await open(path.join(file, 'cache')).get(source), undefined);
    }));

  it('lies where each system keeps what can be made anew', () => {
    assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: '/caches' }), path.join('/caches', 'unblock'));
    assert.match(cacheFolder('linux', { XDG_CACHE_HOME: 'relative' }), /[\\/]\.cache[\\/]unblock$/);
    assert.match(cacheFolder('darwin', {}), /Library[\\/]Caches[\\/]unblock$/);
    assert.equal(cacheFolder('win32', { LOCALAPPDATA: 'C:\\Local' }), path.join('C:\\Local', 'unblock'));
  });
});
