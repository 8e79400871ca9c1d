import assert from 'node:assert/strict';
import { execFile, fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  CodeActionRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  ShutdownRequest,
  ExitNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { readManifest } from './manifest-file.ts';
import { readZip } from './zip.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');
const vsix = path.join(root, 'dist', 'unblock.vsix');

const text = `import { readFileSync } from 'node:fs';
export async function load(path: string) {
  return readFileSync(path, 'utf8');
}
`;

interface Answers {
  readonly report: DocumentDiagnosticReport;
  /** The titles of the actions on the whole document. */
  readonly titles: readonly string[];
}

/** What an editor does with a server from its start to its end. */
async function converse(connection: ProtocolConnection, translations?: string): Promise<Answers> {
  const uri = 'untitled:Untitled-1';
  connection.listen();
  await connection.sendRequest(InitializeRequest.method, {
    processId: process.pid,
    capabilities: {},
    workspaceFolders: null,
    initializationOptions: { translations },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const textDocument = { uri, languageId: 'typescript', version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  return { report, titles: (actions ?? []).map((action) => (action as CodeAction).title) };
}

function assertFinding({ report }: Answers): void {
  assert.ok(report.kind === 'full');
  assert.deepEqual(
    report.items.map(({ code, source }) => ({ code, source })),
    [{ code: 'file', source: 'unblock' }],
  );
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  return await new Promise((resolve) => child.once('exit', resolve));
}

describe('the packed extension', () => {
  let files: Map<string, Buffer>;
  let folder = '';

  before(async function () {
    this.timeout(120_000);
    await run('npm', ['run', 'package'], { cwd: root, shell: process.platform === 'win32' });
    files = await readZip(vsix);
    folder = await mkdtemp(path.join(tmpdir(), 'unblock-vsix-'));
    for (const [name, content] of files) {
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, content);
    }
  });

  after(async () => {
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  function bundle(name: string): string {
    const content = files.get(`extension/dist/${name}.js`);
    assert.ok(content, name);
    return content.toString('utf8');
  }

  it('holds what it needs and nothing else', async () => {
    const compiler = await readdir(path.join(root, 'node_modules', 'typescript', 'lib'));
    const declarations = compiler
      .filter((name) => name.startsWith('lib.') && name.endsWith('d.ts'))
      .map((name) => `extension/dist/${name}`);
    assert.ok(declarations.length > 50);
    assert.deepEqual(
      [...files.keys()].sort(),
      [
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/changelog.md',
        'extension/dist/cli.js',
        'extension/dist/client.js',
        'extension/dist/facts-worker.js',
        'extension/dist/l10n.js',
        'extension/dist/language-client.js',
        ...declarations,
        'extension/dist/proof-worker.js',
        'extension/dist/server.js',
        'extension/dist/typescript.js',
        'extension/docs/images/light-bulb.png',
        'extension/package.json',
        'extension/package.nls.de.json',
        'extension/package.nls.json',
        'extension/readme.md',
        'extension/src/client/l10n/bundle.l10n.de.json',
        'extension/src/client/l10n/bundle.l10n.json',
        'extension/src/client/media/unblock.svg',
        'extension/src/client/media/walkthrough/picture.md',
        'extension/src/client/media/walkthrough/save.md',
        'extension/src/client/media/walkthrough/scan.md',
        'extension/syntaxes/config.schema.json',
        'extension/syntaxes/directives.injection.json',
      ].sort(),
    );
  });

  it('is small', async () => {
    const kilobytes = (name: string): number => bundle(name).length / 1024;
    assert.ok((await stat(vsix)).size < 2_500_000, 'the whole');
    assert.ok(kilobytes('client') < 60, 'what is loaded when the extension is activated');
    assert.ok(kilobytes('language-client') < 600, 'what is loaded after that');
    assert.ok(kilobytes('server') < 1000, 'the server');
    assert.ok(kilobytes('cli') < 1000, 'the command line');
  });

  it('has no analyzer in the editor, and no parser in what starts first', () => {
    for (const name of ['client', 'language-client'])
      assert.doesNotMatch(bundle(name), /createSourceFile|node:child_process|typescript\.js/);
    for (const name of ['server', 'cli', 'proof-worker', 'facts-worker']) {
      assert.doesNotMatch(bundle(name), /createSourceFile/);
      assert.match(bundle(name), /require\("\.\/typescript\.js"\)/);
    }
    assert.match(bundle('typescript'), /createSourceFile/);
  });

  it('needs no module that is not in it', () => {
    for (const name of [
      'client',
      'language-client',
      'server',
      'cli',
      'typescript',
      'proof-worker',
      'facts-worker',
      'l10n',
    ]) {
      const modules = [...bundle(name).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module);
      const foreign = modules.filter((module) => !isProvided(module));
      assert.deepEqual(foreign, [], name);
    }
  });

  it('has a server that talks over stdio', async () => {
    const server = path.join(folder, 'extension', 'dist', 'server.js');
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = exitCode(child);
    const answers = await converse(
      createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
    );
    assertFinding(answers);
    assert.equal(answers.titles[0], 'Convert to `await readFile(…)`');
    assert.equal(await exited, 0);
  });

  it('has a server that talks over IPC, as the client starts it', async () => {
    const server = path.join(folder, 'extension', 'dist', 'server.js');
    const child = fork(server, ['--node-ipc'], { execArgv: [] });
    const exited = exitCode(child);
    const answers = await converse(
      createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)),
    );
    assertFinding(answers);
    assert.equal(await exited, 0);
  });

  it('has a server that speaks the language of the editor, in all of its parts', async () => {
    const extension = path.join(folder, 'extension');
    const translations = path.join(extension, 'src', 'client', 'l10n', 'bundle.l10n.de.json');
    const child = fork(path.join(extension, 'dist', 'server.js'), ['--node-ipc'], { execArgv: [] });
    const exited = exitCode(child);
    const { report, titles } = await converse(
      createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)),
      pathToFileURL(translations).toString(),
    );
    assert.match(JSON.stringify(report), /`fs\.readFileSync` blockiert die Ereignisschleife: Es liest/);
    // The title comes from the bundle of the language, which is loaded later.
    assert.equal(titles[0], 'In `await readFile(…)` umwandeln');
    assert.equal(await exited, 0);
  });

  it('has a command line that checks types', async () => {
    const project = path.join(folder, 'project');
    const wrong = text.replace(
      'return',
      "const kinds: 'a'[] = [path].map((name) => { readFileSync(name); return 'a'; });\n  return",
    );
    await mkdir(project);
    await writeFile(path.join(project, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"types":[]}}');
    await writeFile(path.join(project, 'load.ts'), wrong);
    const cli = path.join(folder, 'extension', 'dist', 'cli.js');
    const child = spawn(process.execPath, [cli, 'fix', '--verify', '--no-cache'], { cwd: project });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (more: string) => (output += more));
    }
    assert.equal(await exitCode(child), 1);
    assert.match(
      output,
      /^Not converted load\.ts:3:\d+ fs\.readFileSync: TypeScript would report .* TS2322: Type 'string\[\]'/m,
    );
    assert.match(output, /^Fixed 1 finding in 1 file$/m);
  });

  it('has a command line that knows its version', async () => {
    const { stdout } = await run(process.execPath, [
      path.join(folder, 'extension', 'dist', 'cli.js'),
      '--version',
    ]);
    assert.ok(stdout.includes((await readManifest()).version));
  });
});

/** Modules that Node or VS Code bring, or that the compiler only tries to load. */
function isProvided(module: string): boolean {
  return (
    isBuiltin(module) ||
    ['vscode', './l10n.js', './language-client.js', './typescript.js', 'source-map-support'].includes(module)
  );
}
