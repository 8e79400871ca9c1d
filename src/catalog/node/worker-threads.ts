import { program } from '../example.ts';
import type { ModuleCatalog } from '../schema.ts';
import { listenerMethods } from './events.ts';

export const workerThreads: ModuleCatalog = {
  module: 'node:worker_threads',
  language: 'javascript',
  blocking: [
    {
      member: 'receiveMessageOnPort',
      category: 'lock',
      cost: 'unbounded',
      why: 'is asked again and again for a message while nothing else can run',
      // A single question gives an answer at once; so does emptying the port in a loop.
      when: { polled: true },
      replacement: { kind: 'advice', instead: "await the port's `message` event with `once`" },
      example: {
        bad: program({
          imports: ["import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'"],
          signature: 'nextMessage(port: MessagePort)',
          body: ['while (!receiveMessageOnPort(port)) {}'],
        }),
        good: program({
          imports: [
            "import { once } from 'node:events'",
            "import type { MessagePort } from 'node:worker_threads'",
          ],
          signature: 'nextMessage(port: MessagePort)',
          body: ["await once(port, 'message');"],
        }),
      },
    },
  ],
  callbacks: [
    // There is a parent port in workers only, and a worker may block.
    { member: 'parentPort.*', argument: 'any', timing: 'never' },
    ...listenerMethods.map(
      (name) => ({ member: `MessagePort#${name}`, argument: 1, timing: 'event' }) as const,
    ),
    { member: 'MessagePort#addEventListener', argument: 1, timing: 'event' },
  ],
  gives: {
    'Worker#': 'node:events|EventEmitter#',
    'Worker#stdin': 'node:stream|Writable#',
    'Worker#stdout': 'node:stream|Readable#',
    'Worker#stderr': 'node:stream|Readable#',
    'MessageChannel#port1': 'MessagePort#',
    'MessageChannel#port2': 'MessagePort#',
    'BroadcastChannel#': 'globals|EventTarget#',
  },
  promises: ['postMessageToThread', 'Worker#terminate', 'Worker#getHeapSnapshot'],
};
