import { languageOf, languages } from '../languages/registry.ts';
import { createSession } from '../workspace/create-session.ts';
import type { Services } from './context.ts';

/** What the command line is made of when it runs for real. */
export function createServices(): Services {
  const extensions = languages.flatMap((language) => language.extensions);
  return { extensions, createSession: () => createSession({ languageOf, extensions, patient: true }) };
}
