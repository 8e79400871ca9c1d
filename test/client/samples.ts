import type { FileFindings, FoundCall } from '../../src/server/protocol.ts';

/** A finding of `api` at a line of a file, in the async function `entry`, by way of the given helpers. */
export function foundCall(
  file: string,
  line: number,
  entry: string,
  api: string,
  helpers: readonly string[] = [],
  more: Partial<FoundCall> = {},
): FoundCall {
  const uri = `file:///project/${file}`;
  const [first = '', ...rest]: string[] = [...helpers, api];
  return {
    api,
    category: 'file',
    cost: 'io',
    severity: 'warning',
    certainty: 'certain',
    message: `\`${api}\` blocks.`,
    entry: { kind: 'async-function', name: entry, offset: entry.length },
    path: [
      { uri, line, start: 2, end: 10, name: first },
      ...rest.map((name, index) => ({
        uri: 'file:///project/lib/helpers.ts',
        line: index,
        start: 0,
        end: 4,
        name,
      })),
    ],
    ...more,
  };
}

/** Two files with four findings. */
export const sampleFiles: readonly FileFindings[] = [
  {
    uri: 'file:///project/a.ts',
    findings: [
      foundCall('a.ts', 3, 'load', 'node:fs.readFileSync'),
      foundCall('a.ts', 5, 'load', 'node:child_process.execSync', [], {
        category: 'process',
        cost: 'process',
      }),
    ],
  },
  {
    uri: 'file:///project/b%20c.ts',
    findings: [
      foundCall('b%20c.ts', 1, 'save', 'node:fs.readFileSync', ['loadConfig', 'readJson']),
      foundCall('b%20c.ts', 9, 'handle', 'node:fs.existsSync', [], { cost: 'brief' }),
    ],
  },
];
