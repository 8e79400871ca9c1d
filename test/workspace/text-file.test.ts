import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import fc from 'fast-check';
import { defaultLimits, hasLineLongerThan } from '../../src/workspace/limits.ts';
import {
  decodeText,
  encodeText,
  isSkipped,
  readTextFile,
  type TextFile,
} from '../../src/workspace/text-file.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

const marks = { 'utf-8': [0xef, 0xbb, 0xbf], 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] } as const;

function utf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(marks[encoding]), encoding === 'utf-16le' ? bytes : bytes.swap16()]);
}

function decoded(bytes: Buffer): TextFile {
  const file = decodeText('a.ts', bytes);
  assert.ok(!isSkipped(file), isSkipped(file) ? file.skipped : '');
  return file;
}

describe('text files', () => {
  afterEach(removeTemporaryFolders);

  const text = 'const a = "ä→😀";\r\nlet b;\rlet c;\n\n';
  const cases: Readonly<Record<string, { bytes: Buffer; encoding: string; bom: boolean }>> = {
    'UTF-8': { bytes: Buffer.from(text), encoding: 'utf-8', bom: false },
    'UTF-8 with a mark': {
      bytes: Buffer.concat([Buffer.from(marks['utf-8']), Buffer.from(text)]),
      encoding: 'utf-8',
      bom: true,
    },
    'UTF-16, little end first': { bytes: utf16(text, 'utf-16le'), encoding: 'utf-16le', bom: true },
    'UTF-16, big end first': { bytes: utf16(text, 'utf-16be'), encoding: 'utf-16be', bom: true },
  };
  for (const [name, { bytes, encoding, bom }] of Object.entries(cases)) {
    it(`keep ${name}`, () => {
      const file = decoded(bytes);
      assert.deepEqual(file, { path: 'a.ts', text, encoding, bom });
      assert.deepEqual(encodeText(file), bytes);
      // Decoding works on a copy.
      assert.equal(decoded(bytes).text, text);
      const longer = encodeText(file, `${text}// ü`);
      assert.deepEqual(decoded(longer), { ...file, text: `${text}// ü` });
    });
  }

  it('keep a second mark, an empty text and lone surrogates', () => {
    assert.equal(decoded(Buffer.from('\uFEFF\uFEFFa')).text, '\uFEFFa');
    assert.deepEqual(decoded(Buffer.alloc(0)), { path: 'a.ts', text: '', encoding: 'utf-8', bom: false });
    assert.deepEqual(encodeText(decoded(Buffer.from(marks['utf-8']))), Buffer.from(marks['utf-8']));
    const lone = utf16('a\ud800b', 'utf-16be');
    assert.deepEqual(encodeText(decoded(lone)), lone);
  });

  it('are left alone when their bytes could not be written back', () => {
    const skipped: Readonly<Record<string, Buffer>> = {
      'not valid UTF-8': Buffer.from([0x61, 0xff, 0x62]),
      'not valid UTF-16LE': Buffer.from([...marks['utf-16le'], 0x61]),
      binary: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]),
    };
    for (const [reason, bytes] of Object.entries(skipped)) {
      assert.deepEqual(decodeText('a.ts', bytes), { path: 'a.ts', skipped: reason });
    }
    // A surrogate in UTF-8, UTF-16 without a mark, UTF-32.
    assert.ok(isSkipped(decodeText('a.ts', Buffer.from([0xed, 0xa0, 0x80]))));
    assert.ok(isSkipped(decodeText('a.ts', Buffer.from('let a', 'utf16le'))));
    assert.ok(isSkipped(decodeText('a.ts', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))));
  });

  it('of any bytes are written back as they were, or left alone', () => {
    const start = fc.constantFrom([], ...Object.values(marks).map((mark) => [...mark]));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 50 }), (mark, rest) => {
        const bytes = Buffer.from([...mark, ...rest]);
        const file = decodeText('a.ts', bytes);
        assert.ok(isSkipped(file) || encodeText(file).equals(bytes));
      }),
    );
  });

  it('that are too large or minified are left alone', async () => {
    const folder = await temporaryFolder({
      'large.ts': 'a;\n'.repeat(400_000),
      'minified.js': `let a;\n${'a;'.repeat(15_000)}\n`,
      'long.js': `${'a'.repeat(defaultLimits.maxLineLength)}\r\n`.repeat(3),
    });
    const [large, minified, long] = await Promise.all(
      ['large.ts', 'minified.js', 'long.js'].map((name) => readTextFile(folder.at(name))),
    );
    assert.deepEqual(large, { path: folder.at('large.ts'), skipped: 'larger than 1 MB' });
    assert.deepEqual(minified, {
      path: folder.at('minified.js'),
      skipped: 'has a line of more than 20000 characters',
    });
    assert.ok(long !== undefined && !isSkipped(long));
  });

  it('that cannot be read say why', async function () {
    const folder = await temporaryFolder({ 'folder.ts/': '', 'loop.ts': { linkTo: 'loop.ts' } });
    const reason = async (name: string) => {
      const file = await readTextFile(folder.at(name));
      return isSkipped(file) ? file.skipped : undefined;
    };
    assert.equal(await reason('missing.ts'), 'does not exist');
    assert.equal(await reason('folder.ts'), 'is a folder');
    assert.equal(await reason('loop.ts'), 'is a circular link');
    if (process.platform === 'win32') this.skip();
    // Opening a pipe would wait for ever.
    await run('mkfifo', [folder.at('pipe.ts')]);
    assert.equal(await reason('pipe.ts'), 'not a regular file');
  });
});

describe('the line length limit', () => {
  it('agrees with splitting the text', () => {
    const chunk = fc.constantFrom('a', 'bb', 'cccc', '\n', '\r\n', '\r');
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (chunks, maximum) => {
        const text = chunks.join('');
        const expected = text.split(/\r\n|\n|\r/).some((line) => line.length > maximum);
        assert.equal(hasLineLongerThan(text, maximum), expected);
      }),
    );
  });
});
