import { languageOf, languages } from '../languages/registry.ts';
import { cacheFolder } from '../workspace/cache-folder.ts';
import { createProver, type ProverLimits } from '../proof/prover.ts';
import { createFactsReader } from '../workspace/facts-reader.ts';
import { createSession } from '../workspace/create-session.ts';
import { answersVersion, factsVersion } from '../workspace/facts-version.ts';
import type { Services } from './context.ts';

/** What the command line is made of when it runs for real. */
export function createServices(): Services {
  const extensions = languages.flatMap((language) => language.extensions);
  return {
    extensions,
    createSession: (useCache, configs) =>
      createSession({
        languageOf,
        extensions,
        patient: true,
        configs,
        reader: createFactsReader(languageOf, useCache ? cache() : undefined),
      }),
    createProver: () => createProver(proverLimits),
    answers: answersVersion === undefined ? undefined : { folder: cacheFolder(), version: answersVersion },
  };
}

/** Nobody waits at the keyboard: a large project may take what it needs. */
const proverLimits: ProverLimits = { memoryMb: 4096, fullest: 0.75, timeMs: 600_000, idleMs: 600_000 };

function cache(): { readonly folder: string; readonly version: string } | undefined {
  return factsVersion === undefined ? undefined : { folder: cacheFolder(), version: factsVersion };
}
