import { isUtf8 } from 'node:buffer';

import type { SourceText } from '../facts/source-text.ts';
import { t } from '../l10n/translate.ts';
import { bytesOf, statusOf } from './disk/looks.ts';
import { defaultLimits, hasLineLongerThan, type FileLimits } from './limits.ts';
import { describeError, isSystemError } from './system-error.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A file's text, and all that is needed to write it back byte for byte. */
export interface TextFile extends SourceText {
  readonly encoding: Encoding;
  /** Whether the bytes begin with a byte-order mark; `text` is without it. */
  readonly bom: boolean;
}

/** A file that is left alone. */
export interface SkippedFile {
  readonly path: string;
  /** Why, as a clause without a subject: "not valid UTF-8". */
  readonly skipped: string;
}

const marks: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Whether a file was left alone rather than read. */
export function isSkipped(file: TextFile | SkippedFile): file is SkippedFile {
  return 'skipped' in file;
}

/** Reads a source file. What cannot or should not be read (missing, binary, too large) comes back as skipped. */
export async function readTextFile(
  path: string,
  limits: FileLimits = defaultLimits,
): Promise<TextFile | SkippedFile> {
  try {
    // Before anything is opened: opening a pipe would wait for its writer.
    const status = await statusOf(path);
    if (status.isDirectory()) return { path, skipped: t('is a folder') };
    if (!status.isFile()) return { path, skipped: t('not a regular file') };
    if (status.size > limits.maxBytes) return { path, skipped: t('larger than {0}', size(limits.maxBytes)) };
    return decodeText(path, await bytesOf(path), limits);
  } catch (error) {
    if (isSystemError(error)) return { path, skipped: describeError(error) };
    throw error;
  }
}

/** The text in these bytes, unless they hold no text that could be written back as it was. */
export function decodeText(
  path: string,
  bytes: Buffer,
  limits: FileLimits = defaultLimits,
): TextFile | SkippedFile {
  const mark = marks.find(({ bytes: start }) => start.every((byte, index) => bytes[index] === byte));
  const encoding = mark?.encoding ?? 'utf-8';
  const body = bytes.subarray(mark?.bytes.length ?? 0);

  const text = decodeBody(body, encoding);
  if (text?.includes('\0') ?? body.includes(0)) return { path, skipped: t('binary') };
  if (text === undefined) return { path, skipped: t('not valid {0}', encoding.toUpperCase()) };
  if (hasLineLongerThan(text, limits.maxLineLength)) {
    return { path, skipped: t('has a line of more than {0} characters', limits.maxLineLength) };
  }
  return { path, text, encoding, bom: mark !== undefined };
}

/** The bytes of a file that holds this text (its own, if none is given): encoding and byte-order mark stay. */
export function encodeText(file: TextFile, text: string = file.text): Buffer {
  const body = encodeBody(text, file.encoding);
  const mark = file.bom ? marks.find(({ encoding }) => encoding === file.encoding) : undefined;
  return mark === undefined ? body : Buffer.concat([Buffer.from(mark.bytes), body]);
}

function decodeBody(body: Buffer, encoding: Encoding): string | undefined {
  if (encoding === 'utf-8') return isUtf8(body) ? body.toString('utf8') : undefined;
  if (body.length % 2 !== 0) return undefined;
  // `swap16` works in place, so it gets a copy.
  return (encoding === 'utf-16le' ? body : Buffer.from(body).swap16()).toString('utf16le');
}

function encodeBody(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

function size(bytes: number): string {
  return bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1000} kB`;
}
