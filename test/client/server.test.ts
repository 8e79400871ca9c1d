import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { refusalIn } from '../../src/client/refusal.ts';
import { Server, type Connection, type ServerState } from '../../src/client/server.ts';

/** A connection that notes what is done with it. */
function fakeConnection(done: string[], start: () => Promise<void> = () => Promise.resolve()) {
  const notifications = new Map<string, (params: unknown) => void>();
  let tell: (state: ServerState) => void = () => undefined;
  const note = (what: string): Promise<void> => {
    done.push(what);
    return Promise.resolve();
  };
  const connection: Connection = {
    async start() {
      done.push('start');
      tell('starting');
      await start();
      tell('running');
      done.push('started');
    },
    stop: () => note('stop'),
    restart: () => note('restart'),
    async request(method) {
      await note(method);
      return `answer to ${method}`;
    },
    notify: (method) => note(method),
    onNotification(method, handler) {
      notifications.set(method, handler);
      return {
        dispose: () => {
          notifications.delete(method);
        },
      };
    },
    onState(handler) {
      tell = handler;
      return { dispose: () => undefined };
    },
    toWorkspaceEdit: () => Promise.resolve(undefined),
  };
  return { connection, notifications };
}

const fail = (error: unknown): void => {
  throw error;
};

describe('client: server', () => {
  let done: string[];

  beforeEach(() => {
    done = [];
  });

  it('loads nothing before activation is over, and all of it in the next turn', async () => {
    const server = new Server(() => {
      done.push('load');
      return Promise.resolve(fakeConnection(done).connection);
    }, fail);
    server.onDidChangeState((state) => done.push(state));
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    assert.deepEqual(done, []);
    await nextTurn();
    await nextTurn();
    assert.deepEqual(done, ['load', 'start', 'starting', 'running', 'started']);
  });

  it('lets what is asked meanwhile wait, and hears of everything from the first message on', async () => {
    const heard: unknown[] = [];
    const fake = fakeConnection(done, () => {
      fake.notifications.get('news')?.('at once');
      return Promise.resolve();
    });
    const server = new Server(() => Promise.resolve(fake.connection), fail);
    const news = server.onNotification('news', (params: never) => heard.push(params));
    assert.equal(await server.request('question'), 'answer to question');
    await server.notify('remark', {});
    assert.ok(done.includes('remark'));
    assert.deepEqual(heard, ['at once']);
    news.dispose();
    await nextTurn();
    assert.equal(fake.notifications.size, 0);
  });

  it('says that a server cannot be started, to whoever asks as well', async () => {
    for (const connect of [
      () => Promise.reject<Connection>(new Error('no such bundle')),
      () =>
        Promise.resolve(fakeConnection(done, () => Promise.reject(new Error('no such bundle'))).connection),
    ]) {
      const failures: string[] = [];
      const states: ServerState[] = [];
      const server = new Server(connect, (error) => failures.push(String(error)));
      server.onDidChangeState((state) => states.push(state));
      await nextTurn();
      await nextTurn();
      assert.deepEqual(failures, ['Error: no such bundle']);
      assert.equal(states.at(-1), 'stopped');
      await server.stop();
    }
    const server = new Server(
      () => Promise.reject(new Error('no such bundle')),
      () => undefined,
    );
    await assert.rejects(server.request('question'), /no such bundle/);
    await assert.rejects(server.restart(), /no such bundle/);
    assert.ok(!done.includes('stop'));
  });

  it('is not started any more when it is stopped at once', async () => {
    const server = new Server(() => {
      done.push('load');
      return Promise.resolve(fakeConnection(done).connection);
    }, fail);
    const question = server.request('question');
    const refused = assert.rejects(question, /stopped before/);
    await server.stop();
    await refused;
    await nextTurn();
    assert.deepEqual(done, []);
    await server.stop();
  });

  it('is stopped after it has started when it is stopped meanwhile', async () => {
    let go: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    const server = new Server(() => Promise.resolve(fakeConnection(done, () => waiting).connection), fail);
    await nextTurn();
    const stopped = server.stop();
    await nextTurn();
    assert.deepEqual(done, ['start']);
    go();
    await stopped;
    assert.deepEqual(done, ['start', 'started', 'stop']);
  });
});

describe('client: refusals', () => {
  it('are told from other errors', () => {
    const { RequestFailed, ContentModified } = LSPErrorCodes;
    assert.equal(refusalIn(new ResponseError(RequestFailed, 'Not converted: why.')), 'Not converted: why.');
    assert.equal(refusalIn(new ResponseError(ContentModified, 'It changed.')), undefined);
    assert.equal(refusalIn(new Error('It broke.')), undefined);
    assert.equal(refusalIn('It broke.'), undefined);
  });
});
