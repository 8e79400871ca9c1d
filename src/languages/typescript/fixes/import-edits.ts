import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import type { Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { canonical } from './module-path.ts';
import { headerPlace, type ModuleSystem } from './header.ts';
import { editList } from './list-edits.ts';
import type { FixFile } from './site.ts';
import { declarationOf, removable, removeStatement } from './unused.ts';

/** A name that a conversion needs from a module. */
export interface Addition {
  /** Canonical: `node:fs/promises`. */
  readonly specifier: string;
  readonly imported: string;
  readonly local: string;
}

/** What a conversion does to the names a file declares at its top. */
export interface ImportChange {
  readonly system: ModuleSystem;
  readonly additions: readonly Addition[];
  /** Declarations that go right after the imports. */
  readonly hoisted: readonly string[];
  /** Functions that go there, too. */
  readonly helpers?: readonly string[];
  readonly removals: readonly Binding[];
  /** A statement in a function that loads a module on demand; new names are loaded beside it in the same way. */
  readonly beside?: ts.VariableStatement | undefined;
}

/** Edits that add and remove imports in the file's own style. */
export function importEdits(file: FixFile, change: ImportChange): readonly TextEdit[] {
  const removals = new Map<ts.Statement, Binding[]>();
  for (const binding of change.removals) {
    const statement = removable(file, binding);
    if (statement !== undefined) removals.set(statement, [...(removals.get(statement) ?? []), binding]);
  }
  const joined = new Map<ts.Statement, Addition[]>();
  const fresh: Addition[] = [];
  for (const addition of change.additions) {
    const home = change.beside === undefined ? homeOf(file, addition, change.system) : undefined;
    if (home === undefined) fresh.push(addition);
    else joined.set(home, [...(joined.get(home) ?? []), addition]);
  }
  const statements = freshStatements(file, change, fresh);
  const edits: TextEdit[] = [];
  let placed = false;
  for (const statement of new Set([...removals.keys(), ...joined.keys()])) {
    const gone = removals.get(statement) ?? [];
    const added = joined.get(statement) ?? [];
    if (added.length === 0 && isEmptied(statement, gone)) {
      const replaces = statements.length > 0 && !placed;
      if (replaces) {
        placed = true;
        edits.push({
          start: statement.getStart(file.tree),
          end: statement.end,
          text: statements.join(separatorAt(file, statement)),
        });
      } else edits.push(removeStatement(file, statement));
    } else edits.push(...statementEdits(file, statement, new Set(gone), added));
  }
  const lines = placed ? [] : statements;
  if (change.beside !== undefined) {
    if (lines.length > 0) edits.push(insertAfter(file, change.beside, lines));
  } else edits.push(...headerEdits(file, change, lines));
  return edits;
}

/** An existing statement that imports names from the same module, to which one more can be added. */
function homeOf(file: FixFile, addition: Addition, system: ModuleSystem): ts.Statement | undefined {
  const wanted = canonical(addition.specifier, []);
  return file.tree.statements.find((statement) => {
    if (system === 'esm' && ts.isImportDeclaration(statement)) {
      const named = statement.importClause?.namedBindings;
      return (
        named !== undefined &&
        ts.isNamedImports(named) &&
        statement.importClause !== undefined &&
        statement.importClause.phaseModifier === undefined &&
        statement.attributes === undefined &&
        ts.isStringLiteralLike(statement.moduleSpecifier) &&
        same(canonical(statement.moduleSpecifier.text, []), wanted)
      );
    }
    if (system !== 'commonjs' || !ts.isVariableStatement(statement)) return false;
    const [declaration, ...others] = statement.declarationList.declarations;
    if (declaration?.initializer === undefined || others.length > 0) return false;
    if (!ts.isObjectBindingPattern(declaration.name)) return false;
    if (declaration.name.elements.some((element) => element.dotDotDotToken !== undefined)) return false;
    const loaded = requiredSpecifier(declaration.initializer);
    return loaded !== undefined && same(loaded, wanted);
  });
}

function requiredSpecifier(node: ts.Expression): ReturnType<typeof canonical> | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const base = requiredSpecifier(node.expression);
    return base === undefined ? undefined : canonical(base.module, [...base.path, node.name.text]);
  }
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'require') return undefined;
  const [specifier] = node.arguments;
  return specifier !== undefined && ts.isStringLiteralLike(specifier)
    ? canonical(specifier.text, [])
    : undefined;
}

function same(a: ReturnType<typeof canonical>, b: ReturnType<typeof canonical>): boolean {
  return a.module === b.module && a.path.join('.') === b.path.join('.');
}

function isEmptied(statement: ts.Statement, gone: readonly Binding[]): boolean {
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    const named = clause?.namedBindings;
    const names = named === undefined ? 0 : ts.isNamedImports(named) ? named.elements.length : 1;
    return names + (clause?.name === undefined ? 0 : 1) === gone.length;
  }
  if (!ts.isVariableStatement(statement)) return true;
  const { declarations } = statement.declarationList;
  return declarations.every((declaration) =>
    ts.isObjectBindingPattern(declaration.name)
      ? declaration.name.elements.every((element) => gone.some((one) => one.declaration === element.name))
      : gone.some((one) => one.declaration === declaration.name),
  );
}

function statementEdits(
  file: FixFile,
  statement: ts.Statement,
  gone: ReadonlySet<Binding>,
  added: readonly Addition[],
): readonly TextEdit[] {
  const declared = new Set([...gone].map((binding) => binding.declaration));
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    const named = clause?.namedBindings;
    const edits: TextEdit[] = [];
    if (clause?.name !== undefined && declared.has(clause.name) && named !== undefined) {
      edits.push({ start: clause.name.getStart(file.tree), end: named.getStart(file.tree), text: '' });
    }
    if (named !== undefined && ts.isNamedImports(named)) {
      const removed = named.elements.filter((element) => declared.has(element.name));
      if (removed.length === named.elements.length && added.length === 0 && clause?.name !== undefined) {
        edits.push({ start: clause.name.end, end: named.end, text: '' });
      } else {
        const names = added.map((one) => specifierText(one, ' as '));
        edits.push(...editList(file.tree, named.elements, new Set(removed), names));
      }
    } else if (named !== undefined && declared.has(named.name) && clause?.name !== undefined) {
      edits.push({ start: clause.name.end, end: named.end, text: '' });
    }
    return edits;
  }
  if (!ts.isVariableStatement(statement)) return [];
  const { declarations } = statement.declarationList;
  const whole = new Set<ts.Node>();
  const edits: TextEdit[] = [];
  for (const declaration of declarations) {
    const { name } = declaration;
    if (!ts.isObjectBindingPattern(name)) {
      if (declared.has(name)) whole.add(declaration);
      continue;
    }
    const removed = name.elements.filter((element) => declared.has(element.name));
    const names = added.map((one) => specifierText(one, ': '));
    if (removed.length === name.elements.length && names.length === 0) whole.add(declaration);
    else edits.push(...editList(file.tree, name.elements, new Set(removed), names));
  }
  if (whole.size > 0) edits.push(...editList(file.tree, declarations, whole, []));
  return edits;
}

function specifierText({ imported, local }: Addition, rename: string): string {
  return imported === local ? imported : `${imported}${rename}${local}`;
}

function freshStatements(
  file: FixFile,
  change: ImportChange,
  additions: readonly Addition[],
): readonly string[] {
  const bySpecifier = new Map<string, Addition[]>();
  for (const one of additions)
    bySpecifier.set(one.specifier, [...(bySpecifier.get(one.specifier) ?? []), one]);
  const { quote, semicolon, padding } = file.style;
  return [...bySpecifier].map(([module, names]) => {
    const specifier = quote + module.replace(/^node:/, prefixFor(file, module)) + quote;
    const [first] = names;
    if (change.system === 'import-equals' && change.beside === undefined && first !== undefined) {
      return `import ${first.local} = require(${specifier})${semicolon}`;
    }
    const esm = change.system === 'esm' && change.beside === undefined;
    const list = names.map((one) => specifierText(one, esm ? ' as ' : ': ')).join(', ');
    const braces = `{${padding}${list}${padding}}`;
    if (esm) return `import ${braces} from ${specifier}${semicolon}`;
    return `const ${braces} = ${loader(file, change.beside, specifier)}${semicolon}`;
  });
}

/** `node:` or nothing: as for what the file already loads of the same family, else as for most of its modules. */
function prefixFor(file: FixFile, module: string): string {
  const family = module.replace(/^node:/, '').split('/')[0] ?? '';
  const written = new RegExp(`['"](node:)?${family}(?:/\\w+)?['"]`).exec(file.text);
  return written === null ? file.style.nodePrefix : (written[1] ?? '');
}

/** The expression that loads a module, like the one it stands beside. */
function loader(file: FixFile, beside: ts.VariableStatement | undefined, specifier: string): string {
  const initializer = beside?.declarationList.declarations[0]?.initializer;
  const text = initializer?.getText(file.tree) ?? 'require()';
  return text.replace(/\((?:[^()]*)\)(?:\.promises)?/, () => `(${specifier})`);
}

function separatorAt(file: FixFile, statement: ts.Statement): string {
  return file.style.newline + indentAt(file, statement.getStart(file.tree));
}

function indentAt(file: FixFile, position: number): string {
  return /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, position))?.[1] ?? '';
}

function insertAfter(file: FixFile, statement: ts.Statement, lines: readonly string[]): TextEdit {
  const separator = separatorAt(file, statement);
  return { start: statement.end, end: statement.end, text: lines.map((line) => separator + line).join('') };
}

function headerEdits(file: FixFile, change: ImportChange, lines: readonly string[]): readonly TextEdit[] {
  const helpers = change.helpers ?? [];
  if (lines.length + change.hoisted.length + helpers.length === 0) return [];
  const { newline } = file.style;
  const place = headerPlace(file, change.system);
  const run = hoistedRun(file, place.position);
  const imports = lines.map((line) => line + newline).join('');
  const hoisted = change.hoisted.map((line) => line + newline).join('');
  const functions = helpers.map((text) => text + newline).join(newline);
  const edits: TextEdit[] = [];
  if (run !== undefined && hoisted !== '') edits.push({ start: run.start, end: run.start, text: hoisted });
  if (run !== undefined && functions !== '')
    edits.push({ start: run.end, end: run.end, text: newline + newline + functions.trimEnd() });
  const below = run === undefined ? [hoisted, functions].filter((block) => block !== '').join(newline) : '';
  const at = place.position;
  if (place.kind === 'top') {
    const text = [imports, below].map((block) => (block === '' ? '' : block + newline)).join('');
    return [...edits, { start: at, end: at, text }];
  }
  const gap = below === '' ? '' : newline;
  // Declarations are set off from the code that follows.
  const close = below !== '' && /^\r?\n[ \t]*\S/.test(file.text.slice(at)) ? newline : '';
  const text = (newline + imports + gap + below).replace(/\r?\n$/, '') + close;
  return text === '' ? edits : [...edits, { start: at, end: at, text }];
}

/** The promisified functions right behind the imports: the next one joins them. */
function hoistedRun(file: FixFile, position: number): Span | undefined {
  const rest = file.tree.statements.filter((statement) => statement.getStart(file.tree) >= position);
  const other = rest.findIndex((statement) => !isPromisified(file, statement));
  const run = other === -1 ? rest : rest.slice(0, other);
  const [first] = run;
  const last = run.at(-1);
  return first === undefined || last === undefined
    ? undefined
    : { start: first.getStart(file.tree), end: last.end };
}

function isPromisified(file: FixFile, statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  const initializer = statement.declarationList.declarations[0]?.initializer?.getText(file.tree) ?? '';
  return /^(?:util\.)?promisify\(/.test(initializer);
}

/** The variable statement in a function that loads a name on demand; undefined when it is loaded at the top. */
export function onDemand(binding: Binding): ts.VariableStatement | undefined {
  const statement = declarationOf(binding)?.parent.parent;
  if (statement === undefined || !ts.isVariableStatement(statement)) return undefined;
  return ts.isSourceFile(statement.parent) ? undefined : statement;
}
