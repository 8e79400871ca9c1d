import { ts } from '../ts.ts';

/** How a file is written; what a fix inserts is written in the same way. */
export interface FileStyle {
  readonly newline: string;
  readonly indent: string;
  readonly quote: "'" | '"';
  /** `;` or nothing. */
  readonly semicolon: string;
  /** `{ a }` and not `{a}`. */
  readonly padding: string;
  /** `node:` or nothing. */
  readonly nodePrefix: string;
}

/** Reads a file's style off its text; where it says nothing, the most common style. */
export function readStyle(file: ts.SourceFile): FileStyle {
  const { text } = file;
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const indent = /^(\t+| {2,8})(?=[^\s*])/m.exec(text)?.[1] ?? '  ';
  const specifiers = moduleSpecifiers(file);
  const quoted = specifiers.length > 0 ? specifiers : stringLiterals(file);
  const double = quoted.filter((literal) => text[literal.getStart(file)] === '"').length;
  const builtins = specifiers.filter((literal) => literal.text.startsWith('node:')).length;
  const ended = file.statements.filter((statement) => endsItself(statement));
  const semicolons = ended.filter((statement) => text[statement.end - 1] === ';').length;
  const braces = /^\s*(?:import|export|const)[^'"\n]*\{( ?)\w/m.exec(text);
  return {
    newline,
    indent: indent.startsWith('\t') ? '\t' : indent,
    quote: double * 2 > quoted.length ? '"' : "'",
    semicolon: ended.length === 0 || semicolons * 2 >= ended.length ? ';' : '',
    padding: braces?.[1] ?? ' ',
    nodePrefix: builtins > 0 || specifiers.every((literal) => !unprefixed.test(literal.text)) ? 'node:' : '',
  };
}

const unprefixed =
  /^(?:assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|readline|stream|timers|tty|url|util|vm|worker_threads|zlib)(?:\/|$)/;

/** Whether a statement is one that a semicolon ends. */
export function endsItself(statement: ts.Node): boolean {
  return (
    ts.isExpressionStatement(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakOrContinueStatement(statement) ||
    ts.isDoStatement(statement) ||
    ts.isImportDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isDebuggerStatement(statement)
  );
}

function moduleSpecifiers(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined
    ) {
      if (ts.isStringLiteralLike(node.moduleSpecifier)) found.push(node.moduleSpecifier);
      return;
    }
    if (ts.isExternalModuleReference(node) && ts.isStringLiteralLike(node.expression)) {
      found.push(node.expression);
      return;
    }
    if (ts.isCallExpression(node)) {
      const [specifier] = node.arguments;
      const callee = node.expression;
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
      if (loads && specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function stringLiterals(file: ts.SourceFile): readonly ts.StringLiteral[] {
  const found: ts.StringLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
