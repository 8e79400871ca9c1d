import assert from 'node:assert/strict';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extractDeclarations } from '../../src/languages/typescript/declarations/extract.ts';
import { extract } from '../../src/languages/typescript/extract.ts';
import { cacheFolder } from '../../src/workspace/cache-folder.ts';
import { openFactsCache, type CacheOptions, type FactsCache } from '../../src/workspace/facts-cache.ts';
import { createFactsReader } from '../../src/workspace/facts-reader.ts';
import { languageOf } from '../../src/languages/registry.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

const source = {
  path: '/project/a.ts',
  text: "import fs from 'fs';\nexport const read = fs.readFileSync;\n",
};
const other = { path: '/project/b.ts', text: 'export {};\n' };

function open(folder: string, options: Partial<CacheOptions> = {}): FactsCache {
  return openFactsCache({ folder, project: '/project', version: 'v1', ...options });
}

const facts = JSON.stringify(extract(source));

async function filled(folder: string): Promise<void> {
  const cache = open(folder);
  cache.put(source, 'file', facts);
  cache.put(other, 'file', JSON.stringify(extract(other)));
  await cache.save();
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  await test((await temporaryFolder()).path);
}

describe('facts cache', () => {
  afterEach(removeTemporaryFolders);

  it('gives back what was saved, by content', () =>
    withFolder(async (folder) => {
      await filled(folder);
      const cache = open(folder);
      assert.equal(await cache.get(source, 'file'), facts);
      assert.equal(await cache.get({ ...source, path: '/elsewhere/c.ts' }, 'file'), facts);
      assert.equal(await cache.get({ ...source, text: `${source.text} ` }, 'file'), undefined);
      assert.equal(await cache.get({ ...source, path: '/project/a.tsx' }, 'file'), undefined);
    }));

  it('keeps what declaration files say apart from what the same text says as code', () =>
    withFolder(async (folder) => {
      const declarations = { path: '/project/a.d.ts', text: 'export function readSync(): string;\n' };
      const said = JSON.stringify(extractDeclarations(declarations));
      const cache = open(folder);
      cache.put(declarations, 'declarations', said);
      await cache.save();
      assert.equal(await open(folder).get(declarations, 'declarations'), said);
      assert.equal(await open(folder).get(declarations, 'file'), undefined);
    }));

  it('drops what nobody asked for', () =>
    withFolder(async (folder) => {
      await filled(folder);
      const cache = open(folder);
      await cache.get(source, 'file');
      cache.put({ path: '/project/new.ts', text: 'void 0;' }, 'file', facts);
      await cache.save();
      assert.equal(await open(folder).get(source, 'file'), facts);
      assert.equal(await open(folder).get(other, 'file'), undefined);
    }));

  it('drops nothing where others have asked before', () =>
    withFolder(async (folder) => {
      await filled(folder);
      const cache = open(folder, { keepAll: true });
      const fresh = { path: '/project/new.ts', text: 'void 0;' };
      cache.put(fresh, 'file', facts);
      await cache.save();
      for (const kept of [source, other, fresh])
        assert.notEqual(await open(folder).get(kept, 'file'), undefined);
    }));

  it('keeps the newest text of each file', () =>
    withFolder(async (folder) => {
      const cache = open(folder);
      const typed = { ...source, text: `${source.text}// more\n` };
      cache.put(source, 'file', facts);
      cache.put(typed, 'file', facts);
      await cache.save();
      assert.equal(await open(folder).get(source, 'file'), undefined);
      assert.equal(await open(folder).get(typed, 'file'), facts);
    }));

  it('writes all of it when asked again and again', () =>
    withFolder(async (folder) => {
      const cache = open(folder);
      const sources = Array.from({ length: 20 }, (_, n) => ({ path: `/project/${n}.ts`, text: `${n};` }));
      const long = JSON.stringify({ text: 'x'.repeat(300_000) });
      const saves = sources.map((one) => {
        cache.put(one, 'file', long);
        return cache.save();
      });
      await Promise.all(saves);
      for (const one of sources) assert.equal(await open(folder).get(one, 'file'), long);
    }));

  it('ignores a file of another version, and one that is damaged', () =>
    withFolder(async (folder) => {
      await filled(folder);
      assert.equal(await open(folder, { version: 'v2' }).get(source, 'file'), undefined);
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
        const reader = createFactsReader(languageOf, { folder, version: 'v1' });
        reader.open('/project');
        // As JSON has it: members that are undefined are not there.
        assert.equal(JSON.stringify(await reader.facts(source, false)), facts, damaged.slice(0, 20));
        await reader.facts({ path: '/project/new.ts', text: 'void 0;' }, false);
        await reader.save();
        assert.equal(await open(folder).get(source, 'file'), facts);
      }
    }));

  it('outlives its project being opened again', () =>
    withFolder(async (folder) => {
      const reader = createFactsReader(languageOf, { folder, version: 'v1' });
      reader.open('/project');
      await reader.facts(source, false);
      reader.open('/project');
      await reader.facts(other, false);
      await reader.save();
      assert.equal(await open(folder).get(source, 'file'), facts);
    }));

  it('removes what is left of a write that was cut off, but not what another one is writing', () =>
    withFolder(async (folder) => {
      await filled(folder);
      const [name = ''] = await readdir(folder);
      const old = path.join(folder, `${name}.1.tmp`);
      await writeFile(old, 'v1\n');
      await utimes(old, new Date(), Date.now() / 1000 - 7200);
      await writeFile(path.join(folder, `${name}.2.tmp`), 'v1\n');
      await filled(folder);
      assert.deepEqual((await readdir(folder)).sort(), [name, `${name}.2.tmp`].sort());
    }));

  it('does without, where nothing can be written', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'file');
      await writeFile(file, 'no folder');
      const cache = open(path.join(file, 'cache'));
      cache.put(source, 'file', facts);
      await cache.save();
      assert.equal(await open(path.join(file, 'cache')).get(source, 'file'), undefined);
    }));

  it('lies where each system keeps what can be made anew', () => {
    assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: '/caches' }), path.join('/caches', 'unblock'));
    assert.match(cacheFolder('linux', { XDG_CACHE_HOME: 'relative' }), /[\\/]\.cache[\\/]unblock$/);
    assert.match(cacheFolder('darwin', {}), /Library[\\/]Caches[\\/]unblock$/);
    assert.equal(cacheFolder('win32', { LOCALAPPDATA: 'C:\\Local' }), path.join('C:\\Local', 'unblock'));
  });
});
