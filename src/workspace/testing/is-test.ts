import { testNames } from '../default-excludes.ts';
import { compileExcludes } from '../glob.ts';
import { isWithin, relativePath } from '../paths.ts';

const isName = compileExcludes(testNames, '');

/**
 * Says which files belong to the tests of a project: those that are not looked at as its code, and that lie in a folder of
 * tests or have the name of one.
 *
 * @param folders The folders of the project.
 * @param isSource Whether a file is looked at as code of the project.
 */
export function createIsTest(
  folders: readonly string[],
  isSource: (path: string) => boolean,
): (path: string) => boolean {
  return (path) => {
    const folder = folders.find((one) => isWithin(one, path));
    return folder !== undefined && !isSource(path) && relativePath(folder, path).split('/').some(isName);
  };
}
