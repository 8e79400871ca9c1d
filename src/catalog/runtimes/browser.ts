import { program } from '../example.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';

const dialogs: readonly BlockingApi[] = [
  { member: 'alert', body: ["alert('Saved.');"] },
  { member: 'confirm', body: ["return confirm('Save?');"] },
  { member: 'prompt', body: ["return prompt('Name?');"] },
].map(({ member, body }) => ({
  member,
  category: 'input',
  cost: 'unbounded',
  why: 'stops the whole page until somebody has answered',
  replacement: { kind: 'advice', instead: 'show a `<dialog>` and await its `close` event' },
  example: {
    bad: program({ imports: [], signature: 'ask()', body }),
    good: program({
      imports: [],
      signature: 'ask(dialog: HTMLDialogElement)',
      body: [
        'dialog.showModal();',
        "await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));",
        'return dialog.returnValue;',
      ],
    }),
  },
}));

const request: BlockingApi = {
  member: 'XMLHttpRequest#open',
  category: 'network',
  cost: 'unbounded',
  why: 'lets the `send` that follows stop the whole page until the server has answered',
  when: { argumentIs: { index: 2, value: false } },
  replacement: { kind: 'advice', instead: 'await `fetch(…)`' },
  example: {
    bad: program({
      imports: [],
      signature: 'load(url: string)',
      body: [
        'const request = new XMLHttpRequest();',
        "request.open('GET', url, false);",
        'request.send();',
        'return request.responseText;',
      ],
    }),
    good: program({
      imports: [],
      signature: 'load(url: string)',
      body: ['const response = await fetch(url);', 'return await response.text();'],
    }),
  },
};

/*
 * These exist in workers only, which is the place for work that blocks: they are reported only to those who ask for it.
 */
const inWorkers: readonly BlockingApi[] = [
  ...[
    { member: 'readAsText', method: 'text' },
    { member: 'readAsArrayBuffer', method: 'arrayBuffer' },
  ].map(({ member, method }): BlockingApi => ({
    member: `FileReaderSync#${member}`,
    category: 'file',
    cost: 'io',
    why: 'reads the whole file before anything else can run',
    when: { maxArguments: 1 },
    defaultSeverity: 'off',
    replacement: {
      kind: 'await',
      expression: `await {0}.${method}()`,
      unless: ['spread'],
      instead: `await file.${method}()`,
    },
    example: {
      bad: program({
        imports: [],
        signature: 'load(file: Blob)',
        body: [`return new FileReaderSync().${member}(file);`],
      }),
      good: program({ imports: [], signature: 'load(file: Blob)', body: [`return await file.${method}();`] }),
    },
  })),
  ...['readAsDataURL', 'readAsBinaryString'].map((member): BlockingApi => ({
    member: `FileReaderSync#${member}`,
    category: 'file',
    cost: 'io',
    why: 'reads the whole file before anything else can run',
    defaultSeverity: 'off',
    replacement: { kind: 'advice', instead: 'await the `load` event of a `FileReader`' },
    example: {
      bad: program({
        imports: [],
        signature: 'load(file: Blob)',
        body: [`return new FileReaderSync().${member}(file);`],
      }),
      good: program({
        imports: [],
        signature: 'load(file: Blob)',
        body: [
          'const reader = new FileReader();',
          `reader.${member}(file);`,
          "await new Promise((resolve) => reader.addEventListener('loadend', resolve));",
          'return reader.result;',
        ],
      }),
    },
  })),
  {
    member: 'importScripts',
    category: 'module',
    cost: 'io',
    why: 'loads and runs the scripts before anything else can run',
    defaultSeverity: 'off',
    replacement: { kind: 'advice', instead: 'load them by `await import(…)`' },
    example: {
      bad: program({ imports: [], signature: 'load(url: string)', body: ['importScripts(url);'] }),
      good: program({
        imports: [],
        signature: 'load(url: string)',
        body: ['await import(url);'],
      }),
    },
  },
  ...[
    { member: 'read', why: 'waits for the data it reads while nothing else can run', args: 'data' },
    { member: 'write', why: 'waits until the data is written while nothing else can run', args: 'data' },
    { member: 'flush', why: 'waits until the device has stored all data of the file', args: '' },
    { member: 'close', why: 'closes the file and waits until the browser has done so', args: '' },
    { member: 'getSize', why: 'asks for the size of the file and waits for the answer', args: '' },
    { member: 'truncate', why: 'cuts the file and waits until the browser has done so', args: '8' },
  ].map(({ member, why, args }): BlockingApi => ({
    member: `FileSystemSyncAccessHandle#${member}`,
    terms: ['FileSystemSyncAccessHandle', 'createSyncAccessHandle'],
    category: 'file',
    cost: 'io',
    why,
    defaultSeverity: 'off',
    replacement: { kind: 'advice', instead: 'await a stream of `createWritable()`, or `getFile()`' },
    example: {
      bad: program({
        imports: [],
        signature: 'store(handle: FileSystemSyncAccessHandle, data: Uint8Array<ArrayBuffer>)',
        body: [`handle.${member}(${args});`, 'return data;'],
      }),
      good: program({
        imports: [],
        signature: 'store(handle: FileSystemFileHandle, data: Uint8Array<ArrayBuffer>)',
        body: [
          'const stream = await handle.createWritable();',
          'await stream.write(data);',
          'await stream.close();',
          'return data;',
        ],
      }),
    },
  })),
];

/** Small, and kept in memory by most browsers after the first time: reported only to those who ask for it. */
const storage: readonly BlockingApi[] = [
  { method: 'getItem', args: 'key', why: 'waits for the disk, at least the first time' },
  { method: 'setItem', args: "key, 'x'", why: 'hands the value to the disk while nothing else can run' },
].map(({ method, args, why }): BlockingApi => ({
  member: `localStorage.${method}`,
  category: 'file',
  cost: 'brief',
  why,
  defaultSeverity: 'off',
  replacement: { kind: 'advice', instead: 'keep it in IndexedDB' },
  example: {
    bad: program({
      imports: [],
      signature: 'remember(key: string)',
      body: [`const result: unknown = localStorage.${method}(${args});`, 'return { key, result };'],
    }),
    good: program({
      imports: [],
      signature: 'remember(store: IDBObjectStore, key: string)',
      body: [
        'const request = store.get(key);',
        "await new Promise((resolve) => request.addEventListener('success', resolve, { once: true }));",
        'return { key, result: request.result as unknown };',
      ],
    }),
  },
}));

/** What browsers have of their own. */
export const browser: ModuleCatalog = {
  module: 'globals',
  language: 'javascript',
  blocking: [...dialogs, request, ...inWorkers, ...storage],
  callbacks: [
    ...['MutationObserver', 'ResizeObserver', 'IntersectionObserver'].map(
      (member) => ({ member, argument: 0, timing: 'event' }) as const,
    ),
    { member: 'navigator.locks.request', argument: 'last', timing: 'event' },
  ],
  gives: {
    'XMLHttpRequest#': 'EventTarget#',
    'FileSystemFileHandle#createSyncAccessHandle()': 'FileSystemSyncAccessHandle#',
  },
  promises: [
    'navigator.locks.request',
    'FileSystemFileHandle#createSyncAccessHandle',
    'FileSystemFileHandle#createWritable',
    'FileSystemFileHandle#getFile',
  ],
};
