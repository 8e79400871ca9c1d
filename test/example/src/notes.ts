// A search in WebAssembly, shared with a worker: compiling it, and waiting for the worker's lock.
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

const memory = new WebAssembly.Memory({ initial: 1, maximum: 16, shared: true });
const indexer = new Worker('./indexer.js', { workerData: memory });
const turn = new Int32Array(memory.buffer);

export async function loadSearch(): Promise<WebAssembly.Module> {
  return new WebAssembly.Module(await readFile('search.wasm'));
}

export async function findNotes(words: string): Promise<readonly string[]> {
  // Another thread holds the lock, and this one cannot answer anybody until it is given back.
  indexer.postMessage(words);
  Atomics.wait(turn, 0, 0);
  const notes = (await readFile('notes.txt', 'utf8')).split('\n');
  return notes.filter((note) => words.split(' ').every((word) => note.includes(word)));
}

/** Already right: nothing is reported here. */
export async function addNote(note: string): Promise<void> {
  const { appendFile } = await import('node:fs/promises');
  await appendFile('notes.txt', `${note}\n`);
}
