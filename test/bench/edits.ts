import { readFile, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { defaultSettings } from '../../src/engine/settings.ts';
import { languageOf, languages } from '../../src/languages/registry.ts';
import { createFactsThread } from '../../src/parsing/facts-thread.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import { filesOf } from './files.ts';
import { watchPauses } from './pauses.ts';

/*
 * The session of the language server in a project, with the thread in which it parses and a cache in the folder that
 * is named: how long it is deaf while it reads all, and how long it takes from a change of an open file to the findings
 * of that file. Prints times in milliseconds.
 */

/** How many files are edited, taken at even distances from all by their size, and how often each. */
const edited = 12;
const editsPerFile = 20;

async function main(): Promise<void> {
  const folder = process.cwd();
  const cache = { folder: process.argv[2] ?? '', version: 'bench' };
  const reader = createFactsThread({ memoryMb: 1024, timeMs: 60_000, idleMs: 300_000 }, cache);
  reader.start();
  const files = await filesOf(folder);
  const session = createSession({
    languageOf,
    extensions: languages.flatMap((language) => language.extensions),
    patient: false,
    reader,
  });
  const begun = performance.now();
  const ready = new Promise<void>((resolve) => {
    session.onUpdate(resolve);
  });
  session.setRoots([{ folder, excludes: { exclude: [], defaultExcludes: true, base: folder } }]);
  const [first = ''] = files;
  const endOfWatch = watchPauses();
  await session.report(first, defaultSettings);
  const firstFindings = performance.now() - begun;
  await ready;
  const pauses = endOfWatch();
  const whole = performance.now() - begun;

  const sizes = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })));
  sizes.sort((a, b) => a.size - b.size);
  const times: number[] = [];
  for (let index = 0; index < edited; index++) {
    const { file } = sizes[Math.floor(((index + 0.5) / edited) * sizes.length)] ?? { file: first };
    let text = await readFile(file, 'utf8');
    session.setText(file, text);
    await session.report(file, defaultSettings);
    for (let edit = 0; edit < editsPerFile; edit++) {
      const at = text.indexOf('\n', Math.floor((text.length * ((edit * 7) % editsPerFile)) / editsPerFile));
      text = `${text.slice(0, at + 1)}\n${text.slice(at + 1)}`;
      // Somebody who types fast.
      await setTimeout(100);
      const changed = performance.now();
      session.setText(file, text);
      await session.report(file, defaultSettings);
      times.push(performance.now() - changed);
    }
    session.release(file);
  }
  times.sort((a, b) => a - b);
  const quantile = (part: number): number => times[Math.floor(part * (times.length - 1))] ?? 0;
  console.log(
    JSON.stringify({
      firstFindings,
      whole,
      longestPause: pauses.longest,
      longestStep: pauses.processor,
      median: quantile(0.5),
      most: quantile(0.95),
    }),
  );
  await reader.stop();
}

// The session would go on and look at the whole project once more.
void main().then(() => process.exit());
