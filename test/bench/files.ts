import { languages } from '../../src/languages/registry.ts';
import { projectFiles } from '../../src/workspace/project/read-project.ts';

/** The files that `check` would look at in a folder. */
export function filesOf(folder: string): Promise<readonly string[]> {
  const extensions = languages.flatMap((language) => language.extensions);
  return projectFiles(folder, extensions, { exclude: [], defaultExcludes: true, base: folder });
}
