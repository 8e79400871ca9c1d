import { readFileSync } from 'node:fs';

export async function readNotes(): Promise<string> {
  return readFileSync('notes.txt', 'utf8');
}
