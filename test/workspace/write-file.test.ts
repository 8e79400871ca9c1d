import assert from 'node:assert/strict';
import { chmod, link, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { isSkipped, readTextFile, type TextFile } from '../../src/workspace/text-file.ts';
import { FileChangedError, replaceText, writeText } from '../../src/workspace/write-file.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

async function read(file: string): Promise<TextFile> {
  const result = await readTextFile(file);
  assert.ok(!isSkipped(result));
  return result;
}

describe('writing files', () => {
  afterEach(removeTemporaryFolders);

  it('keeps encoding, mark, line ends and mode', async () => {
    const bytes = Buffer.from('\uFEFFlet a = 1;\r\nlet b = "é";\n', 'utf16le').swap16();
    const folder = await temporaryFolder({ 'a.ts': bytes });
    await chmod(folder.at('a.ts'), 0o751);
    const file = await read(folder.at('a.ts'));
    await replaceText(file, file.text.replace('1', '2'));
    const expected = Buffer.from('\uFEFFlet a = 2;\r\nlet b = "é";\n', 'utf16le').swap16();
    assert.deepEqual(await readFile(folder.at('a.ts')), expected);
    if (process.platform !== 'win32') assert.equal((await stat(folder.at('a.ts'))).mode & 0o7777, 0o751);
    assert.deepEqual(await readdir(folder.path), ['a.ts']);
  });

  it('writes a file that is new, or in the place of another one', async () => {
    const folder = await temporaryFolder({ 'old.json': 'a', 'link.json': { linkTo: 'old.json' } });
    await chmod(folder.at('old.json'), 0o640);
    await writeText(folder.at('new.json'), 'é');
    await writeText(folder.at('link.json'), 'b');
    assert.equal(await readFile(folder.at('new.json'), 'utf8'), 'é');
    assert.equal(await readFile(folder.at('old.json'), 'utf8'), 'b');
    assert.ok((await lstat(folder.at('link.json'))).isSymbolicLink());
    if (process.platform !== 'win32') assert.equal((await stat(folder.at('old.json'))).mode & 0o7777, 0o640);
    await assert.rejects(writeText(folder.at('none/a.json'), ''), { code: 'ENOENT' });
    assert.deepEqual(await readdir(folder.path), ['link.json', 'new.json', 'old.json']);
  });

  it('keeps a mode that the umask would narrow', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    await chmod(folder.at('a.ts'), 0o666);
    await replaceText(await read(folder.at('a.ts')), 'b');
    assert.equal((await stat(folder.at('a.ts'))).mode & 0o7777, 0o666);
  });

  it('writes the target of a link and keeps the link', async () => {
    const folder = await temporaryFolder({ 'real/a.ts': 'a', 'link.ts': { linkTo: 'real/a.ts' } });
    await replaceText(await read(folder.at('link.ts')), 'b');
    assert.equal(await readFile(folder.at('real/a.ts'), 'utf8'), 'b');
    assert.ok((await lstat(folder.at('link.ts'))).isSymbolicLink());
    assert.deepEqual(await readdir(folder.at('real')), ['a.ts']);
  });

  it('never shows a half-written file', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    await link(folder.at('a.ts'), folder.at('other-name.ts'));
    await replaceText(await read(folder.at('a.ts')), 'b');
    // A rename put a new file in place of the old one, which nobody wrote to.
    assert.equal(await readFile(folder.at('other-name.ts'), 'utf8'), 'a');
    assert.equal(await readFile(folder.at('a.ts'), 'utf8'), 'b');
  });

  it('does not overwrite what another program wrote', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    const file = await read(folder.at('a.ts'));
    await writeFile(folder.at('a.ts'), 'c');
    await assert.rejects(replaceText(file, 'b'), FileChangedError);
    assert.equal(await readFile(folder.at('a.ts'), 'utf8'), 'c');
    assert.deepEqual(await readdir(folder.path), ['a.ts']);
  });

  it('notices a byte-order mark that came or went', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    const file = await read(folder.at('a.ts'));
    await writeFile(folder.at('a.ts'), '\uFEFFa');
    await assert.rejects(replaceText(file, 'b'), FileChangedError);
  });

  it('fails for a file that is gone, and does not bring it back', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    const file = await read(folder.at('a.ts'));
    await rm(folder.at('a.ts'));
    await assert.rejects(replaceText(file, 'b'), { code: 'ENOENT' });
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('leaves a read-only file as it is', async function () {
    if (process.getuid?.() === 0) this.skip(); // Nothing is read-only for root.
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    await chmod(folder.at('a.ts'), 0o444);
    await assert.rejects(replaceText(await read(folder.at('a.ts')), 'b'));
    assert.equal(await readFile(folder.at('a.ts'), 'utf8'), 'a');
  });

  it('cleans up when the file cannot be replaced', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'a' });
    const file = await read(folder.at('a.ts'));
    await rm(folder.at('a.ts'));
    await mkdir(path.join(folder.at('a.ts'), 'inside'), { recursive: true });
    await assert.rejects(replaceText(file, 'b'));
    assert.deepEqual(await readdir(folder.path), ['a.ts']);
  });

  it('serves many at a time', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.ts`);
    const folder = await temporaryFolder(Object.fromEntries(names.map((name) => [name, 'a'])));
    await Promise.all(names.map(async (name) => replaceText(await read(folder.at(name)), name)));
    for (const name of names) assert.equal(await readFile(folder.at(name), 'utf8'), name);
    assert.equal((await readdir(folder.path)).length, names.length);
  });
});
