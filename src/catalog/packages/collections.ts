import type { ModuleCatalog } from '../schema.ts';
import { consumers } from './handlers.ts';
import { packageCatalog } from './package-records.ts';

/** Functions of underscore and lodash that call what they are given with each element, while they run. */
const common = [
  'countBy',
  'each',
  'every',
  'filter',
  'find',
  'findIndex',
  'findKey',
  'findLastIndex',
  'forEach',
  'groupBy',
  'indexBy',
  'map',
  'mapObject',
  'max',
  'min',
  'omit',
  'partition',
  'pick',
  'reject',
  'some',
  'sortBy',
  'tap',
  'times',
  'uniq',
];

const underscoreOnly = new Set(['indexBy', 'mapObject', 'max', 'min', 'uniq', 'omit', 'pick']);

const lodashOnly = [
  'differenceBy',
  'dropRightWhile',
  'dropWhile',
  'eachRight',
  'findLast',
  'findLastKey',
  'flatMap',
  'flatMapDeep',
  'forEachRight',
  'forIn',
  'forInRight',
  'forOwn',
  'forOwnRight',
  'intersectionBy',
  'keyBy',
  'mapKeys',
  'mapValues',
  'maxBy',
  'meanBy',
  'minBy',
  'omitBy',
  'orderBy',
  'pickBy',
  'remove',
  'sumBy',
  'takeRightWhile',
  'takeWhile',
  'thru',
  'transform',
  'unionBy',
  'uniqBy',
];

const laterInLodash = ['debounce', 'throttle', 'defer', 'delay'];

function lodash(module: string): ModuleCatalog {
  return packageCatalog(module, [], {
    callbacks: [
      ...consumers([...common.filter((name) => !underscoreOnly.has(name)), ...lodashOnly], 'sync', 1),
      ...consumers(['attempt', 'remove'], 'sync', 0),
      ...consumers(['reduce', 'reduceRight'], 'sync', 1),
      ...consumers(['cloneWith', 'cloneDeepWith'], 'sync', 1),
      ...consumers(['mergeWith', 'assignWith', 'isEqualWith'], 'sync', 'last'),
      ...consumers(laterInLodash, 'event'),
    ],
  });
}

const underscore = packageCatalog('underscore', [], {
  callbacks: [
    ...consumers([...common, 'reduce', 'reduceRight'], 'sync', 1),
    ...consumers(laterInLodash, 'event'),
  ],
});

/** Functions of async.js that call an iteratee, and a last function at the end. */
const iterating = [
  'concat',
  'concatSeries',
  'detect',
  'detectSeries',
  'each',
  'eachOf',
  'eachSeries',
  'every',
  'everySeries',
  'filter',
  'filterSeries',
  'forEach',
  'forEachOf',
  'forEachOfSeries',
  'forEachSeries',
  'groupBy',
  'map',
  'mapSeries',
  'mapValues',
  'reject',
  'rejectSeries',
  'some',
  'someSeries',
  'sortBy',
  'transform',
  'until',
  'whilst',
  'doUntil',
  'doWhilst',
];

const asyncLibrary = packageCatalog('async', [], {
  harmless: ['wrapSync'],
  callbacks: [
    ...consumers(iterating, 'event', 'any'),
    ...consumers(['eachLimit', 'forEachLimit', 'forEachOfLimit', 'mapLimit', 'filterLimit'], 'event', 'any'),
    ...consumers(['series', 'parallel', 'waterfall', 'parallelLimit', 'auto', 'race'], 'event', 'last'),
    ...consumers(
      ['queue', 'cargo', 'priorityQueue', 'forever', 'times', 'timesSeries', 'retry'],
      'event',
      'any',
    ),
  ],
});

const bluebird = packageCatalog('bluebird', [], {
  callbacks: [
    ...consumers(['map', 'each', 'mapSeries', 'filter', 'reduce'], 'promise', 1),
    ...consumers(['try'], 'sync', 0),
    // The executor of `new Promise`.
    { member: '', argument: 0, timing: 'sync' },
    ...consumers(
      ['then', 'catch', 'finally', 'tap', 'map', 'each', 'mapSeries', 'filter', 'reduce', 'spread'].map(
        (name) => `#${name}`,
      ),
      'promise',
      'any',
    ),
    ...consumers(['#asCallback', '#nodeify'], 'event', 0),
  ],
  promises: [
    ...[
      'all',
      'any',
      'delay',
      'each',
      'filter',
      'map',
      'mapSeries',
      'props',
      'race',
      'reduce',
      'reject',
      'resolve',
      'try',
    ],
    ...['#then', '#catch', '#finally', '#tap', '#map', '#each', '#filter', '#reduce'],
  ],
});

const limited: readonly ModuleCatalog[] = [
  packageCatalog('p-map', [], { callbacks: consumers([''], 'promise', 1), promises: [''] }),
  packageCatalog('p-limit', [], {
    gives: { '()': 'LimitFunction' },
    callbacks: consumers(['LimitFunction'], 'promise'),
    promises: ['LimitFunction'],
  }),
  packageCatalog('p-queue', [], {
    callbacks: consumers(['#add'], 'promise'),
    promises: ['#add', '#addAll', '#onIdle', '#onEmpty'],
  }),
  packageCatalog('p-retry', [], { callbacks: consumers([''], 'promise'), promises: [''] }),
];

/** Packages that call functions for the elements of collections. */
export const collectionPackages: readonly ModuleCatalog[] = [
  ...['lodash', 'lodash-es'].map(lodash),
  underscore,
  asyncLibrary,
  bluebird,
  ...limited,
];
