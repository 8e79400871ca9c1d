import path from 'node:path';
import ts from 'typescript';

/** Those of a strict project for Node. */
export const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.esnext.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler says about texts, each given by its file name; all in one program. */
export function typeErrors(
  texts: ReadonlyMap<string, string>,
  others: ts.CompilerOptions = {},
): readonly string[] {
  const options = { ...compilerOptions, ...others };
  const files = new Map([...texts].map(([name, text]) => [path.join(import.meta.dirname, name), text]));
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => files.has(file) || disk.fileExists(file);
  host.readFile = (file) => files.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? disk.getSourceFile(file, languageVersion, ...rest)
      : ts.createSourceFile(file, text, languageVersion, true);
  };
  const roots = [...files.keys()].filter((file) => /\.[mc]?tsx?$/.test(file));
  const program = ts.createProgram(roots, options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start, messageText } = diagnostic;
    const at = file === undefined ? undefined : file.getLineAndCharacterOfPosition(start ?? 0);
    const where = file === undefined ? '' : `${path.basename(file.fileName)}:${(at?.line ?? 0) + 1}`;
    return `${where} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
