import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { lookup, scopeAt, type Binding, type Scope } from '../scopes.ts';
import { ts } from '../ts.ts';
import { moduleSystem, type ModuleSystem } from './header.ts';
import { helperFunction, helperText, isHelper, type Typing } from './helper-functions.ts';
import { importEdits, onDemand, type Addition } from './import-edits.ts';
import {
  below,
  bindingPath,
  canonical,
  importable,
  memberPath,
  modulePath,
  type ModulePath,
} from './module-path.ts';
import { memberName, some, spanOf, unwrap } from './nodes.ts';
import { isMemberName, type FixFile } from './site.ts';
import { isUsed, removable } from './unused.ts';

/** How the text of a conversion names members of modules, and the imports that it takes. */
export class References {
  readonly #file: FixFile;
  readonly #at: ts.Node;
  readonly #callee: ts.Expression | undefined;
  readonly #system: ModuleSystem;
  readonly #additions: Addition[] = [];
  readonly #hoisted: string[] = [];
  readonly #helpers: string[] = [];
  readonly #kept = new Set<Binding>();
  readonly #taken = new Set<string>();

  /** `callee` is what the call was made through: it says how this file likes to reach the module. */
  constructor(file: FixFile, at: ts.Node, callee: ts.Expression | undefined) {
    this.#file = file;
    this.#at = at;
    this.#callee = callee;
    this.#system = moduleSystem(file);
  }

  /** The text that names a member of a module at the call: `readFile`, `fs.promises.readFile`. */
  member(module: string, member: string): string {
    const target = canonical(module, memberPath(member));
    const scope = scopeAt(this.#file.scopes, this.#at);
    const visible = this.#visible(target, scope);
    if (visible?.rest.length === 0) return this.#keep(visible);
    const own = this.#own(target);
    // `fsp.readFile` where the file has `fsp`, rather than `fs.promises.readFile`.
    if (visible !== undefined && (own === undefined || visible.rest.length < own.members))
      return this.#keep(visible);
    return own === undefined ? this.#load(target) : own.keep();
  }

  /** The name of a hoisted `promisify(member)`, which is declared once per file. */
  promisified(module: string, member: string, type: string | undefined): string {
    const target = canonical(module, memberPath(member));
    const existing = this.#existingPromisified(target);
    if (existing !== undefined) return existing;
    const root = this.#file.scopes.root;
    const own = this.#own(target)?.keep();
    const visible = this.#visible(target, root);
    if (this.#system === 'none' || (own !== undefined && visible === undefined)) {
      const promisify = this.#inline({ module: 'node:util', path: ['promisify'] });
      return `${promisify}(${own ?? this.#load(target)})`;
    }
    const util = canonical('node:util', ['promisify']);
    const visiblePromisify = this.#visible(util, root);
    const original = visible === undefined ? this.#add(target) : this.#keep(visible);
    const promisify = visiblePromisify === undefined ? this.#add(util) : this.#keep(visiblePromisify);
    const name = this.#fresh(`${lastWord(member === '' ? module : member)}Async`, 'Promise');
    const typescript = /\.[mc]?tsx?$/i.test(this.#file.tree.fileName);
    const assertion = typescript && type !== undefined ? ` as ${type}` : '';
    const { semicolon } = this.#file.style;
    this.#hoisted.push(`const ${name} = ${promisify}(${original})${assertion}${semicolon}`);
    return name;
  }

  /**
   * The name of a helper function, which is declared once per file; undefined where nothing can be declared at the top.
   * `started` is the member of a module that starts the child process.
   */
  helper(key: string, started: ModulePath): string | undefined {
    if (this.#system === 'none') return undefined;
    const { scopes, style, tree } = this.#file;
    const helper = helperFunction(key);
    const typing = typingOf(tree);
    for (const { kind, name, declaration } of scopes.root.values.values()) {
      const text = kind === 'function' ? declaration.parent.getText(tree) : '';
      if (text !== '' && isHelper(text, helper, name, typing, style) && this.#sees(name)) return name;
    }
    const name = this.#fresh(helper.name, 'Async');
    const starts = typing === 'none' ? '' : this.member(started.module, started.path.join('.'));
    const named = /^[\w$.]*$/.test(starts)
      ? starts
      : `import(${style.quote}${started.module}${style.quote}).spawn`;
    this.#helpers.push(helperText(helper, name, named, typing, style));
    return name;
  }

  /** Import edits, once it is known what stretches of text the conversion replaces and what arguments it leaves out. */
  edits(gone: readonly Span[], dropped: readonly ts.Expression[] = []): readonly TextEdit[] {
    const removals: Binding[] = [];
    const drop = (expression: ts.Node | undefined, spans: readonly Span[]): void => {
      const binding = expression === undefined ? undefined : this.#rootBinding(expression);
      if (binding === undefined || this.#kept.has(binding) || removals.includes(binding)) return;
      if (removable(this.#file, binding) === undefined || isUsed(this.#file, binding, spans)) return;
      removals.push(binding);
      const initializer = ts.isVariableDeclaration(binding.declaration.parent)
        ? binding.declaration.parent.initializer
        : undefined;
      // What only this declaration used is left over in turn.
      if (initializer !== undefined) {
        const wider = [...spans, spanOf(initializer)];
        for (const name of namesIn(initializer)) drop(name, wider);
      }
    };
    drop(this.#callee, gone);
    for (const name of dropped.flatMap(namesIn)) drop(name, gone);
    return importEdits(this.#file, {
      system: this.#system,
      additions: this.#additions,
      hoisted: this.#hoisted,
      helpers: this.#helpers,
      removals,
      beside: this.#hoisted.length + this.#helpers.length === 0 ? this.#demanded() : undefined,
    });
  }

  /** Whether a name of the top level means the same at the call. */
  #sees(name: string): boolean {
    const { scopes } = this.#file;
    return lookup(scopeAt(scopes, this.#at), name) === scopes.root.values.get(name);
  }

  #rootBinding(expression: ts.Node): Binding | undefined {
    let at = expression;
    while (ts.isExpression(at)) {
      const inner = unwrap(at);
      if (ts.isIdentifier(inner)) return lookup(scopeAt(this.#file.scopes, inner), inner.text);
      if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) at = inner.expression;
      else if (ts.isBinaryExpression(inner)) at = inner.right;
      else return undefined;
    }
    return undefined;
  }

  /** The local statement that loaded the callee on demand, where names loaded at the top would change when that happens. */
  #demanded(): ts.VariableStatement | undefined {
    const binding = this.#callee === undefined ? undefined : this.#rootBinding(this.#callee);
    return binding === undefined ? undefined : onDemand(binding);
  }

  /** The declared name that leads to the target with the fewest members after it. */
  #visible(target: ModulePath, from: Scope): Visible | undefined {
    let best: Visible | undefined;
    for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
      for (const binding of scope.values.values()) {
        if (binding.name === '' || lookup(from, binding.name) !== binding) continue;
        const path = bindingPath(binding, this.#file.scopes);
        const rest = path === undefined ? undefined : below(target, path);
        if (rest === undefined || rest.length >= (best?.rest.length ?? Infinity)) continue;
        if (
          scope === this.#file.scopes.root ||
          binding.declaration.end <= this.#at.getStart(this.#file.tree)
        ) {
          best = { binding, rest };
        }
      }
    }
    return best;
  }

  #keep({ binding, rest }: Visible): string {
    this.#kept.add(binding);
    return [binding.name, ...rest].join('.');
  }

  /** The object that the call was made on, where the target is a member of it: `require('fs')` → `….promises.readFile`. */
  #own(target: ModulePath): { readonly members: number; readonly keep: () => string } | undefined {
    const callee = this.#callee === undefined ? undefined : unwrap(this.#callee);
    if (callee === undefined) return undefined;
    if (ts.isBinaryExpression(callee)) return undefined;
    if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return undefined;
    let object: ts.Expression = callee.expression;
    for (;;) {
      const path = modulePath(object, this.#file.scopes);
      const rest = path === undefined ? undefined : below(target, path);
      if (rest !== undefined) {
        const dot = callee.questionDotToken !== undefined && object === callee.expression ? '?.' : '.';
        const held = object;
        return {
          members: rest.length,
          keep: () => {
            const binding = this.#rootBinding(held);
            if (binding !== undefined) this.#kept.add(binding);
            const text = held.getText(this.#file.tree);
            return rest.length === 0 ? text : text + dot + rest.join('.');
          },
        };
      }
      const inner = unwrap(object);
      if (memberName(inner) === undefined || !ts.isPropertyAccessExpression(inner)) return undefined;
      object = inner.expression;
    }
  }

  #load(target: ModulePath): string {
    // A whole package has no name of its own: only an ES module can import it as `default`.
    const isUnnamed = target.path.length === 0 && this.#system !== 'esm';
    return isUnnamed || (this.#system === 'none' && this.#demanded() === undefined)
      ? this.#inline(target)
      : this.#add(target);
  }

  /** Loads the module where it is used: right in files of either module system. */
  #inline(target: ModulePath): string {
    const { specifier, path } = importable(target);
    const { quote, nodePrefix } = this.#file.style;
    const name = quote + specifier.replace(/^node:/, nodePrefix) + quote;
    const callee = this.#callee === undefined ? '' : this.#callee.getText(this.#file.tree);
    const load = /^require\s*\(/.test(callee)
      ? `require(${name})`
      : /^process\s*\.\s*getBuiltinModule\s*\(/.test(callee)
        ? `process.getBuiltinModule(${name})`
        : `(await import(${name}))`;
    return [load, ...path].join('.');
  }

  #add(target: ModulePath): string {
    const { specifier, path } = importable(target);
    const [imported = 'default', ...rest] = path;
    const equals = this.#system === 'import-equals' && this.#demanded() === undefined;
    const wanted = equals ? camelCase(specifier) : imported;
    const before = this.#additions.find((one) => one.specifier === specifier && one.imported === wanted);
    const name = wanted === 'default' ? camelCase(specifier) : wanted;
    const local = before?.local ?? this.#fresh(name, equals ? 'Module' : 'Async');
    if (before === undefined) this.#additions.push({ specifier, imported: wanted, local });
    return [local, ...(equals ? path : rest)].join('.');
  }

  #fresh(name: string, suffix: string): string {
    const free = (candidate: string): boolean =>
      !this.#file.names.has(candidate) && !this.#taken.has(candidate);
    let candidate = name;
    for (let count = 1; !free(candidate); count += 1)
      candidate = name + suffix + (count > 1 ? String(count) : '');
    this.#taken.add(candidate);
    return candidate;
  }

  #existingPromisified(target: ModulePath): string | undefined {
    const { scopes } = this.#file;
    const from = scopeAt(scopes, this.#at);
    for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
      for (const binding of scope.values.values()) {
        const { parent } = binding.declaration;
        if (binding.kind !== 'const' || !ts.isVariableDeclaration(parent) || parent.initializer === undefined)
          continue;
        const call = unwrap(parent.initializer);
        if (!ts.isCallExpression(call) || call.arguments.length !== 1) continue;
        const callee = modulePath(call.expression, scopes);
        const original = call.arguments[0] === undefined ? undefined : modulePath(call.arguments[0], scopes);
        if (callee?.module !== 'node:util' || callee.path.join('.') !== 'promisify') continue;
        if (original?.module !== target.module || original.path.join('.') !== target.path.join('.')) continue;
        if (lookup(from, binding.name) === binding) return binding.name;
      }
    }
    return undefined;
  }
}

interface Visible {
  readonly binding: Binding;
  readonly rest: readonly string[];
}

function namesIn(expression: ts.Expression): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  some(expression, (node) => {
    if (ts.isIdentifier(node) && !isMemberName(node)) found.push(node);
    return false;
  });
  return found;
}

/** How a file says what type its functions have: in comments, where it is JavaScript that TypeScript checks. */
function typingOf({ fileName, text }: ts.SourceFile): Typing {
  if (/\.[mc]?tsx?$/i.test(fileName)) return 'types';
  return /@ts-check|@(?:param|type|returns?|typedef)\s*\{/.test(text) ? 'comments' : 'none';
}

function lastWord(text: string): string {
  return /[\w$]+$/.exec(text)?.[0] ?? text;
}

function camelCase(specifier: string): string {
  return specifier.replace(/^node:/, '').replace(/[^\w$]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
