import { program } from '../example.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';

const instead = 'open the inspector without waiting, or start the program with `--inspect-wait`';

const why = 'stops the program until a debugger connects';

const example: BlockingApi['example'] = {
  bad: program({
    imports: ["import inspector from 'node:inspector'"],
    signature: 'debug(run: () => Promise<void>)',
    body: ["inspector.open(9229, '127.0.0.1', true);", 'inspector.waitForDebugger();', 'await run();'],
  }),
  good: program({
    imports: ["import inspector from 'node:inspector'"],
    signature: 'debug(run: () => Promise<void>)',
    body: ["inspector.open(9229, '127.0.0.1');", 'await run();'],
  }),
};

export const inspector: ModuleCatalog = {
  module: 'node:inspector',
  language: 'javascript',
  blocking: [
    {
      member: 'waitForDebugger',
      category: 'lock',
      cost: 'unbounded',
      why,
      replacement: { kind: 'advice', instead },
      example,
    },
    {
      member: 'open',
      category: 'lock',
      cost: 'unbounded',
      why,
      when: { argumentIs: { index: 2, value: true } },
      replacement: { kind: 'advice', instead },
      example,
    },
  ],
  callbacks: [{ member: 'Session#post', argument: 'last', timing: 'event' }],
  gives: { 'Session#': 'node:events|EventEmitter#' },
};
