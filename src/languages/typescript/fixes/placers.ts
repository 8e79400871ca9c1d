import { forEachCallback } from './for-each.ts';
import { gatherCallback } from './gather-callback.ts';
import { immediateFunction } from './immediate-function.ts';
import { mapCallback } from './map-callback.ts';
import type { Placer } from './placement.ts';
import { promiseExecutor } from './promise-executor.ts';
import { promiseCallback } from './promise-callback.ts';
import { searchCallback } from './search-callback.ts';
import { testCallback } from './test-callback.ts';
import { throwsCallback } from './throws-callback.ts';

/** All kinds of function literals that can be made to await, each asked in turn. */
export const placers: readonly Placer[] = [
  immediateFunction,
  promiseCallback,
  promiseExecutor,
  mapCallback,
  forEachCallback,
  gatherCallback,
  searchCallback,
  testCallback,
  throwsCallback,
];
