import { languageOf, languages } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import type { Session } from '../../src/workspace/session.ts';

/** A session on the real pipeline. */
export function typescriptSession(): Session {
  const extensions = languages.flatMap((language) => language.extensions);
  return createSession({ languageOf, extensions, patient: true });
}
