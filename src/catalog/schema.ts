/** What one catalogue record says. The records are data only; every consumer derives what it needs from them. */

/** Diagnostic code, and name of a documentation page. */
export type Category =
  | 'sleep'
  | 'input'
  | 'file'
  | 'network'
  | 'database'
  | 'process'
  | 'crypto'
  | 'compression'
  | 'compile'
  | 'lock'
  | 'loop'
  | 'module';

/**
 * How long a call may hold the event loop: `brief` for a metadata look-up or a small computation, `io` for work that
 * grows with a file or a device, `process` for a child process, `cpu` for computation, `unbounded` for sleeps, prompts
 * and locks. Brief calls are reported one severity lower.
 */
export type Cost = 'brief' | 'io' | 'process' | 'cpu' | 'unbounded';

/** Narrows a record to some calls of its member. All given parts must hold. */
export interface CallCondition {
  /** Blocks only with at most this many arguments (one more would be the callback). */
  readonly maxArguments?: number;
  /** Blocks only when no argument is a function (an evident one: a literal, or a name bound to a function). */
  readonly withoutCallback?: true;
  /** Blocks only when this argument is a string literal whose text matches the regular expression. */
  readonly argumentMatches?: { readonly index: number; readonly pattern: string };
  /** Blocks only when this argument is this literal. */
  readonly argumentIs?: { readonly index: number; readonly value: string | number | boolean };
}

/**
 * A text that is awaited instead of the call. In `expression`,
 * `{module#member}` stands for an imported name (`{node:fs/promises#readFile}`, or a path: `{node:util#promisify}`),
 * `{args}` for the arguments as written, `{0}`, `{1}`, … for one argument, `{0?}` for one that may be missing, and
 * `{receiver}` for the object the method was called on. The text binds like an `await` expression or tighter; the fix
 * adds parentheses where its surroundings need them.
 */
export interface AwaitedForm {
  readonly kind: 'await';
  /** For example `await {node:fs/promises#readFile}({args})`. */
  readonly expression: string;
  /** Names of argument shapes for which this is no twin: the fix is not offered for them. */
  readonly unless?: readonly ArgumentGuard[];
  /** Names of rewrites of the arguments that keep the result's shape. */
  readonly adapt?: readonly ArgumentAdapter[];
  /** How messages call it: `await fs.promises.readFile(…)`. */
  readonly instead: string;
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
 * `unknown-options`: options that are not an object literal; `spread`: a spread argument; `callback`: a function argument.
 */
export type ArgumentGuard =
  | 'descriptor'
  | 'stdio'
  | 'input'
  | 'shell-string'
  | 'error-fields'
  | 'unknown-options'
  | 'spread'
  | 'callback'
  | 'value-used';

/**
 * `no-entry`: `throwIfNoEntry: false` becomes a catch that returns undefined for ENOENT only;
 * `buffer-result`: adds `encoding: 'buffer'` where no encoding is given, because the promise form would give a string.
 */
export type ArgumentAdapter = 'no-entry' | 'buffer-result';

/** An API that blocks, of a module or of the global object. */
export interface BlockingApi {
  /**
   * Path below the module: `readFileSync`, `realpathSync.native`; `DatabaseSync` for its `new`; `StatementSync#all` for
   * a method of its instances.
   */
  readonly member: string;
  readonly category: Category;
  readonly cost: Cost;
  /** A clause that follows the API's name in a message: "reads the whole file before anything else can run". */
  readonly why: string;
  readonly when?: CallCondition;
  readonly replacement: Replacement;
  /** Whole small programs; `good` is what the fix makes of `bad`, or clean code where there is no fix. */
  readonly example: { readonly bad: string; readonly good: string };
}

/**
 * Who runs a function that is passed to an API, and when.
 * `sync`: during the call; `promise`: a promise reaction; `event`: later, from the event loop; `never`: where blocking
 * is no matter (at exit, in a worker) or must be synchronous.
 */
export type CallbackTiming = 'sync' | 'promise' | 'event' | 'never';

/** What an API does with a function it is given. */
export interface CallbackConsumer {
  /** Like `BlockingApi.member`; a trailing `*` matches any rest. */
  readonly member: string;
  /** Position of the function among the arguments; `last` for Node-style callbacks, `any` for each of them. */
  readonly argument: number | 'last' | 'any';
  readonly timing: CallbackTiming;
  /** Only when the first argument is one of these string literals (event names). */
  readonly events?: readonly string[];
}

/** All that is known about one module: a package, a built-in module, `globals`, or `language` (constructs without a name). */
export interface ModuleCatalog {
  /** `node:fs`, `better-sqlite3`; built-in modules of Node with the `node:` prefix. */
  readonly module: string;
  readonly language: 'javascript' | 'python';
  readonly blocking: readonly BlockingApi[];
  readonly callbacks?: readonly CallbackConsumer[];
  /** What members give, where a later call depends on it: `{ 'DatabaseSync#prepare()': 'StatementSync#' }`. */
  readonly gives?: Readonly<Record<string, string>>;
  /** Functions whose result is a promise, where a function that returns it counts as returning a promise. */
  readonly promises?: readonly string[];
}
