import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';

/*
 * Modules of the network. Nothing in them blocks; they tell who runs the functions that they are given: connection and
 * request handlers, listeners and node-style callbacks are all called later, from the event loop.
 */

const later: readonly CallbackConsumer[] = [{ member: '*', argument: 'any', timing: 'event' }];

const requestHandler = (member: string, parameters: readonly string[]): CallbackConsumer => ({
  member,
  argument: 'last',
  timing: 'event',
  parameters,
});

const exchange = ['node:http|IncomingMessage#', 'node:http|ServerResponse#'];

export const network: readonly ModuleCatalog[] = [
  {
    module: 'node:net',
    language: 'javascript',
    blocking: [],
    callbacks: [requestHandler('createServer', ['Socket#']), ...later],
    gives: {
      'createServer()': 'Server#',
      'connect()': 'Socket#',
      'createConnection()': 'Socket#',
      'Server#': 'node:events|EventEmitter#',
      'Socket#': 'node:stream|Duplex#',
      'Server#listen()': 'Server#',
      'Stream#': 'Socket#',
    },
  },
  {
    module: 'node:tls',
    language: 'javascript',
    blocking: [],
    callbacks: [requestHandler('createServer', ['TLSSocket#']), ...later],
    gives: {
      'createServer()': 'Server#',
      'connect()': 'TLSSocket#',
      'Server#': 'node:net|Server#',
      'TLSSocket#': 'node:net|Socket#',
    },
  },
  {
    module: 'node:http',
    language: 'javascript',
    blocking: [],
    callbacks: [requestHandler('createServer', exchange), ...later],
    gives: {
      'createServer()': 'Server#',
      'request()': 'ClientRequest#',
      'get()': 'ClientRequest#',
      'Server#': 'node:net|Server#',
      'Agent#': 'node:events|EventEmitter#',
      'IncomingMessage#': 'node:stream|Readable#',
      'OutgoingMessage#': 'node:stream|Writable#',
      'ServerResponse#': 'OutgoingMessage#',
      'ClientRequest#': 'OutgoingMessage#',
      'Server#listen()': 'Server#',
    },
  },
  {
    module: 'node:https',
    language: 'javascript',
    blocking: [],
    callbacks: [requestHandler('createServer', exchange), ...later],
    gives: {
      'createServer()': 'Server#',
      'request()': 'node:http|ClientRequest#',
      'get()': 'node:http|ClientRequest#',
      'Server#': 'node:tls|Server#',
      'Server#listen()': 'Server#',
    },
  },
  {
    module: 'node:http2',
    language: 'javascript',
    blocking: [],
    callbacks: [
      requestHandler('createServer', ['Http2ServerRequest#', 'Http2ServerResponse#']),
      requestHandler('createSecureServer', ['Http2ServerRequest#', 'Http2ServerResponse#']),
      ...later,
    ],
    gives: {
      'createServer()': 'Http2Server#',
      'createSecureServer()': 'Http2SecureServer#',
      'connect()': 'ClientHttp2Session#',
      'Http2Server#': 'node:net|Server#',
      'Http2SecureServer#': 'node:tls|Server#',
      'Http2Session#': 'node:events|EventEmitter#',
      'ClientHttp2Session#': 'Http2Session#',
      'ServerHttp2Session#': 'Http2Session#',
      'Http2Stream#': 'node:stream|Duplex#',
      'ClientHttp2Session#request()': 'ClientHttp2Stream#',
      'ClientHttp2Stream#': 'Http2Stream#',
      'ServerHttp2Stream#': 'Http2Stream#',
      'Http2ServerRequest#': 'node:stream|Readable#',
      'Http2ServerResponse#': 'node:stream|Writable#',
    },
  },
  {
    module: 'node:dgram',
    language: 'javascript',
    blocking: [],
    callbacks: later,
    gives: { 'createSocket()': 'Socket#', 'Socket#': 'node:events|EventEmitter#' },
  },
  {
    module: 'node:dns',
    language: 'javascript',
    blocking: [],
    callbacks: later,
    gives: { promises: 'node:dns/promises|' },
  },
  {
    module: 'node:dns/promises',
    language: 'javascript',
    blocking: [],
    promises: ['lookup', 'lookupService', 'resolve*', 'reverse', 'Resolver#resolve*', 'Resolver#reverse'],
  },
  {
    module: 'node:cluster',
    language: 'javascript',
    blocking: [],
    callbacks: later,
    gives: { default: 'node:cluster|', 'fork()': 'Worker#', 'Worker#': 'node:events|EventEmitter#' },
  },
];
