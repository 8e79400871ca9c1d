/*
 * What a declaration file says of a package's functions, as far as it tells whether one of them is the twin of another.
 * Plain data, like all facts; types that do not lead to a function are kept as their texts alone.
 */

/** What one declaration file says. */
export interface DeclarationFacts {
  readonly scope: DeclaredScope;
  /** Modules that the file declares by their names: `declare module 'x' { … }`. */
  readonly modules: readonly { readonly name: string; readonly scope: DeclaredScope }[];
}

/** The declarations of a file, a module or a namespace. */
export interface DeclaredScope {
  /** Declarations of one name belong together: overloads, a function and its namespace. */
  readonly names: readonly NamedDeclaration[];
  readonly exports: readonly DeclaredExport[];
}

export interface NamedDeclaration {
  readonly name: string;
  readonly declaration: Declaration;
}

export type Declaration =
  | { readonly kind: 'function'; readonly signature: Signature }
  | { readonly kind: 'value'; readonly type: DeclaredType }
  | {
      readonly kind: 'class';
      readonly members: readonly DeclaredMember[];
      readonly statics: readonly DeclaredMember[];
      readonly extends: readonly DeclaredType[];
    }
  | {
      readonly kind: 'interface';
      readonly members: readonly DeclaredMember[];
      readonly extends: readonly DeclaredType[];
    }
  | { readonly kind: 'alias'; readonly type: DeclaredType }
  | { readonly kind: 'namespace'; readonly scope: DeclaredScope }
  /** `imported` is a name, `default`, `*` for the whole module, or `=` for `import x = require('…')`. */
  | { readonly kind: 'import'; readonly specifier: string; readonly imported: string }
  /** `import a = b.c`. */
  | { readonly kind: 'same'; readonly path: readonly string[] };

export type DeclaredExport =
  /** `export { a as b }`, `export default a`; `=` is the name of `export = a`. */
  | { readonly kind: 'local'; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'from'; readonly name: string; readonly specifier: string; readonly imported: string }
  | { readonly kind: 'all'; readonly specifier: string };

/** A member of a type; the calls of a type that can be called have the name `()`. */
export interface DeclaredMember {
  readonly name: string;
  readonly type: DeclaredType;
}

/** The type of a value, as far as it leads to functions. */
export type DeclaredType =
  | { readonly kind: 'other' }
  | { readonly kind: 'function'; readonly signature: Signature }
  /** A class, an interface or an alias by its name. */
  | { readonly kind: 'named'; readonly path: readonly string[] }
  | { readonly kind: 'typeof'; readonly path: readonly string[] }
  | {
      readonly kind: 'import';
      readonly specifier: string;
      readonly path: readonly string[];
      readonly isTypeof: boolean;
    }
  | { readonly kind: 'members'; readonly members: readonly DeclaredMember[] }
  /** An intersection. */
  | { readonly kind: 'all'; readonly types: readonly DeclaredType[] };

/** One way to call a function. Texts of types are the same for the same types, whatever their type parameters are called. */
export interface Signature {
  readonly params: readonly DeclaredParameter[];
  readonly result: string;
  /** What the promise holds, where the result is one. */
  readonly promised?: string;
  /** What the result, or what the promise holds, leads to. */
  readonly gives: DeclaredType;
  /** Read from code, which does not say what its types are. */
  readonly undeclared?: true;
}

export interface DeclaredParameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly rest: boolean;
}
