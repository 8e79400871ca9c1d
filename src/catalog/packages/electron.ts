import type { BlockingApi, CallbackConsumer, ModuleCatalog } from '../schema.ts';
import { program } from '../example.ts';
import { consumers, emitter } from './handlers.ts';
import { errorBox, systemCalls } from './electron-system.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';
import { work } from './work.ts';

const waits = 'stops the whole main process, with all of its windows, until somebody has answered';

interface Dialog {
  readonly member: string;
  readonly args: string;
  /** What stands before the awaited call and after it. */
  readonly before?: string;
  readonly after: string;
}

const dialogs: readonly Dialog[] = [
  { member: 'showMessageBoxSync', args: "{ message: 'Save?' }", before: '(', after: ').response' },
  {
    member: 'showOpenDialogSync',
    args: "{ properties: ['openFile'] }",
    after: '.then(({ canceled, filePaths }) => canceled ? undefined : filePaths)',
  },
  { member: 'showSaveDialogSync', args: "{ defaultPath: 'a.txt' }", before: '(', after: ').filePath' },
];

function dialog({ module }: PackageStyle, { member, args, before = '', after }: Dialog): BlockingApi {
  const awaited = member.replace('Sync', '');
  const call = (name: string): string => `const answer = ${name};`;
  const imports = [`import { dialog } from '${module}'`];
  const signature = 'ask()';
  return {
    member: `dialog.${member}`,
    category: 'input',
    cost: 'unbounded',
    why: waits,
    replacement: {
      kind: 'await',
      expression: `${before}await {${module}#dialog.${awaited}}({args})${after}`,
      instead: `${before}await dialog.${awaited}(…)${after}`,
    },
    example: {
      bad: program({ imports, signature, body: [call(`dialog.${member}(${args})`), 'return answer;'] }),
      good: program({
        imports,
        signature,
        body: [call(`${before}await dialog.${awaited}(${args})${after}`), 'return answer;'],
      }),
    },
  };
}

function sendSync(style: PackageStyle): BlockingApi {
  return advised(style, {
    member: 'ipcRenderer.sendSync',
    category: 'lock',
    cost: 'unbounded',
    why: 'stops the whole renderer process until the main process has answered',
    signature: 'settings()',
    body: ["return ipcRenderer.sendSync('settings') as unknown;"],
    instead: 'await `ipcRenderer.invoke`, and answer in the main process by `ipcMain.handle`',
    good: {
      imports: [`import { ipcRenderer } from '${style.module}'`],
      body: ["return (await ipcRenderer.invoke('settings')) as unknown;"],
    },
  });
}

/** Images are read, and written as files, by the thread that asks for it. */
function images({ module }: PackageStyle): readonly BlockingApi[] {
  const style: PackageStyle = { module, category: 'file' };
  return [
    advised(style, {
      member: 'nativeImage.createFromPath',
      cost: 'io',
      why: 'reads and decodes the whole image before anything else can run',
      signature: 'load(path: string)',
      body: ['return nativeImage.createFromPath(path);'],
      instead: 'await `readFile` of node:fs/promises and give its data to `nativeImage.createFromBuffer`',
      good: {
        imports: ["import { readFile } from 'node:fs/promises'", `import { nativeImage } from '${module}'`],
        body: ['return nativeImage.createFromBuffer(await readFile(path));'],
      },
    }),
    ...work(style, 'have `sharp` encode what `toBitmap` gives, in threads of its own', [
      {
        member: 'NativeImage#resize',
        category: 'compression' as const,
        why: 'computes the whole image anew before anything else can run',
        call: 'image.resize({ width: 64 })',
        types: ['NativeImage'],
        parameters: 'image: NativeImage, path: string',
        handed: 'path: string',
      },
      ...['toPNG()', 'toJPEG(80)', 'toDataURL()'].map((call) => ({
        member: `NativeImage#${call.replace(/\(.*/, '')}`,
        category: 'compression' as const,
        why: 'compresses the whole image before anything else can run',
        call: `image.${call}`,
        types: ['NativeImage'],
        parameters: 'image: NativeImage, path: string',
        handed: 'path: string',
      })),
    ]),
  ];
}

/** Keys are kept by the system, which is asked for them. */
function secrets({ module }: PackageStyle): readonly BlockingApi[] {
  const style: PackageStyle = { module, category: 'crypto' };
  const calls = ['encryptString(text)', "decryptString(Buffer.from(text, 'base64'))"];
  return work(
    style,
    'call it where nobody waits, such as before the first window is opened',
    [...calls, 'isEncryptionAvailable()'].map((call) => ({
      member: `safeStorage.${call.replace(/\(.*/, '')}`,
      cost: 'brief',
      why: 'asks the key store of the system and waits for its answer, which may be a dialog',
      call: `safeStorage.${call}`,
    })),
  );
}

function listens(names: readonly string[]): readonly CallbackConsumer[] {
  return names.flatMap((name) =>
    consumers(
      ['on', 'once', 'addListener'].map((method) => `${name}.${method}`),
      'event',
      1,
    ),
  );
}

const inMain: readonly CallbackConsumer[] = [
  ...listens(['app', 'autoUpdater', 'ipcMain', 'nativeTheme', 'powerMonitor', 'screen']),
  ...consumers(
    ['ipcMain.handle', 'ipcMain.handleOnce', 'globalShortcut.register', 'protocol.handle'],
    'event',
    1,
  ),
];

const inRenderer = listens(['ipcRenderer']);

const imageMakers = [
  'clipboard.readImage()',
  'nativeImage.createFromPath()',
  'nativeImage.createFromBuffer()',
  'NativeImage#resize()',
];

const emitters = ['BrowserWindow', 'BaseWindow', 'WebContents', 'Tray', 'Notification', 'UtilityProcess'];

function electron(module: string): ModuleCatalog {
  const style: PackageStyle = { module, category: 'input' };
  const isIn = (place: string): boolean => module === 'electron' || module === `electron/${place}`;
  const isMain = isIn('main');
  const isRenderer = isIn('renderer');
  const isCommon = isIn('common');
  return packageCatalog(
    module,
    [
      ...(isMain ? [...dialogs.map((one) => dialog(style, one)), ...secrets(style)] : []),
      ...(isRenderer ? [sendSync(style)] : []),
      ...(isMain ? [errorBox(module, waits)] : []),
      ...(isCommon ? [...images(style), ...systemCalls(module)] : []),
    ],
    {
      callbacks: [...(isMain ? inMain : []), ...(isRenderer ? inRenderer : [])],
      gives: Object.fromEntries([
        ...(isMain ? emitters.map((name) => [`${name}#`, emitter]) : []),
        ...(isCommon ? imageMakers.map((member) => [member, 'NativeImage#']) : []),
      ]) as Readonly<Record<string, string>>,
      promises: [
        ...(isMain ? ['app.whenReady'] : []),
        ...(isMain ? dialogs.map(({ member }) => `dialog.${member.replace('Sync', '')}`) : []),
        ...(isRenderer ? ['ipcRenderer.invoke'] : []),
      ],
    },
  );
}

/** The two kinds of processes of an application, which have to answer the user at once, and what both have. */
export const electronPackages: readonly ModuleCatalog[] = [
  'electron',
  'electron/common',
  'electron/main',
  'electron/renderer',
].map(electron);
