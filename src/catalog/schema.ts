/** What one catalogue record says. The records are data only; every consumer derives what it needs from them. */

/** All categories, in the order in which documents list them. */
export const categories = [
  'sleep',
  'input',
  'file',
  'network',
  'database',
  'process',
  'crypto',
  'compression',
  'compile',
  'lock',
  'loop',
  'module',
] as const;

/** Diagnostic code, and name of a documentation page. */
export type Category = (typeof categories)[number];

/**
 * How long a call may hold the event loop: `brief` for a metadata look-up or a small computation, `io` for work that
 * grows with a file or a device, `process` for a child process, `cpu` for computation, `unbounded` for sleeps, prompts
 * and locks. Brief calls are reported one severity lower.
 */
export type Cost = 'brief' | 'io' | 'process' | 'cpu' | 'unbounded';

/** Narrows a record to some calls of its member. All given parts must hold. Arguments count from 0. */
export interface CallCondition {
  /** Blocks only with at most this many arguments (one more would be the callback). */
  readonly maxArguments?: number;
  /** Blocks only when no argument is a function (an evident one: a literal, or a name bound to a function). */
  readonly withoutCallback?: true;
  /** Blocks only when no argument is an object literal that sets this property to anything but false: `{ async: true }`. */
  readonly withoutOption?: string;
  /** Blocks only when this argument is a string or number literal whose text matches the regular expression. */
  readonly argumentMatches?: { readonly index: number; readonly pattern: string };
  /** Blocks only when this argument is this literal. */
  readonly argumentIs?: { readonly index: number; readonly value: string | number | boolean };
  /** Blocks unless this argument is this literal. */
  readonly argumentIsNot?: { readonly index: number; readonly value: string | number | boolean };
  /**
   * Blocks only when the command line matches the regular expression, ignoring case: the string literal of argument 0, then the
   * string literals of an array literal in argument 1, joined by blanks. A named group `seconds` is what the
   * placeholder `{milliseconds}` of the replacement is computed from.
   */
  readonly commandMatches?: string;
  /** Blocks only when an argument is an object literal that has one of these options; plain pipes (`'pipe'`) do not count. */
  readonly option?: readonly string[];
  /**
   * Only when this argument is evidently a new typed array over a new `SharedArrayBuffer` that is used for nothing
   * else, so that nobody can ever notify a waiter.
   */
  readonly unshared?: number;
  /** Only when the call, negated, is the condition of a loop without `await` in its body: the loop asks again and again. */
  readonly polled?: true;
}

/**
 * A text that takes the place of the call, with the `await` in it. Placeholders in `expression`:
 * `{module#member}` an imported name (`{node:fs/promises#readFile}`); `{which#}` the package itself, its default export;
 * `{promisify(module#member)}` the hoisted `const memberAsync = promisify(member);`;
 * `{args}` the arguments as written; `{0}`, `{1}`, … one argument (where it is missing, the fix is not offered);
 * `{receiver}` the object the method was called on (where there is none in the text, the fix is not offered);
 * `{helper(name)}` a small function that is put at the top of the file, where no function of the platform does the same;
 * `{milliseconds}` the duration that `CallCondition.commandMatches` read, as a number literal.
 * Other identifiers are globals. The text binds like an `await` expression or tighter; the fix adds parentheses where
 * its surroundings need them.
 */
export interface AwaitedForm {
  readonly kind: 'await';
  /** For example `await {node:fs/promises#readFile}({args})`. */
  readonly expression: string;
  /** Names of argument shapes for which this is no twin: the fix is not offered for them. */
  readonly unless?: readonly ArgumentGuard[];
  /** Names of rewrites of the arguments that keep the result's shape. */
  readonly adapt?: readonly ArgumentAdapter[];
  /**
   * In TypeScript only: the type the hoisted promisified function is asserted to have, because `promisify` infers a
   * wrong one from its overloads: `const scryptAsync = promisify(scrypt) as …;`.
   */
  readonly promisifiedType?: string;
  /** What the conversion changes beyond interleaving, as a clause: a reason to call the fix a suggestion. */
  readonly changes?: string;
  /** How messages call it, as code: `await fs.promises.readFile(…)`. */
  readonly instead: string;
  /** Another form, for calls that this one does not fit. */
  readonly or?: Omit<AwaitedForm, 'instead'>;
}

/** No call can take its place; the message says what to do. */
export interface Advice {
  readonly kind: 'advice';
  /** An imperative clause without a full stop: "use `spawn` and await its `close` event". */
  readonly instead: string;
}

export type Replacement = AwaitedForm | Advice;

/**
 * Argument shapes that rule a twin out. An argument that cannot be read statically (an options variable, a spread) is
 * ruled out too where the guard concerns it.
 * `descriptor`: the first argument may be a file descriptor; `stdio`: a `stdio` option other than pipe; `input`: an
 * `input` option; `error-fields`: a surrounding catch reads fields that differ (`status`, `output`, `pid`, …);
 * `unknown-options`: options that are not an object literal; `spread`: a spread argument; `callback`: a function
 * argument; `value-used`: the call is more than a statement of its own; `stdio-given`: any `stdio` option;
 * `error-output`: a surrounding catch reads what the command wrote, or its process id; `beyond-exit`: more is read of the
 * result than `status`, `signal` and `error`; `beyond-outcome`: more than these, `stdout` and `stderr`.
 */
export type ArgumentGuard =
  | 'descriptor'
  | 'stdio'
  | 'input'
  | 'error-fields'
  | 'unknown-options'
  | 'spread'
  | 'callback'
  | 'value-used'
  | 'stdio-given'
  | 'error-output'
  | 'beyond-exit'
  | 'beyond-outcome';

/**
 * `no-entry`: `throwIfNoEntry: false` becomes a catch that returns undefined for ENOENT and ENOTDIR, as `statSync` does
 * since Node 22; `no-link-entry`: for ENOENT only, as `lstatSync` does;
 * `buffer-result`: adds `encoding: 'buffer'` where no encoding is given, because the promise form would give a string;
 * `unread-output`: streams that nobody reads are `ignore`, and options that only concern them go; `shared-streams`: the
 * same where the process shares the streams for its output; `in-shell`: that, and `shell: true`;
 * `await-using`: the call initialises a `using` declaration, which becomes `await using`; not offered elsewhere.
 */
export type ArgumentAdapter =
  | 'no-entry'
  | 'no-link-entry'
  | 'buffer-result'
  | 'unread-output'
  | 'shared-streams'
  | 'in-shell'
  | 'await-using';

/** A version of a package, as far as it matters: `9`, `'0.5.14'`. */
export type Version = number | string;

/** Versions from one on, and up to but without another one. */
export interface VersionRange {
  readonly from?: Version;
  readonly below?: Version;
}

/** An API that blocks, of a module or of the global object. */
export interface BlockingApi {
  /**
   * Path below the module: `readFileSync`, `realpathSync.native`; `DatabaseSync` for its `new`; `StatementSync#all` for
   * a method of its instances; nothing for a package that is called itself (`import which from 'which'`), and `()` for
   * what it gives then. A member may have several records with different conditions: the first whose `when` holds
   * counts, and where none holds the call does not block.
   */
  readonly member: string;
  readonly category: Category;
  readonly cost: Cost;
  /** A clause that follows the API's name in a message: "reads the whole file before anything else can run". */
  readonly why: string;
  readonly when?: CallCondition;
  /**
   * Only these versions of the package. The record does not count where the version is not known; another one of the
   * member, without versions, does.
   */
  readonly versions?: VersionRange;
  readonly replacement: Replacement;
  /** Reported only where the user gives its category a severity. */
  readonly defaultSeverity?: 'off';
  /** Identifiers one of which occurs wherever the API is used; without them, the last segment of `member`. */
  readonly terms?: readonly string[];
  /** Whole small programs; `good` is what the fix makes of `bad`, or clean code where there is no fix. */
  readonly example: { readonly bad: string; readonly good: string };
}

/**
 * Who runs a function that is passed to an API, and when.
 * `sync`: during the call; `promise`: a promise reaction; `event`: later, from the event loop; `never`: where blocking
 * is no matter (at exit, in a worker) or must be synchronous.
 */
export type CallbackTiming = 'sync' | 'promise' | 'event' | 'never';

/** What an API does with a function it is given. The first consumer of a member whose parts all fit counts. */
export interface CallbackConsumer {
  /** Like `BlockingApi.member`; a trailing `*` matches any rest. */
  readonly member: string;
  /** Position of the function among the arguments; `last` for Node-style callbacks, `any` for each of them. */
  readonly argument: number | 'last' | 'any';
  /** The function is this property of that argument, an object: `cpSync(a, b, { filter })`. */
  readonly property?: string;
  readonly timing: CallbackTiming;
  /** Only when the first argument is one of these string literals (event names). */
  readonly events?: readonly string[];
  /** What the function's parameters are given, in the notation of `gives`. */
  readonly parameters?: readonly string[];
}

/** All that is known about one module: a package, a built-in module, `globals`, or `language` (constructs without a name). */
export interface ModuleCatalog {
  /** `node:fs`, `better-sqlite3`; built-in modules of Node with the `node:` prefix. */
  readonly module: string;
  /** These records are all those of another module, which the package hands on under its own name. */
  readonly handsOn?: string;
  readonly language: 'javascript' | 'python';
  readonly blocking: readonly BlockingApi[];
  readonly callbacks?: readonly CallbackConsumer[];
  /**
   * What members give, where a later call depends on it. Keys: `createDatabase()` for the result of a call (what its
   * `await` gives, where that is a promise), `promises` for a property, `Server#` for the class that instances of `Server`
   * inherit from. `new DatabaseSync` gives `DatabaseSync#` without being listed. Values: a path of the same module
   * (`StatementSync#`, the instances of a class), or of another one after a bar (`node:events|EventEmitter#`; with nothing
   * after the bar, `node:process|`, the module itself).
   */
  readonly gives?: Readonly<Record<string, string>>;
  /** Functions whose names say that they are synchronous, and that do not block: they only make something. */
  readonly harmless?: readonly string[];
  /**
   * Synchronous functions whose twin only pretends to be one: it gives a promise, but computes on the same thread all the
   * same. A trailing `*` matches any rest.
   */
  readonly pretends?: readonly string[];
  /**
   * Functions whose result is a promise, where a function that returns it counts as returning a promise; a trailing
   * `*` matches any rest.
   */
  readonly promises?: readonly string[];
}
