import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';
import { chained, consumers, emitter, handlers } from './handlers.ts';
import { packageCatalog } from './package-records.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all'];
const routes = [...methods, 'use'];

const express = packageCatalog('express', [], {
  callbacks: [
    ...handlers('Application', [...routes, 'param', 'engine', 'listen']),
    ...handlers('Router', [...routes, 'param']),
    ...handlers('IRoute', methods),
  ],
  gives: {
    '()': 'Application#',
    'Express#': 'Application#',
    'Router()': 'Router#',
    'Application#route()': 'IRoute#',
    'Router#route()': 'IRoute#',
    ...chained('IRoute', methods),
    ...chained('Application', ['use']),
    ...chained('Router', ['use']),
  },
});

const koa = packageCatalog('koa', [], {
  callbacks: handlers('', ['use', 'listen']),
  gives: { '#': emitter, '#use()': '#' },
});

const koaRouter = packageCatalog('@koa/router', [], {
  callbacks: [
    ...handlers('', [...routes, 'del', 'param']),
    ...handlers('Router', [...routes, 'del', 'param']),
  ],
  gives: { ...chained('', routes), ...chained('Router', routes) },
});

const hooks: readonly CallbackConsumer[] = [
  ...handlers('FastifyInstance', methods, 'last'),
  ...methods.map((method): CallbackConsumer => ({
    member: `FastifyInstance#${method}`,
    argument: 1,
    property: 'handler',
    timing: 'event',
  })),
  ...['handler', 'preHandler', 'onRequest', 'preValidation', 'onSend', 'onResponse', 'onError'].map(
    (property): CallbackConsumer => ({
      member: 'FastifyInstance#route',
      argument: 0,
      property,
      timing: 'event',
    }),
  ),
  ...handlers(
    'FastifyInstance',
    ['addHook', 'addContentTypeParser', 'after', 'ready', 'listen', 'close'],
    'last',
  ),
  ...handlers('FastifyInstance', ['register', 'setErrorHandler', 'setNotFoundHandler']),
];

const fastify = packageCatalog('fastify', [], {
  callbacks: hooks,
  gives: {
    '()': 'FastifyInstance#',
    'fastify()': 'FastifyInstance#',
    ...chained('FastifyInstance', [...methods, 'route', 'addHook', 'register']),
  },
});

const hono = packageCatalog('hono', [], {
  callbacks: handlers('Hono', [
    'get',
    'post',
    'put',
    'patch',
    'delete',
    'options',
    'all',
    'on',
    'use',
    'notFound',
    'onError',
  ]),
  gives: chained('Hono', ['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'on', 'use', 'route']),
});

const polka = packageCatalog('polka', [], {
  callbacks: handlers('Polka', [
    'get',
    'post',
    'put',
    'patch',
    'delete',
    'head',
    'options',
    'all',
    'use',
    'listen',
  ]),
  gives: { '()': 'Polka#', ...chained('Polka', ['get', 'post', 'put', 'patch', 'delete', 'use']) },
});

const connect = packageCatalog('connect', [], {
  callbacks: handlers('Server', ['use', 'listen']),
  gives: { '()': 'Server#', ...chained('Server', ['use']) },
});

const ws = packageCatalog('ws', [], {
  gives: {
    '#': 'WebSocket#',
    'WebSocket#': emitter,
    'WebSocketServer#': emitter,
    'Server#': emitter,
  },
  callbacks: [
    ...['WebSocketServer', 'Server'].map((type): CallbackConsumer => ({
      member: `${type}#on`,
      argument: 1,
      events: ['connection'],
      timing: 'event',
      parameters: ['WebSocket#'],
    })),
    ...handlers('WebSocket', ['send', 'ping', 'pong'], 'last'),
    ...handlers('WebSocket', ['addEventListener'], 1),
  ],
});

const socketIo = packageCatalog('socket.io', [], {
  gives: {
    'Server#': emitter,
    'Namespace#': emitter,
    'Socket#': emitter,
    'Server#of()': 'Namespace#',
  },
  callbacks: [
    ...['Server', 'Namespace'].flatMap((type): readonly CallbackConsumer[] => [
      {
        member: `${type}#on`,
        argument: 1,
        events: ['connection', 'connect'],
        timing: 'event',
        parameters: ['Socket#'],
      },
      { member: `${type}#use`, argument: 0, timing: 'event', parameters: ['Socket#'] },
    ]),
    ...handlers('Socket', ['use', 'onAny', 'onAnyOutgoing', 'prependAny'], 0),
    ...handlers('Socket', ['emit'], 'last'),
  ],
});

const telegraf = packageCatalog('telegraf', [], {
  callbacks: [
    ...handlers('Telegraf', ['on', 'use', 'command', 'hears', 'action', 'start', 'help', 'settings']),
    ...handlers('Telegraf', ['inlineQuery', 'gameQuery', 'cashtag', 'hashtag', 'reaction', 'catch']),
  ],
});

/** Servers and bots: their handlers are called from the event loop. */
export const serverPackages: readonly ModuleCatalog[] = [
  express,
  koa,
  koaRouter,
  fastify,
  hono,
  polka,
  connect,
  ws,
  socketIo,
  telegraf,
  packageCatalog('discord.js', [], { gives: { 'Client#': emitter } }),
  packageCatalog('chokidar', [], {
    gives: { 'watch()': 'FSWatcher#', 'FSWatcher#': emitter },
    callbacks: consumers(['watch'], 'event', 'last'),
  }),
];
