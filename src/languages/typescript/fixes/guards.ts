import type { ArgumentGuard } from '../../../catalog/schema.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import type { CallShape } from './call-shape.ts';
import { arrayEvidence, bindingOf, declaredType, initializerOf } from './evidence.ts';
import { constantOptions, knownOptions } from './call-options.ts';
import { differing, readErrorField, written } from './error-fields.ts';
import { memberName, some, unwrap, wrapped } from './nodes.ts';
import { readMembers } from './read-members.ts';
import type { FixFile } from './site.ts';

type Check = (file: FixFile, shape: CallShape) => string | undefined;

const checks: Readonly<Record<ArgumentGuard, Check>> = {
  descriptor: (file, { args }) => (args[0] === undefined ? undefined : descriptor(file, args[0])),
  stdio: (file, { args }) => {
    const value = propertyOf(knownOptions(file, args), 'stdio');
    return value === undefined || isPiped(value) ? undefined : t('its `stdio` option has no awaited form');
  },
  input: (file, { args }) =>
    propertyOf(knownOptions(file, args), 'input') === undefined
      ? undefined
      : t('its `input` option has no awaited form'),
  'error-fields': (_, { node }) => lacking(readErrorField(node, differing)),
  'error-output': (_, { node }) => lacking(readErrorField(node, written)),
  'unknown-options': (file, { args }) =>
    args.slice(1).every((arg, index) => isReadable(file, arg, index === args.length - 2))
      ? undefined
      : t('its options are not written here, and the awaited form does not take all of them'),
  spread: (_, { args }) =>
    args.some((arg) => ts.isSpreadElement(arg))
      ? t('its arguments are spread, so they cannot be checked')
      : undefined,
  callback: (file, { args }) =>
    args.some((arg) => isCallback(file, arg))
      ? t('a function is passed to it that has to answer at once')
      : undefined,
  'value-used': (_, { node }) =>
    ts.isExpressionStatement(wrapped(node).parent)
      ? undefined
      : t('its result is used, and the awaited form has another'),
  'stdio-given': (file, { args }) =>
    propertyOf(knownOptions(file, args), 'stdio') === undefined
      ? undefined
      : t('its `stdio` option has no awaited form'),
  'beyond-exit': (file, { node }) => beyond(readMembers(file, node), ['status', 'signal', 'error']),
  'beyond-outcome': (file, { node }) =>
    beyond(readMembers(file, node), ['status', 'signal', 'error', 'stdout', 'stderr']),
};

function beyond(read: readonly string[] | undefined, known: readonly string[]): string | undefined {
  if (read === undefined) return t('its result goes on to other code, and the awaited form has another');
  const other = read.find((name) => !known.includes(name));
  return other === undefined ? undefined : t('the result of the awaited form has no `{0}`', other);
}

/** Why the twin is none for these arguments; undefined when all guards let it pass. */
export function guarded(
  file: FixFile,
  shape: CallShape,
  guards: readonly ArgumentGuard[],
): string | undefined {
  for (const guard of guards) {
    const reason = checks[guard](file, shape);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function lacking(field: string | undefined): string | undefined {
  return field === undefined
    ? undefined
    : t('the error of the awaited form has no `{0}` like the one read here', field);
}

function descriptorReason(): string {
  return t('the awaited form takes no file descriptor');
}

function descriptor(file: FixFile, node: ts.Expression): string | undefined {
  const at = unwrap(node);
  if (ts.isSpreadElement(at)) return checks.spread(file, { args: [at] } as unknown as CallShape);
  if (ts.isStringLiteralLike(at)) {
    return /^\/dev\/(?:stdin|fd\/)/.test(at.text)
      ? t('standard input is read through a stream instead')
      : undefined;
  }
  if (ts.isNumericLiteral(at)) return descriptorReason();
  const name = ts.isIdentifier(at) ? at.text : memberName(at);
  if (name !== undefined && /^(?:fd|handle|fileDescriptor)$|F[dD]\d*$|[fF]ileDescriptor$|_fd$/.test(name)) {
    return descriptorReason();
  }
  if (ts.isCallExpression(at) && /openSync$/.test(at.expression.getText())) return descriptorReason();
  const binding = bindingOf(at, file.scopes);
  if (binding === undefined) return undefined;
  const type = declaredType(binding);
  if (type !== undefined && some(type, (part) => part.kind === ts.SyntaxKind.NumberKeyword))
    return descriptorReason();
  const initializer = initializerOf(binding) ?? variableInitializer(binding.declaration);
  return initializer === undefined || bindingOf(initializer, file.scopes) === binding
    ? undefined
    : ts.isIdentifier(unwrap(initializer))
      ? undefined
      : descriptor(file, initializer);
}

function variableInitializer(declaration: ts.Node): ts.Expression | undefined {
  return ts.isVariableDeclaration(declaration.parent) ? declaration.parent.initializer : undefined;
}

/** The property of an object literal; a shorthand one counts. */
export function propertyOf(
  options: ts.ObjectLiteralExpression | undefined,
  name: string,
): ts.ObjectLiteralElementLike | undefined {
  return options?.properties.find((property) => {
    const key = property.name;
    return key !== undefined && (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) && key.text === name;
  });
}

/** `stdio: 'pipe'`, written as a word or as a list, in which the input may be ignored as well. */
export function isPiped(property: ts.ObjectLiteralElementLike): boolean {
  if (!ts.isPropertyAssignment(property)) return false;
  const value = unwrap(property.initializer);
  const pipe = (node: ts.Expression | undefined): boolean =>
    node === undefined || (ts.isStringLiteralLike(node) && node.text === 'pipe');
  if (!ts.isArrayLiteralExpression(value)) return pipe(value);
  const [input, ...output] = value.elements;
  const isIgnored = input !== undefined && ts.isStringLiteralLike(input) && input.text === 'ignore';
  return output.length <= 2 && (isIgnored || pipe(input)) && output.every(pipe);
}

/** An argument after the first whose effect on the options is known. */
function isReadable(file: FixFile, node: ts.Expression, isLast: boolean): boolean {
  const at = isLast ? (constantOptions(file, node) ?? unwrap(node)) : unwrap(node);
  if (ts.isObjectLiteralExpression(at)) {
    return at.properties.every(
      (property) => property.name !== undefined && !ts.isComputedPropertyName(property.name),
    );
  }
  if (ts.isArrayLiteralExpression(at)) return true;
  return !isLast || arrayEvidence(at, file.scopes) === 'array';
}

function isCallback(file: FixFile, node: ts.Expression): boolean {
  const at = unwrap(node);
  if (ts.isFunctionLike(at)) return true;
  if (ts.isObjectLiteralExpression(at)) {
    return at.properties.some(
      (property) =>
        ts.isMethodDeclaration(property) ||
        ts.isSpreadAssignment(property) ||
        (ts.isPropertyAssignment(property) && isCallback(file, property.initializer)),
    );
  }
  const binding = bindingOf(at, file.scopes);
  if (binding === undefined) return false;
  const value = initializerOf(binding);
  return binding.kind === 'function' || (value !== undefined && ts.isFunctionLike(unwrap(value)));
}
