import { canonicalModule } from '../../../catalog/canonical-module.ts';
import { ts } from '../ts.ts';

/**
 * Codes of "cannot find module", "could not find a declaration file for module" and their variants. Those of 2580 and 2591
 * ask for the type definitions of Node.
 */
const unresolved = new Set([2307, 2580, 2591, 2792, 7016]);

/**
 * The errors that were not there before, by file, code and message: lines move. Where a package could not be found before,
 * another of its modules cannot be found either; that is no fault of the edit.
 */
export function newProblems(
  before: readonly ts.Diagnostic[],
  after: readonly ts.Diagnostic[],
): readonly ts.Diagnostic[] {
  const left = new Map<string, number>();
  for (const diagnostic of before) left.set(keyOf(diagnostic), (left.get(keyOf(diagnostic)) ?? 0) + 1);
  const missing = new Set(before.map(missingPackage).filter((name) => name !== undefined));
  return after.filter((diagnostic) => {
    const name = missingPackage(diagnostic);
    if (name !== undefined && missing.has(name)) return false;
    const key = keyOf(diagnostic);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function keyOf({ file, code, messageText }: ts.Diagnostic): string {
  return [file?.fileName ?? '', code, ts.flattenDiagnosticMessageText(messageText, '\n')].join('\0');
}

/** The package that could not be found; `node` for the modules of Node, which come with one package of types. */
function missingPackage({ code, messageText }: ts.Diagnostic): string | undefined {
  if (!unresolved.has(code)) return undefined;
  const [, module] = /'([^']+)'/.exec(ts.flattenDiagnosticMessageText(messageText, '\n')) ?? [];
  if (module === undefined || module.startsWith('.')) return undefined;
  if (code === 2580 || code === 2591 || canonicalModule(module).startsWith('node:')) return 'node';
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
