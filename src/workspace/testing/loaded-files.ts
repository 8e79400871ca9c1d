import type { StubFacts } from '../../facts/stubs.ts';
import { relativePathsIn } from '../cascade/loads-by-name.ts';
import type { SearchedProject } from './searched-project.ts';

/** The files that a file loads itself, by imports or by paths in strings. */
async function loadedDirectly(project: SearchedProject, file: string): Promise<ReadonlySet<string>> {
  const found = new Set(project.importsOf(file)?.values() ?? []);
  for (const specifier of relativePathsIn(project.textOf(file) ?? '')) {
    const target = await project.resolve(file, specifier);
    if (target !== undefined) found.add(target);
  }
  return found;
}

/**
 * As many imports may lie between a test and a file that counts: an index, what is tested, and its helpers. In a large
 * project nearly every test imports nearly every file by some way, and runs few of them: without an end, a single stub of
 * `existsSync` would stand against all of its calls.
 */
const farthest = 4;

/** The files whose code may run where a test replaces something: what it loads, and what that imports in turn. */
export async function loadedBy(
  project: SearchedProject,
  test: string,
  { tests, replaced }: StubFacts,
): Promise<ReadonlySet<string>> {
  const found = new Set([test]);
  // A file without tests of its own helps those that load it.
  if (!tests) for (const path of found) for (const { file } of project.importersOf(path)) found.add(file);
  const gone = new Set<string | undefined>();
  for (const specifier of replaced) gone.add(await project.resolve(test, specifier));
  const add = (files: Iterable<string>): void => {
    for (const file of files) if (!gone.has(file)) found.add(file);
  };
  for (const root of [...found]) add(await loadedDirectly(project, root));
  for (let hop = 1, open: readonly string[] = [...found]; hop < farthest && open.length > 0; hop += 1) {
    const before = new Set(found);
    for (const path of open) add(project.importsOf(path)?.values() ?? []);
    open = [...found].filter((path) => !before.has(path));
  }
  return found;
}
