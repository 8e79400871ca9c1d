import { languageOf, languages } from '../../src/languages/registry.ts';
import type { Configs } from '../../src/workspace/configs.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import type { FactsReader } from '../../src/workspace/facts-reader.ts';
import type { Session } from '../../src/workspace/session.ts';

const extensions = languages.flatMap((language) => language.extensions);

/** A session on the real pipeline. */
export function typescriptSession(configs?: Configs): Session {
  return createSession({ languageOf, extensions, patient: true, ...(configs && { configs }) });
}

/** The same as editors have it: what needs other files is reported when the project is known. */
export function editorSession(): Session {
  return createSession({ languageOf, extensions, patient: false });
}

/** The same for all files of a folder together; `everything` parses them all instead of those that may matter. */
export function projectSession(folder: string, everything: boolean, reader?: FactsReader): Session {
  const session = createSession({
    languageOf,
    extensions,
    patient: true,
    everything,
    ...(reader && { reader }),
  });
  session.setRoots([{ folder, excludes: { exclude: [], defaultExcludes: true, base: folder } }]);
  return session;
}
