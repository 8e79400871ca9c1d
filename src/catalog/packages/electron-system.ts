import type { BlockingApi } from '../schema.ts';
import { advised } from './package-records.ts';
import { work } from './work.ts';

const clipboard = [
  "read('text/plain')",
  "readBuffer('text/plain')",
  'readHTML()',
  'readImage()',
  'readRTF()',
  'readText()',
];

/** What Electron asks the system for. */
export function systemCalls(module: string): readonly BlockingApi[] {
  return [
    ...clipboard.map((call) =>
      advised(
        { module, category: 'input' },
        {
          member: `clipboard.${nameOf(call)}`,
          cost: 'brief',
          why: 'asks the system, or the program that the data is copied from, and waits for its answer',
          signature: 'paste()',
          body: [`const result: unknown = clipboard.${call};`, 'return result;'],
          instead: 'await `navigator.clipboard` in a window',
          good: {
            imports: [],
            body: ['const result: unknown = await navigator.clipboard.readText();', 'return result;'],
          },
        },
      ),
    ),
    ...work({ module, category: 'file' }, 'call it where nobody waits, one link at a time', [
      {
        member: 'shell.readShortcutLink',
        cost: 'io',
        why: 'reads the link and waits for the system to resolve it',
        call: 'shell.readShortcutLink(path)',
        parameters: 'path: string',
      },
      {
        member: 'shell.writeShortcutLink',
        cost: 'io',
        why: 'writes the link and waits for the system to store it',
        call: "shell.writeShortcutLink(path, { target: 'program.exe' })",
        parameters: 'path: string',
      },
    ]),
  ];
}

/** The dialog that has no awaited form of its own. */
export function errorBox(module: string, why: string): BlockingApi {
  return advised(
    { module, category: 'input' },
    {
      member: 'dialog.showErrorBox',
      cost: 'unbounded',
      why,
      signature: 'fail(text: string)',
      body: ["dialog.showErrorBox('Error', text);"],
      instead: "await `dialog.showMessageBox({ type: 'error', … })`",
      good: {
        body: ["await dialog.showMessageBox({ type: 'error', message: 'Error', detail: text });"],
      },
    },
  );
}

function nameOf(call: string): string {
  return call.replace(/\(.*/, '');
}
