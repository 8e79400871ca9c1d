import type { FileStyle } from './style.ts';

/** A function that a conversion puts at the top of a file, where no function of the platform does the same. */
export interface HelperFunction {
  /** What it is called, where that name is free. */
  readonly name: string;
  /** What its comment says. */
  readonly says: string;
  readonly parameter: string;
  /** The type of its parameter, where files say such things; `child` is that of a child process. */
  readonly type: (child: string) => string;
  readonly generic?: true;
  /** Its lines; two blanks stand for one step of indentation, and single quotes for those of the file. */
  readonly lines: (head: Head) => readonly string[];
}

/** How the first line of a helper begins. */
interface Head {
  readonly typed: boolean;
  /** Its name, with the type parameter that it has. */
  readonly name: string;
  /** With its type. */
  readonly parameter: string;
}

/** How a file says what type things have. */
export type Typing = 'types' | 'comments' | 'none';

const exit = 'status: number | null; signal: NodeJS.Signals | null';
const running = (given: string) => (child: string) => `Promise<{ ${given} }> & { child: ${child} }`;

const ends: HelperFunction = {
  name: 'exitOf',
  says: 'How a child process ends: its status and signal, or the error for which it did not start.',
  parameter: 'child',
  type: (child) => child,
  lines: ({ typed, name, parameter }) => [
    `function ${name}(${parameter}) {`,
    `  return new Promise${typed ? `<{ ${exit}; error?: Error }>` : ''}((resolve) => {`,
    "    child.on('error', (error) => resolve({ status: null, signal: null, error }));",
    "    child.on('close', (status, signal) => resolve({ status, signal }));",
    '  });',
    '}',
  ],
};

const outcome: HelperFunction = {
  name: 'outcomeOf',
  says: 'What a program writes and how it ends, or the error for which it did not start.',
  parameter: 'running',
  type: running('stdout: T; stderr: T'),
  generic: true,
  lines: ({ typed, name, parameter }) => [
    ...(typed
      ? [
          `async function ${name}(`,
          `  ${parameter},`,
          `): Promise<{ ${exit}; stdout: T; stderr: T; error?: Error }> {`,
        ]
      : [`async function ${name}(${parameter}) {`]),
    '  const { child } = running;',
    '  child.stdin?.end();',
    '  const ended = await running.catch((error) => error);',
    "  const error = typeof ended.code === 'string' ? ended : undefined;",
    '  const [stdout, stderr] = child.pid === undefined ? [null, null] : [ended.stdout, ended.stderr];',
    '  return { status: error ? null : child.exitCode, signal: child.signalCode, stdout, stderr, error };',
    '}',
  ],
};

function completed(name: string, command: string): HelperFunction {
  return {
    name,
    says: 'Waits until a child process has ended, and throws where it failed.',
    parameter: 'child',
    type: (child) => child,
    lines: ({ typed, name: named, parameter }) => [
      `function ${named}(${parameter}) {`,
      `  return new Promise${typed ? '<void>' : ''}((resolve, reject) => {`,
      "    child.on('error', reject);",
      "    child.on('close', (status, signal) => {",
      `      const error = new Error(\`Command failed: \${${command}}\`);`,
      `      if (status === 0) resolve(${typed ? '' : 'undefined'});`,
      '      else reject(Object.assign(error, { status, signal }));',
      '    });',
      '  });',
      '}',
    ],
  };
}

function output(name: string, passes: boolean): HelperFunction {
  const empty = 'What a command writes. Its standard input is empty';
  return {
    name,
    says: passes ? `${empty}, and its standard error is passed on.` : `${empty}.`,
    parameter: 'running',
    type: running('stdout: T'),
    generic: true,
    lines: ({ name: named, parameter }) => [
      `async function ${named}(${parameter}) {`,
      '  running.child.stdin?.end();',
      ...(passes ? ["  running.child.stderr?.on('data', (data) => process.stderr.write(data));"] : []),
      '  return (await running).stdout;',
      '}',
    ],
  };
}

const helpers: readonly HelperFunction[] = [
  ends,
  outcome,
  completed('completed', "child.spawnargs.join(' ')"),
  // What a shell runs is the last argument that the shell is given.
  completed('commandCompleted', 'child.spawnargs[child.spawnargs.length - 1]'),
  output('outputOf', true),
  output('quietOutputOf', false),
];

/** A helper by the name that the catalogue's templates use. Throws where there is none. */
export function helperFunction(name: string): HelperFunction {
  const found = helpers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no helper function ${name}.`);
  return found;
}

/** The text of a helper in the style of a file. `started` names the function that starts the child process. */
export function helperText(
  helper: HelperFunction,
  name: string,
  started: string,
  typing: Typing,
  { indent, quote, semicolon, newline }: FileStyle,
): string {
  const { says, parameter, lines, generic = false } = helper;
  const type = helper.type(`ReturnType<typeof ${started}>`);
  const typed = typing === 'types';
  const code = lines({
    typed,
    name: typed && generic ? `${name}<T>` : name,
    parameter: typed ? `${parameter}: ${type}` : parameter,
  }).map((line) => {
    const steps = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    const quoted = line.trimStart().replaceAll("'", quote);
    return indent.repeat(steps) + (semicolon === '' ? quoted.replace(/;$/, '') : quoted);
  });
  const comment =
    typing === 'comments'
      ? [
          '/**',
          ` * ${says}`,
          ...(generic ? [' * @template T'] : []),
          ` * @param {${type}} ${parameter}`,
          ' */',
        ]
      : [`/** ${says} */`];
  return [...comment, ...code].join(newline);
}

/** Whether a function of the file is a helper that was put there before, however it is formatted. */
export function isHelper(
  text: string,
  helper: HelperFunction,
  name: string,
  typing: Typing,
  style: FileStyle,
): boolean {
  const started = /\btypeof ([\w$.]+)>/.exec(text)?.[1] ?? '';
  const [, own = ''] = helperText(helper, name, started, typing, style).split(/\*\/\s*/);
  return unformatted(text) === unformatted(own);
}

function unformatted(text: string): string {
  return text
    .replace(/["'`]/g, "'")
    .replace(/\s+/g, '')
    .replace(/[,;](?=[)}\]>]|$)/g, '')
    .replaceAll(';', '');
}
