import { ts } from '../ts.ts';

/* What the declaration of the compiler leaves out. */

interface Emitting {
  emit(
    file: ts.SourceFile,
    writeFile: ts.WriteFileCallback,
    token: undefined,
    declarationsOnly: true,
    transformers: undefined,
    force: true,
  ): unknown;
}

interface Resolving {
  getResolvedModuleFromModuleSpecifier(
    specifier: ts.StringLiteralLike,
    file: ts.SourceFile,
  ): { readonly resolvedModule?: ts.ResolvedModuleFull } | undefined;
}

interface Importing {
  readonly imports?: readonly ts.StringLiteralLike[];
}

/** The files of a program that import one of some files, directly or through others; installed packages are left out. */
export function importersOf(program: ts.Program, files: ReadonlySet<string>): readonly string[] {
  const importers = new Map<string, string[]>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file)) continue;
    for (const specifier of (file as Importing).imports ?? []) {
      const target = (program as unknown as Resolving).getResolvedModuleFromModuleSpecifier(specifier, file)
        ?.resolvedModule?.resolvedFileName;
      if (target === undefined) continue;
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [file.fileName]);
      else known.push(file.fileName);
    }
  }
  const reached = new Set(files);
  for (const file of reached) for (const importer of importers.get(file) ?? []) reached.add(importer);
  return [...reached].filter((file) => !files.has(file));
}

/** The errors in some files; one that the program does not have has none. */
export function errorsIn(
  program: ts.Program | undefined,
  files: readonly string[],
  token: ts.CancellationToken,
): readonly ts.Diagnostic[] {
  const found: ts.Diagnostic[] = [];
  const { declaration = false } = program?.getCompilerOptions() ?? {};
  for (const path of files) {
    const file = program?.getSourceFile(path);
    if (program === undefined || file === undefined) continue;
    token.throwIfCancellationRequested();
    found.push(
      ...program.getSyntacticDiagnostics(file, token),
      ...program.getSemanticDiagnostics(file, token),
    );
    if (declaration && !file.isDeclarationFile) found.push(...program.getDeclarationDiagnostics(file, token));
  }
  return found.filter(({ category }) => category === ts.DiagnosticCategory.Error);
}

/** What a file offers to others, written as a declaration; undefined where that is not possible. */
export function shapeOf(program: ts.Program | undefined, path: string): string | undefined {
  const file = program?.getSourceFile(path);
  if (file === undefined) return undefined;
  let shape: string | undefined;
  const write = (name: string, text: string): void => {
    if (/\.d\.([^./]+\.)?[cm]?ts$/.test(name)) shape = text;
  };
  (program as unknown as Emitting).emit(file, write, undefined, true, undefined, true);
  return shape;
}
