import { lookup, scopeAt, type Binding, type Scopes } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isReassigned } from './assignments.ts';
import { isFunctionLiteral, memberName, unwrap } from './nodes.ts';
import { declarationOf } from './unused.ts';

/** The declared binding of an identifier. */
export function bindingOf(node: ts.Expression, scopes: Scopes): Binding | undefined {
  const at = unwrap(node);
  return ts.isIdentifier(at) ? lookup(scopeAt(scopes, at), at.text) : undefined;
}

/** The declared type of a variable or parameter. */
export function declaredType(binding: Binding): ts.TypeNode | undefined {
  const { parent } = binding.declaration;
  return ts.isVariableDeclaration(parent) || ts.isParameter(parent) ? parent.type : undefined;
}

/** What a `const` is initialised with, when it is not destructured. */
export function initializerOf(binding: Binding): ts.Expression | undefined {
  const { parent } = binding.declaration;
  return binding.kind === 'const' && ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
}

/** What an expression evidently is: an array, surely something else, or unknown. */
export type ArrayEvidence = 'array' | 'other' | 'unknown';

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
    return constant ? arrayEvidence(node.expression, scopes, depth + 1) : typeEvidence(node.type);
  }
  if (ts.isArrayLiteralExpression(node)) return 'array';
  if (ts.isAwaitExpression(node)) {
    const inner = unwrap(node.expression);
    return ts.isCallExpression(inner) ? callEvidence(inner, scopes, depth, true) : 'unknown';
  }
  if (ts.isCallExpression(node)) return callEvidence(node, scopes, depth, false);
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression))
    return node.expression.text === 'Array' ? 'array' : 'other';
  if (ts.isPropertyAccessExpression(node)) return memberEvidence(node);
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
  const declared = returnType(callee, scopes);
  if (declared !== undefined) return awaited ? promised(declared) : typeEvidence(declared);
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

/** `process.argv`, or a member of `this` whose type its class declares. */
function memberEvidence(node: ts.PropertyAccessExpression): ArrayEvidence {
  if (node.getText() === 'process.argv') return 'array';
  if (node.expression.kind !== ts.SyntaxKind.ThisKeyword) return 'unknown';
  let at: ts.Node = node.parent;
  while (!ts.isClassLike(at)) {
    if (ts.isSourceFile(at) || ts.isFunctionExpression(at) || ts.isFunctionDeclaration(at)) return 'unknown';
    at = at.parent;
  }
  for (const member of at.members) {
    const declared = ts.isConstructorDeclaration(member) ? member.parameters : [member];
    for (const one of declared) {
      const typed = ts.isPropertyDeclaration(one) || (ts.isParameter(one) && one.modifiers !== undefined);
      if (typed && one.type !== undefined && one.name.getText() === node.name.text)
        return typeEvidence(one.type);
    }
  }
  return 'unknown';
}

function bindingEvidence(binding: Binding, scopes: Scopes, depth: number): ArrayEvidence {
  const { parent } = binding.declaration;
  const type = declaredType(binding);
  if (type !== undefined) return typeEvidence(type);
  if (ts.isParameter(parent)) return parent.dotDotDotToken === undefined ? 'unknown' : 'array';
  if (ts.isBindingElement(parent)) {
    const rest = parent.dotDotDotToken !== undefined && ts.isArrayBindingPattern(parent.parent);
    return rest ? 'array' : 'unknown';
  }
  const initializer = declarationOf(binding)?.initializer;
  if (initializer === undefined) return 'unknown';
  const evidence = arrayEvidence(initializer, scopes, depth);
  if (binding.kind === 'const') return evidence;
  return evidence === 'array' && !isReassigned(binding) ? 'array' : 'unknown';
}

/** The declared return type of a function of this file that is called by its name. */
function returnType(callee: ts.Expression, scopes: Scopes): ts.TypeNode | undefined {
  const declaration = bindingOf(callee, scopes)?.declaration.parent;
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration.type;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && isFunctionLiteral(value) ? value.type : undefined;
}

function promised(type: ts.TypeNode): ArrayEvidence {
  if (!ts.isTypeReferenceNode(type) || type.typeName.getText() !== 'Promise') return 'unknown';
  const [value] = type.typeArguments ?? [];
  return value === undefined ? 'unknown' : typeEvidence(value);
}

/** What a type annotation says. */
export function typeEvidence(type: ts.TypeNode): ArrayEvidence {
  if (ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type)) return 'array';
  if (ts.isParenthesizedTypeNode(type)) return typeEvidence(type.type);
  if (ts.isTypeOperatorNode(type)) return typeEvidence(type.type);
  if (ts.isTypeReferenceNode(type)) {
    const name = type.typeName.getText();
    if (name === 'Array' || name === 'ReadonlyArray') return 'array';
    return /^(?:Readonly)?(?:Map|Set)$|Array$|^Buffer$/.test(name) ? 'other' : 'unknown';
  }
  return 'unknown';
}
