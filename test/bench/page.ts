import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repoRoot } from '../host/paths.ts';
import { fill } from '../tools/markdown.ts';

/** Prints what was measured; with `--write` on the command line it takes its place in docs/performance.md as well. */
export async function publish(parts: Readonly<Record<string, string>>): Promise<void> {
  console.log(Object.values(parts).join('\n\n'));
  if (!process.argv.includes('--write')) return;
  const page = path.join(repoRoot, 'docs', 'performance.md');
  let text = await readFile(page, 'utf8');
  for (const [name, content] of Object.entries(parts)) text = fill(text, name, content);
  await writeFile(page, text);
}
