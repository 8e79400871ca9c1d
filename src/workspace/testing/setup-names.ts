/** What runs before tests, by the entries of a runner's configuration that name it. */
export type Runner = 'jest' | 'mocha' | 'jasmine' | 'ava';

const entries: Readonly<Record<Runner, string>> = {
  // Vitest and Vite call it the same.
  jest: 'setupFiles\\w*|setupTestFrameworkScriptFile',
  mocha: 'require|import|file',
  jasmine: 'requires|helpers',
  ava: 'require',
};

const quoted = /(['"`])([^'"`\n]+)\1/g;

/** Paths that are put together: `path.resolve(__dirname, 'test', 'setup.ts')`. */
const joined = /\b(?:join|resolve)\s*\(([^()]*)\)/g;

/**
 * Reads which files run before the tests from a configuration, without a parser: JSON, YAML or code.
 *
 * @returns What is written there: paths, patterns, names of packages.
 */
export function setupNames(text: string, runner: Runner): readonly string[] {
  const entry = new RegExp(`(?<![\\w$.-])(?:${entries[runner]})(?![\\w$-])["']?[ \\t]*[:=]`, 'g');
  const found = [...text.matchAll(entry)].flatMap(({ 0: { length }, index }) => {
    const value = text.slice(index + length);
    const list = /^\s*\[([^\]]*)\]/.exec(value)?.[1];
    if (list !== undefined) return namesIn(list);
    const items = /^[ \t]*(?:#.*)?\n((?:[ \t]*-[ \t].*(?:\n|$))+)/.exec(value)?.[1];
    if (items !== undefined) return items.split('\n').flatMap((item) => bare(item.replace(/^[ \t]*-/, '')));
    const line = /^[ \t]*([^\n]*)/.exec(value)?.[1] ?? '';
    return /['"`]/.test(line) ? namesIn(line.replace(/,\s*["'\w]+["']?\s*:.*$/, '')) : bare(line);
  });
  return [...new Set(found)];
}

/** Programs that run tests. */
const runners = /(?<![\w-])(?:mocha|jest|vitest|jasmine|ava|tap|node|tsx)(?![\w-])/;

const option = /\s(--(?:require|import|file|setupFiles\w*|helper|config)|-[rc])[ =]+["']?([^\s"']+)/g;

/** What a script of a package names: files that run before the tests, and configurations of runners. */
export function namesInScript(script: string): {
  readonly setups: readonly string[];
  readonly configs: readonly string[];
} {
  const setups: string[] = [];
  const configs: string[] = [];
  for (const command of script.split(/&&|\|\|?|;/)) {
    if (!runners.test(command)) continue;
    for (const [, name, value = ''] of command.matchAll(option))
      (name === '--config' || name === '-c' ? configs : setups).push(value);
  }
  return { setups, configs };
}

function namesIn(text: string): readonly string[] {
  const whole = [...text.matchAll(joined)].map(([, parts = '']) =>
    [...parts.matchAll(quoted)].map(([, , part = '']) => part).join('/'),
  );
  return [...whole, ...[...text.matchAll(quoted)].map(([, , name = '']) => name)].filter(
    (name) => name !== '',
  );
}

/** A value of YAML. */
function bare(text: string): readonly string[] {
  const name = text
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2');
  return /^[^\s{}[\]()]+$/.test(name) ? [name] : [];
}
