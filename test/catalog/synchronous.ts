import ts from 'typescript';
import type { Declarations } from './declarations.ts';

const isSync = /Sync$/;

/**
 * All that the declarations of a runtime call synchronous, by their names in findings: functions whose names end in
 * `Sync`, as globals, members of global objects, exports of the runtime's own modules or methods; and all methods of
 * objects that have the word in their own names.
 */
export function synchronousIn(declarations: Declarations, runtime: string): readonly string[] {
  const found = new Set<string>();
  const [file = ''] = declarations.program.getRootFileNames();
  const scopes = [
    // Modules that are declared by their names are looked at as such, and what `globalThis` has is there without it.
    ...[...declarations.globals(file).names].filter(([name]) => !/^(?:"|globalThis$)/.test(name)),
    ...declarations.checker
      .getAmbientModules()
      .map((module) => [module.name.slice(1, -1), module] as const)
      .filter(([name]) => name.split(':')[0] === runtime),
  ];
  for (const [name, symbol] of scopes) visit(name, symbol, name, 0);
  return [...found];

  function visit(path: string, symbol: ts.Symbol, name: string, depth: number): void {
    if (isSync.test(name) && declarations.isFunction(symbol)) found.add(path);
    const isWhole = depth === 0 && /Sync(?:[A-Z]|$)/.test(name);
    for (const member of declarations.membersOfInstance(symbol))
      if (declarations.isFunction(member) && (isWhole || isSync.test(member.name)))
        found.add(`${path}#${member.name}`);
    if (depth > 1 || (symbol.flags & ts.SymbolFlags.Function) !== 0) return;
    const exported = symbol.flags & ts.SymbolFlags.Namespace ? declarations.exportsOf(symbol).names : [];
    const inner = new Map(exported);
    // Objects with members of their own, such as `Deno.stdin`.
    if ((symbol.flags & ts.SymbolFlags.Variable) !== 0 && depth > 0)
      for (const member of declarations.membersOfValue(symbol)) inner.set(member.name, member);
    for (const [member, one] of inner) visit(`${path}.${member}`, one, member, depth + 1);
  }
}
