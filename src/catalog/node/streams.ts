import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';

/** The parts of a stream that its maker writes; the stream calls them from the event loop and waits for their callback. */
const parts = ['construct', 'read', 'write', 'writev', 'transform', 'flush', 'final', 'destroy'];

const classes = ['Readable', 'Writable', 'Duplex', 'Transform'];

const implementations = classes.flatMap((member) =>
  parts.map((property): CallbackConsumer => ({ member, argument: 0, property, timing: 'event' })),
);

/** They call the function for chunk after chunk and await what it gives. */
const helpers = ['map', 'filter', 'forEach', 'some', 'find', 'every', 'flatMap', 'reduce'].map(
  (name): CallbackConsumer => ({ member: `Readable#${name}`, argument: 0, timing: 'promise' }),
);

const webParts = [
  ...['start', 'pull', 'cancel'].map((property) => ({ member: 'ReadableStream', property })),
  ...['start', 'write', 'close', 'abort'].map((property) => ({ member: 'WritableStream', property })),
  ...['start', 'transform', 'flush', 'cancel'].map((property) => ({ member: 'TransformStream', property })),
].map(({ member, property }): CallbackConsumer => ({ member, argument: 0, property, timing: 'event' }));

export const streams: readonly ModuleCatalog[] = [
  {
    module: 'node:stream',
    language: 'javascript',
    blocking: [],
    callbacks: [
      ...implementations,
      ...helpers,
      { member: 'pipeline', argument: 'any', timing: 'event' },
      { member: 'finished', argument: 'last', timing: 'event' },
      { member: 'Writable#write', argument: 'last', timing: 'event' },
      { member: 'Writable#end', argument: 'last', timing: 'event' },
      { member: 'Duplex#write', argument: 'last', timing: 'event' },
      { member: 'Duplex#end', argument: 'last', timing: 'event' },
    ],
    gives: {
      promises: 'node:stream/promises|',
      default: 'node:stream|',
      'Stream#': 'node:events|EventEmitter#',
      'Readable#': 'Stream#',
      'Writable#': 'Stream#',
      'Duplex#': 'Readable#',
      'Transform#': 'Duplex#',
      'PassThrough#': 'Transform#',
      'Readable.from()': 'Readable#',
      'Readable.fromWeb()': 'Readable#',
      'Writable.fromWeb()': 'Writable#',
      'Duplex.from()': 'Duplex#',
      'compose()': 'Duplex#',
      'Readable#map()': 'Readable#',
      'Readable#filter()': 'Readable#',
      'Readable#flatMap()': 'Readable#',
      'Readable#drop()': 'Readable#',
      'Readable#take()': 'Readable#',
    },
    promises: [
      'Readable#every',
      'Readable#find',
      'Readable#forEach',
      'Readable#reduce',
      'Readable#some',
      'Readable#toArray',
    ],
  },
  {
    module: 'node:stream/promises',
    language: 'javascript',
    blocking: [],
    callbacks: [{ member: 'pipeline', argument: 'any', timing: 'event' }],
    promises: ['finished', 'pipeline'],
  },
  {
    module: 'node:stream/consumers',
    language: 'javascript',
    blocking: [],
    promises: ['arrayBuffer', 'blob', 'buffer', 'bytes', 'json', 'text'],
  },
  { module: 'node:stream/web', language: 'javascript', blocking: [], callbacks: webParts },
  { module: 'globals', language: 'javascript', blocking: [], callbacks: webParts },
];
