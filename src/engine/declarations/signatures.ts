import type { DeclaredParameter, Signature } from '../../facts/declaration-facts.ts';

/** How well a function that gives a promise stands in for a synchronous one. */
export interface Likeness {
  /** Whether what the promise holds is declared like the result, for every way to call the function. */
  readonly sameResult: boolean;
  /** Calls with at most so many arguments find parameters of the same types. */
  readonly sameArguments: number;
  /** Nothing says what is given: the package has no declarations. */
  readonly undeclared: boolean;
}

/**
 * Compares a function with one that may be its twin. Undefined when that one gives no promise, or takes another number of
 * arguments, or when the function itself gives a promise, whatever it is called.
 */
export function likenessOf(
  synchronous: readonly Signature[],
  awaited: readonly Signature[],
): Likeness | undefined {
  if (synchronous.some(({ promised }) => promised !== undefined)) return undefined;
  const forms = awaited.filter(({ promised }) => promised !== undefined).map(withoutCallback);
  const matches = synchronous.map((signature) => bestMatch(signature, forms));
  if (matches.length === 0 || matches.every((match) => match === undefined)) return undefined;
  return {
    sameResult: matches.every((match) => match?.sameResult === true),
    sameArguments: Math.min(...matches.map((match) => match?.sameArguments ?? 0)),
    undeclared: matches.some((match) => match?.undeclared === true),
  };
}

/** A promise is given where the callback that may come last is left out. */
function withoutCallback(signature: Signature): Signature {
  const last = signature.params.at(-1);
  const isCallback = last?.optional === true && (last.type.includes('=>') || callbackName.test(last.type));
  return isCallback ? { ...signature, params: signature.params.slice(0, -1) } : signature;
}

const callbackName = /callback/i;

function bestMatch(synchronous: Signature, forms: readonly Signature[]): Likeness | undefined {
  const fitting = forms.filter((form) => takesWhat(form.params, synchronous.params));
  const found = fitting.map((form) => ({
    sameResult: form.promised === synchronous.result,
    sameArguments: sharedTypes(synchronous.params, form.params),
    undeclared: form.undeclared === true || synchronous.undeclared === true,
  }));
  // The result comes first: an overload for each kind of options has a result of its own.
  return found.sort(
    (a, b) => Number(b.sameResult) - Number(a.sameResult) || b.sameArguments - a.sameArguments,
  )[0];
}

/** Whether whatever number of arguments one takes, the other takes as well. */
function takesWhat(other: readonly DeclaredParameter[], one: readonly DeclaredParameter[]): boolean {
  const required = (params: readonly DeclaredParameter[]): number =>
    params.filter(({ optional, rest }) => !optional && !rest).length;
  const most = (params: readonly DeclaredParameter[]): number =>
    params.some(({ rest }) => rest) ? Infinity : params.length;
  return required(other) <= required(one) && most(other) >= most(one);
}

function sharedTypes(one: readonly DeclaredParameter[], other: readonly DeclaredParameter[]): number {
  const different = one.findIndex(({ type, rest }, index) => {
    const same = other[index];
    return same === undefined || !takesAll(same.type, type) || same.rest !== rest;
  });
  return different === -1 ? Infinity : different;
}

/** Whether a type is another one, or a union with it. */
function takesAll(other: string, one: string): boolean {
  const parts = new Set(other.split(' | '));
  return other === one || one.split(' | ').every((part) => parts.has(part));
}
