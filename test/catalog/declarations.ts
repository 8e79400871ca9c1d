import path from 'node:path';
import ts from 'typescript';
import type { ModuleCatalog } from '../../src/catalog/schema.ts';

/** The programs of records as files, and where the declarations that they use are found. */
export interface Source {
  /** Names of files and their texts. */
  readonly files: ReadonlyMap<string, string>;
  readonly options: ts.CompilerOptions;
  /** The module that a file means by a specifier, where that is another one. */
  readonly renamed?: (specifier: string, file: string) => string;
  /** Finds a module of the catalogue, or what has members like one. */
  readonly module: (name: string) => Exports | undefined;
  /** What members of a module give, by the catalogue. */
  readonly gives: (module: string) => Readonly<Record<string, string>>;
}

/** What a module has to offer. */
export interface Exports {
  readonly names: ReadonlyMap<string, ts.Symbol>;
  /** The module as a value: what it exports by `export =`, or by default. */
  readonly whole?: ts.Symbol | undefined;
}

/** How the examples of all records are compiled. */
export function compilerOptions(typeRoots: string, types: readonly string[]): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [...types],
    typeRoots: [typeRoots],
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noEmit: true,
    skipLibCheck: true,
  };
}

/** All that some catalogues say that members of a module give. */
export function givenBy(
  catalogs: readonly ModuleCatalog[],
  module: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    catalogs.filter((part) => part.module === module).flatMap(({ gives }) => Object.entries(gives ?? {})),
  );
}

/** What the real declarations of modules say. The program is made when it is first asked for. */
export class Declarations {
  readonly #source: Source;
  #program: ts.Program | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  get program(): ts.Program {
    return (this.#program ??= createProgram(this.#source));
  }

  get checker(): ts.TypeChecker {
    return this.program.getTypeChecker();
  }

  /** What the compiler has to say about a file. */
  errors(name: string): readonly string[] {
    const file = this.program.getSourceFile(name);
    if (file === undefined) return ['no such file'];
    const found = [
      ...this.program.getSyntacticDiagnostics(file),
      ...this.program.getSemanticDiagnostics(file),
    ];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** All that a module exports. */
  exportsOf(module: ts.Symbol): Exports {
    const names = new Map(
      this.checker.getExportsOfModule(module).map((symbol) => [symbol.name, this.#original(symbol)]),
    );
    const assigned = module.exports?.get(ts.InternalSymbolName.ExportEquals);
    return { names, whole: assigned === undefined ? names.get('default') : this.#original(assigned) };
  }

  /** The global object as a file sees it: all that is in scope is what it has to offer. */
  globals(name: string): Exports {
    const file = this.program.getSourceFile(name);
    if (file === undefined) return { names: new Map() };
    const symbols = this.checker.getSymbolsInScope(
      file,
      ts.SymbolFlags.Value | ts.SymbolFlags.Interface | ts.SymbolFlags.Alias,
    );
    return { names: new Map(symbols.map((symbol) => [symbol.name, this.#original(symbol)])) };
  }

  /** Members of a value, such as static methods and functions of a namespace. */
  membersOfValue(symbol: ts.Symbol): readonly ts.Symbol[] {
    return symbol.flags & ts.SymbolFlags.Value
      ? this.checker.getTypeOfSymbol(symbol).getApparentProperties()
      : [];
  }

  /** Members of the instances of a class or of an interface. */
  membersOfInstance(symbol: ts.Symbol): readonly ts.Symbol[] {
    const isAlias = (symbol.flags & ts.SymbolFlags.TypeAlias) !== 0;
    return (isAlias ? undefined : this.#instance(symbol))?.getApparentProperties() ?? [];
  }

  /** Finds a member of a module, or of the global object, by the catalogue's notation. */
  resolve(module: string, member: string): Found | undefined {
    const [first = '', ...rest] = member.split(/(?=[.#(])/);
    const root = /^[.#(]/.test(first) ? '' : first;
    let found = this.#topLevel(module, root);
    for (const step of root === first ? rest : [first, ...rest]) {
      if (found === undefined) return undefined;
      found = this.#step(found, step);
    }
    return found;
  }

  #step(found: Found, step: string): Found | undefined {
    if (step === '()') {
      // Of overloads the one without a callback gives something.
      const given = this.#signatures(found).map((signature) => signature.getReturnType());
      const type = given.find((one) => !(one.flags & ts.TypeFlags.Void));
      return type && { value: this.checker.getAwaitedType(type) ?? type };
    }
    const base = step.startsWith('#')
      ? found.instance
      : found.value && this.checker.getNonNullableType(found.value);
    if (step === '#') return base && { value: base };
    const name = step.slice(1);
    const exported = found.symbol?.exports?.get(ts.escapeLeadingUnderscores(name));
    const member = base?.getApparentProperties().find((symbol) => symbol.name === name) ?? exported;
    return member && this.found(this.#original(member));
  }

  #topLevel(module: string, name: string): Found | undefined {
    const exports = this.#source.module(module);
    if (exports === undefined) return undefined;
    const { names, whole } = exports;
    if (name === '') return whole === undefined ? {} : this.found(whole);
    const inWhole = whole && this.membersOfValue(whole).find((symbol) => symbol.name === name);
    const own = names.get(name) ?? inWhole;
    if (own !== undefined) return this.found(own);
    // A type that the module does not export by this name, but gives.
    const gives = Object.entries(this.#source.gives(module));
    const [given] = gives.find(([key, type]) => type === `${name}#` && key !== type) ?? [];
    if (given === undefined) return undefined;
    const found = this.resolve(module, given);
    return found && { instance: found.value };
  }

  /** A symbol as a member. */
  found(symbol: ts.Symbol): Found {
    const value = symbol.flags & ts.SymbolFlags.Value ? this.checker.getTypeOfSymbol(symbol) : undefined;
    return { symbol, value, instance: this.#instance(symbol) };
  }

  #instance(symbol: ts.Symbol): ts.Type | undefined {
    if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
      return this.checker.getDeclaredTypeOfSymbol(symbol);
    }
    // A global class may be declared as a variable whose type has a construct signature.
    if (!(symbol.flags & ts.SymbolFlags.Value)) return undefined;
    const [signature] = this.checker.getTypeOfSymbol(symbol).getConstructSignatures();
    return signature?.getReturnType();
  }

  /** Whether it can be called. */
  isFunction(symbol: ts.Symbol): boolean {
    const { value } = this.found(symbol);
    return value !== undefined && this.#signatures({ value }).length > 0;
  }

  /** How many of its signatures give a promise: without a callback, or with any arguments. */
  givesPromise(found: Found): 'always' | 'sometimes' | 'never' {
    const signatures = this.#signatures(found);
    const promises = signatures.filter((signature) => this.#isPromise(signature.getReturnType()));
    if (promises.length === 0) return 'never';
    return promises.length === signatures.length ? 'always' : 'sometimes';
  }

  #isPromise(type: ts.Type): boolean {
    if (type.isUnionOrIntersection()) return type.types.some((part) => this.#isPromise(part));
    return type.getProperty('then') !== undefined;
  }

  #signatures({ value, instance }: Found): readonly ts.Signature[] {
    const type = value ?? instance;
    return type === undefined ? [] : this.checker.getNonNullableType(type).getCallSignatures();
  }

  #original(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }
}

/** A member as the declarations have it. */
export interface Found {
  readonly symbol?: ts.Symbol;
  /** The type of the value of this name. */
  readonly value?: ts.Type | undefined;
  /** The type of what `new` makes of it, or of values of this type. */
  readonly instance?: ts.Type | undefined;
}

function createProgram({ files, options, renamed }: Source): ts.Program {
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => files.has(path.normalize(name)) || exists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = files.get(path.normalize(name));
    return text === undefined ? fromDisk(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  if (renamed !== undefined) {
    const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (name) => name, options);
    host.resolveModuleNameLiterals = (literals, from, redirected, compilerOptions) =>
      literals.map(({ text }) =>
        ts.resolveModuleName(renamed(text, from), from, compilerOptions, host, cache, redirected),
      );
  }
  return ts.createProgram([...files.keys()], options, host);
}
