import path from 'node:path';
import ts from 'typescript';
import { builtinCatalog } from '../../src/catalog/index.ts';

const root = path.resolve(import.meta.dirname, '../..');

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  typeRoots: [path.join(root, 'node_modules/@types')],
  strict: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noEmit: true,
  skipLibCheck: true,
};

/** The examples as files: name of the file, and its text. */
const exampleFiles: ReadonlyMap<string, string> = new Map(
  builtinCatalog.flatMap(({ module, blocking }) =>
    blocking.flatMap((api, index) => {
      const name = `${module}.${api.member}.${index}`.replaceAll(/[^\w.]/g, '_');
      return (['bad', 'good'] as const).map((kind) => [
        path.join(root, 'test', `${name}.${kind}.ts`),
        api.example[kind],
      ]);
    }),
  ),
);

/** One program of all examples and the declarations of Node, made once for all tests. */
function createProgram(): ts.Program {
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) => {
    const text = exampleFiles.get(path.normalize(name));
    return text === undefined ? fromDisk(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  return ts.createProgram([...exampleFiles.keys()], options, host);
}

let made: ts.Program | undefined;

function program(): ts.Program {
  return (made ??= createProgram());
}

/** What the compiler has to say about the examples, by the file's name. */
export function exampleErrors(): readonly string[] {
  return [...exampleFiles.keys()].flatMap((name) => {
    const file = program().getSourceFile(name);
    const found = [...program().getSyntacticDiagnostics(file), ...program().getSemanticDiagnostics(file)];
    return found.map(
      ({ messageText }) => `${path.basename(name)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}

function checker(): ts.TypeChecker {
  return program().getTypeChecker();
}

/** The modules that the declarations of Node declare, by their names with `node:`. */
export function declaredModules(): ReadonlyMap<string, ts.Symbol> {
  return new Map(
    checker()
      .getAmbientModules()
      .map((symbol): [string, ts.Symbol] => [symbol.name.slice(1, -1), symbol])
      .filter(([name]) => name.startsWith('node:')),
  );
}

/** Names and symbols of all that a module exports. */
export function exportsOf(module: ts.Symbol): ReadonlyMap<string, ts.Symbol> {
  return new Map(
    checker()
      .getExportsOfModule(module)
      .map((symbol) => [
        symbol.name,
        symbol.flags & ts.SymbolFlags.Alias ? checker().getAliasedSymbol(symbol) : symbol,
      ]),
  );
}

/** Members of a value, such as static methods and functions of a namespace. */
export function membersOfValue(symbol: ts.Symbol): readonly ts.Symbol[] {
  return symbol.flags & ts.SymbolFlags.Value ? checker().getTypeOfSymbol(symbol).getApparentProperties() : [];
}

/** Members of the instances of a class or of an interface. */
export function membersOfInstance(symbol: ts.Symbol): readonly ts.Symbol[] {
  if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) {
    return checker().getDeclaredTypeOfSymbol(symbol).getApparentProperties();
  }
  // A global class may be declared as a variable whose type has a construct signature.
  if (!(symbol.flags & ts.SymbolFlags.Value)) return [];
  const [signature] = checker().getTypeOfSymbol(symbol).getConstructSignatures();
  return signature?.getReturnType().getApparentProperties() ?? [];
}

export function isClass(symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Class) !== 0;
}

/** Whether it can be called. */
export function isFunction(symbol: ts.Symbol): boolean {
  if (!(symbol.flags & ts.SymbolFlags.Value)) return false;
  return checker().getNonNullableType(checker().getTypeOfSymbol(symbol)).getCallSignatures().length > 0;
}

/** How many of its signatures give a promise: without a callback, or with any arguments. */
export function givesPromise(symbol: ts.Symbol): 'always' | 'sometimes' | 'never' {
  const signatures = checker().getNonNullableType(checker().getTypeOfSymbol(symbol)).getCallSignatures();
  const promises = signatures.filter((signature) => {
    const type = signature.getReturnType();
    const name = type.aliasSymbol ?? type.getSymbol();
    return name !== undefined && /^\w*Promise/.test(name.name);
  });
  if (promises.length === 0) return 'never';
  return promises.length === signatures.length ? 'always' : 'sometimes';
}

/** Finds a member of a module, or of the global object, by the catalogue's notation. */
export function resolve(module: string, member: string): ts.Symbol | undefined {
  const [first = '', ...rest] = member.split(/(?=[.#])/);
  let symbol = topLevel(module, first);
  for (const step of rest) {
    if (!symbol) return undefined;
    const members = step.startsWith('#') ? membersOfInstance(symbol) : membersOfValue(symbol);
    symbol = step === '#' ? symbol : members.find(({ name }) => name === step.slice(1));
  }
  return symbol;
}

function topLevel(module: string, name: string): ts.Symbol | undefined {
  if (module === 'globals') return globalScope().get(name);
  const declared = declaredModules().get(module);
  if (!declared) return undefined;
  const found = exportsOf(declared).get(name);
  if (found) return found;
  // `export = process`: the members of the value are what the module exports.
  const whole = declared.exports?.get(ts.InternalSymbolName.ExportEquals);
  if (!whole) return undefined;
  const value = whole.flags & ts.SymbolFlags.Alias ? checker().getAliasedSymbol(whole) : whole;
  return membersOfValue(value).find((symbol) => symbol.name === name);
}

let scope: ReadonlyMap<string, ts.Symbol> | undefined;

function globalScope(): ReadonlyMap<string, ts.Symbol> {
  const [first = ''] = exampleFiles.keys();
  const file = program().getSourceFile(first);
  if (!file) throw new Error('no example');
  return (scope ??= new Map(
    checker()
      .getSymbolsInScope(file, ts.SymbolFlags.Value | ts.SymbolFlags.Interface)
      .map((symbol) => [symbol.name, symbol]),
  ));
}
