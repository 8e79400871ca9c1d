import { readFileSync } from 'node:fs';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function loadConfig(): unknown {
  return readJson('config.json');
}
