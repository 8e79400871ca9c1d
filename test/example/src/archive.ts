// Old messages, compressed. Quick fixes keep what the code does: parentheses, callbacks, the shape of results.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

export async function archive(channel: string): Promise<string> {
  const messages = fs.readFileSync(path.join('channels', `${channel}.log`));
  const file = path.join('archive', `${channel}.gz`);
  fs.mkdirSync('archive', { recursive: true });
  fs.writeFileSync(file, gzipSync(messages));
  return file;
}

export async function restore(file: string): Promise<string> {
  return gunzipSync(fs.readFileSync(file)).toString('utf8');
}

export async function sizes(files: readonly string[]): Promise<readonly number[]> {
  return files.map((file) => fs.statSync(file).size);
}

/** Not async, but it returns a promise, so whoever calls it expects to go on at once. */
export function remove(files: readonly string[]): Promise<void> {
  fs.appendFileSync('archive/log', `removed ${files.length}\n`);
  return restore('index.gz').then((index) => {
    files.forEach((file) => fs.rmSync(file, { force: true }));
    fs.writeFileSync('archive/index', index);
  });
}
