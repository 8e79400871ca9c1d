import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment } from './assignments.ts';
import { modulePath } from './module-path.ts';
import { enclosingFunction, some, unwrap, wrapped } from './nodes.ts';
import { isMemberName, type FixFile } from './site.ts';

/** A file that is opened, used and closed by its descriptor, all in one function. */
export interface Descriptor {
  readonly name: string;
  /** The call of `openSync`. */
  readonly opened: ts.CallExpression;
  /** The calls that get the descriptor first, with the names of their functions. */
  readonly calls: readonly DescriptorCall[];
  /** All places where the variable is named, its declaration among them. */
  readonly names: readonly ts.Node[];
}

/** A call of a function of `node:fs` that works on a descriptor. */
export interface DescriptorCall {
  readonly call: ts.CallExpression;
  readonly member: string;
}

/** The name of a function of `node:fs` that a call evidently calls. */
export function memberOfFs(file: FixFile, call: ts.CallExpression): string | undefined {
  if (call.questionDotToken !== undefined || ts.isOptionalChain(call)) return undefined;
  const path = modulePath(call.expression, file.scopes);
  return path?.module === 'node:fs' && path.path.length === 1 ? path.path[0] : undefined;
}

/** The variable that holds a descriptor: what `openSync` gives goes there, or the call gets it first. */
export function variableOf(file: FixFile, call: ts.CallExpression): Binding | undefined {
  const name = memberOfFs(file, call) === 'openSync' ? holderOf(call) : firstOf(call);
  return name === undefined ? undefined : lookup(scopeAt(file.scopes, name), name.text);
}

/** `const fd = openSync(…)`, `fd = openSync(…)`. */
function holderOf(call: ts.CallExpression): ts.Identifier | undefined {
  const { parent } = call;
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name : undefined;
  const isKept =
    ts.isBinaryExpression(parent) &&
    parent.right === call &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isExpressionStatement(parent.parent);
  return isKept && ts.isIdentifier(parent.left) ? parent.left : undefined;
}

function firstOf(call: ts.CallExpression): ts.Identifier | undefined {
  const [first] = call.arguments;
  const at = first === undefined ? undefined : unwrap(first);
  return at !== undefined && ts.isIdentifier(at) ? at : undefined;
}

/** Where a variable gets what `openSync` gives; undefined where it never does. */
export function openingOf(file: FixFile, binding: Binding): ts.CallExpression | undefined {
  let opened: ts.CallExpression | undefined;
  some(enclosingFunction(binding.declaration) ?? file.tree, (node) => {
    if (!ts.isCallExpression(node) || memberOfFs(file, node) !== 'openSync') return false;
    const holder = holderOf(node);
    if (holder === undefined || lookup(scopeAt(file.scopes, holder), holder.text) !== binding) return false;
    opened = node;
    return true;
  });
  return opened;
}

/**
 * All that a function does with a descriptor; undefined where it does anything but call functions on it and ask whether
 * it is there, or does so in another function.
 */
export function descriptorOf(
  file: FixFile,
  binding: Binding,
  opened: ts.CallExpression,
  isKnown: (member: string) => boolean,
): Descriptor | undefined {
  const { declaration, name } = binding;
  const variable = declaration.parent;
  if (!ts.isVariableDeclaration(variable) || variable.type !== undefined) return undefined;
  const { initializer } = variable;
  if (initializer !== undefined && initializer !== opened && !isNothing(initializer)) return undefined;
  const owner = enclosingFunction(opened);
  if (enclosingFunction(declaration) !== owner || isExported(variable)) return undefined;
  const calls: DescriptorCall[] = [];
  const names: ts.Node[] = [declaration];
  const isOther = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node) || node === declaration || node.text !== name || isMemberName(node))
      return false;
    if (lookup(scopeAt(file.scopes, node), name) !== binding) return false;
    names.push(node);
    if (enclosingFunction(node) !== owner) return true;
    if (node === holderOf(opened) || isAsked(node)) return false;
    const call = wrapped(node).parent;
    if (!ts.isCallExpression(call) || firstOf(call) !== node) return true;
    const member = memberOfFs(file, call);
    if (member === undefined || !isKnown(member)) return true;
    calls.push({ call, member });
    return false;
  };
  return some(owner ?? file.tree, isOther) ? undefined : { name, opened, calls, names };
}

function isNothing(value: ts.Expression): boolean {
  return value.kind === ts.SyntaxKind.NullKeyword || value.getText() === 'undefined';
}

function isExported({ parent }: ts.VariableDeclaration): boolean {
  return (
    ts.isVariableStatement(parent.parent) &&
    (ts.getModifiers(parent.parent)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

/** `if (fd)`, `fd !== undefined`, `fd && …`: whether there is one. */
function isAsked(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isIfStatement(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent) || parent.left !== name || isAssignment(parent)) return false;
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return ts.isExpressionStatement(parent.parent) || ts.isIfStatement(parent.parent);
  return /^[!=]==?$/.test(parent.operatorToken.getText()) && isNothing(parent.right);
}
