import { lookup, scopeAt, type Binding, type Scopes } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isReassigned } from './assignments.ts';
import { returnedBy } from './async-literal.ts';
import { isAsync, isFunctionLiteral, memberName, unwrap } from './nodes.ts';
import { memberType, promisedType, typeEvidence, type ArrayEvidence } from './type-evidence.ts';
import { declarationOf } from './unused.ts';

/** The declared binding of an identifier. */
export function bindingOf(node: ts.Expression, scopes: Scopes): Binding | undefined {
  const at = unwrap(node);
  return ts.isIdentifier(at) ? lookup(scopeAt(scopes, at), at.text) : undefined;
}

/** The declared type of a variable or parameter; in JavaScript that of its documentation comment. */
export function declaredType(binding: Binding): ts.TypeNode | undefined {
  const { parent } = binding.declaration;
  return ts.isVariableDeclaration(parent) || ts.isParameter(parent)
    ? (parent.type ?? ts.getJSDocType(parent))
    : undefined;
}

/** What a `const` is initialised with, when it is not destructured. */
export function initializerOf(binding: Binding): ts.Expression | undefined {
  const { parent } = binding.declaration;
  return binding.kind === 'const' && ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
}

const givesArray = new Set([
  'concat',
  'filter',
  'flat',
  'flatMap',
  'map',
  'reverse',
  'slice',
  'sort',
  'splice',
  'toReversed',
  'toSorted',
  'toSpliced',
  'with',
]);
const namespaces: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Array', new Set(['from', 'of', 'fromAsync'])],
  ['Object', new Set(['keys', 'values', 'entries', 'getOwnPropertyNames', 'getOwnPropertySymbols'])],
  ['Promise', new Set(['all', 'allSettled'])],
  ['Reflect', new Set(['ownKeys'])],
]);
const listings = new Set(['readdirSync', 'readdir', 'globSync', 'glob', 'fromAsync']);

/** Whether an expression is an array, by its text, its annotations and its declaration. */
export function arrayEvidence(node: ts.Expression, scopes: Scopes, depth = 0): ArrayEvidence {
  if (depth > 20) return 'unknown';
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) {
    return arrayEvidence(node.expression, scopes, depth + 1);
  }
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) {
    const constant = ts.isTypeReferenceNode(node.type) && node.type.getText() === 'const';
    return constant ? arrayEvidence(node.expression, scopes, depth + 1) : typeEvidence(node.type, scopes);
  }
  if (ts.isArrayLiteralExpression(node)) return 'array';
  if (ts.isAwaitExpression(node)) {
    const inner = unwrap(node.expression);
    return ts.isCallExpression(inner) ? callEvidence(inner, scopes, depth, true) : 'unknown';
  }
  if (ts.isCallExpression(node)) return callEvidence(node, scopes, depth, false);
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression))
    return node.expression.text === 'Array' ? 'array' : 'other';
  if (ts.isPropertyAccessExpression(node)) return memberEvidence(node, scopes, depth + 1);
  if (ts.isConditionalExpression(node)) {
    const yes = arrayEvidence(node.whenTrue, scopes, depth + 1);
    return yes === arrayEvidence(node.whenFalse, scopes, depth + 1) ? yes : 'unknown';
  }
  if (ts.isBinaryExpression(node)) {
    const fallback = [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
    ] as readonly ts.SyntaxKind[];
    if (!fallback.includes(node.operatorToken.kind)) return 'unknown';
    const left = arrayEvidence(node.left, scopes, depth + 1);
    return left === arrayEvidence(node.right, scopes, depth + 1) ? left : 'unknown';
  }
  if (!ts.isIdentifier(node)) return 'unknown';
  const binding = lookup(scopeAt(scopes, node), node.text);
  return binding === undefined ? 'unknown' : bindingEvidence(binding, scopes, depth + 1);
}

function callEvidence(
  call: ts.CallExpression,
  scopes: Scopes,
  depth: number,
  awaited: boolean,
): ArrayEvidence {
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  if (name === undefined) return 'unknown';
  const called = calledFunction(callee, scopes);
  if (called !== undefined) return resultEvidence(called, scopes, depth + 1, awaited);
  const plain = name.endsWith('Sync') || awaited;
  if (listings.has(name) && plain) return 'array';
  if (!ts.isPropertyAccessExpression(callee)) return 'unknown';
  const object = unwrap(callee.expression);
  if (ts.isIdentifier(object) && namespaces.get(object.text)?.has(name) === true) {
    return object.text === 'Promise' || name === 'fromAsync' ? (awaited ? 'array' : 'other') : 'array';
  }
  if (awaited) return 'unknown';
  if (name === 'split' || name === 'match' || name === 'matchAll')
    return name === 'split' ? 'array' : 'unknown';
  return givesArray.has(name) ? arrayEvidence(callee.expression, scopes, depth + 1) : 'unknown';
}

/** `process.argv`, or a member whose type its class or the type of the object declares. */
function memberEvidence(node: ts.PropertyAccessExpression, scopes: Scopes, depth: number): ArrayEvidence {
  if (node.getText() === 'process.argv') return 'array';
  const object = unwrap(node.expression);
  if (object.kind !== ts.SyntaxKind.ThisKeyword) {
    const binding = bindingOf(object, scopes);
    const whole = binding === undefined ? undefined : declaredType(binding);
    const type = whole === undefined ? undefined : memberType(whole, node.name.text, scopes);
    return type === undefined ? 'unknown' : typeEvidence(type, scopes);
  }
  for (const member of classAround(node)?.members ?? []) {
    const declared = ts.isConstructorDeclaration(member) ? member.parameters : [member];
    for (const one of declared) {
      const typed = ts.isPropertyDeclaration(one) || (ts.isParameter(one) && one.modifiers !== undefined);
      if (!typed || one.name.getText() !== node.name.text) continue;
      const type = one.type ?? ts.getJSDocType(one);
      if (type !== undefined) return typeEvidence(type, scopes);
      // Its type is inferred from its value, and all others have to fit.
      if (isTyped(one) && one.initializer !== undefined) return arrayEvidence(one.initializer, scopes, depth);
    }
  }
  return 'unknown';
}

/** The class whose `this` a node sees. */
function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  let at: ts.Node = node.parent;
  while (!ts.isClassLike(at)) {
    if (ts.isSourceFile(at) || ts.isFunctionExpression(at) || ts.isFunctionDeclaration(at)) return undefined;
    at = at.parent;
  }
  return at;
}

/** Whether a node stands in a file whose types are checked. */
function isTyped(node: ts.Node): boolean {
  return /\.[mc]?tsx?$/i.test(node.getSourceFile().fileName);
}

function bindingEvidence(binding: Binding, scopes: Scopes, depth: number): ArrayEvidence {
  const { parent } = binding.declaration;
  const type = declaredType(binding);
  if (type !== undefined) return typeEvidence(type, scopes);
  if (ts.isParameter(parent)) {
    if (parent.dotDotDotToken !== undefined) return 'array';
    const inferred = isTyped(parent) ? parent.initializer : undefined;
    return inferred === undefined ? 'unknown' : arrayEvidence(inferred, scopes, depth);
  }
  if (ts.isBindingElement(parent)) {
    const rest = parent.dotDotDotToken !== undefined && ts.isArrayBindingPattern(parent.parent);
    return rest ? 'array' : elementEvidence(parent, scopes);
  }
  const initializer = declarationOf(binding)?.initializer;
  if (initializer === undefined) return 'unknown';
  const evidence = arrayEvidence(initializer, scopes, depth);
  if (binding.kind === 'const') return evidence;
  return evidence === 'array' && !isReassigned(binding) ? 'array' : 'unknown';
}

/** `{ args }: Options`, where the type is declared in the file. */
function elementEvidence(element: ts.BindingElement, scopes: Scopes): ArrayEvidence {
  const holder = element.parent.parent;
  const name = element.propertyName ?? element.name;
  if (!ts.isParameter(holder) && !ts.isVariableDeclaration(holder)) return 'unknown';
  if (holder.type === undefined || !ts.isIdentifier(name) || !ts.isObjectBindingPattern(element.parent))
    return 'unknown';
  const type = memberType(holder.type, name.text, scopes);
  return type === undefined ? 'unknown' : typeEvidence(type, scopes);
}

/** The function of this file that a call runs: one that is called by its name, or a method of the class around it. */
function calledFunction(
  callee: ts.Expression,
  scopes: Scopes,
): ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression | undefined {
  const isOwnMethod =
    ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (isOwnMethod) {
    // What overrides it has to give the same, where types are checked.
    if (!isTyped(callee)) return undefined;
    return classAround(callee)?.members.find(
      (member): member is ts.MethodDeclaration =>
        ts.isMethodDeclaration(member) && member.name.getText() === callee.name.text,
    );
  }
  const binding = bindingOf(callee, scopes);
  const declaration = binding?.declaration.parent;
  if (binding === undefined || declaration === undefined || isReassigned(binding)) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && isFunctionLiteral(value) ? value : undefined;
}

/** What a function gives, by its declared type or by all that it returns. */
function resultEvidence(
  called: NonNullable<ReturnType<typeof calledFunction>>,
  scopes: Scopes,
  depth: number,
  awaited: boolean,
): ArrayEvidence {
  const declared = called.type ?? ts.getJSDocReturnType(called);
  if (declared !== undefined) {
    const type = awaited ? promisedType(declared) : declared;
    return type === undefined ? 'unknown' : typeEvidence(type, scopes);
  }
  if (called.asteriskToken !== undefined || called.body === undefined) return 'unknown';
  if (isAsync(called) !== awaited) return isAsync(called) ? 'other' : 'unknown';
  const all = returnedBy(called.body).map((value) => arrayEvidence(value, scopes, depth));
  return all.length > 0 && all.every((one) => one === 'array') ? 'array' : 'unknown';
}
