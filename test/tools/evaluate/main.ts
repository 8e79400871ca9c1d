import { writeFile } from 'node:fs/promises';
import { evaluate } from './evaluate.ts';
import { figuresText } from './figures.ts';
import { readOptions } from './options.ts';

/*
 * `npm run evaluate -- <project folder> -- <test command>`: how many blocking calls of a real project are converted, and
 * whether its own type check and tests come out as before.
 */

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const figures = await evaluate(options, (line) => {
    console.error(line);
  });
  console.log(figuresText(figures));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
