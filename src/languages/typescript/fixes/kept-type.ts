import type { TextEdit } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import { unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';

/** A variable or a field that keeps a value which is made when it is first asked for, and that only one place writes. */
export interface KeptPlace {
  /** How it is named where it is written. */
  readonly text: string;
  readonly is: (node: ts.Expression | undefined) => boolean;
  /** How the promise of the value is named there. */
  readonly promise: string;
  /** Declares the promise. */
  readonly declared: TextEdit;
}

/**
 * The annotation of a variable for the promise of a value: nothing in JavaScript. Undefined where the value has no declared
 * type: such a type grows with what it is given, which a promise of it cannot follow.
 */
export function promiseOf(file: FixFile, type: ts.TypeNode | undefined): string | undefined {
  if (!/\.[mc]?tsx?$/i.test(file.tree.fileName)) return '';
  return type === undefined ? undefined : `: Promise<${madeType(type)}> | undefined`;
}

/** The declared type without what stands for no value. */
function madeType(type: ts.TypeNode): string {
  if (isPlain(type)) return type.getText();
  if (!ts.isUnionTypeNode(type)) return `NonNullable<${type.getText()}>`;
  const isEmpty = (one: ts.TypeNode): boolean => /^(?:undefined|null)$/.test(one.getText());
  const made = type.types.filter((one) => !isEmpty(one)).map((one) => one.getText());
  return made.length < type.types.length ? made.join(' | ') : `NonNullable<${type.getText()}>`;
}

/** A type that has no place for what stands for no value. */
function isPlain({ kind }: ts.TypeNode): boolean {
  return (
    kind === ts.SyntaxKind.StringKeyword ||
    kind === ts.SyntaxKind.NumberKeyword ||
    kind === ts.SyntaxKind.BooleanKeyword ||
    kind === ts.SyntaxKind.ArrayType ||
    kind === ts.SyntaxKind.TypeLiteral
  );
}

/** Whether a variable or a field has no value at first. */
export function isEmptyAtFirst({ initializer }: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  if (initializer === undefined) return true;
  const value = unwrap(initializer);
  return value.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(value) && value.text === 'undefined');
}
