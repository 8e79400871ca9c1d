import type { Taken } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { ts } from '../ts.ts';
import { isReading } from '../fixes/callback-effects.ts';
import { isCombined } from '../fixes/map-callback.ts';
import { nodeAt, type FixFile } from '../fixes/site.ts';
import { takenPromise } from '../fixes/taken-promise.ts';
import { isMapped } from './mapped.ts';
import { isPassedByName } from '../fixes/passed-by-name.ts';

/**
 * What becomes of the promise that a call gives, or of those that a list gets by the name of the function.
 *
 * @param apis Catalogue ids of what the called function blocks on; undefined where it also does something else.
 */
export function takenBy(file: FixFile, span: Span, apis: readonly string[] | undefined): Taken {
  const call = nodeAt(file, span, ts.isCallExpression);
  if (call === undefined || isPassedByName(file, call)) return 'otherwise';
  if (isMapped(file, call) && !isCombined(call)) return 'otherwise';
  // Of several that begin at the same time, none may meet what another one does.
  return takenPromise(file, call, apis?.every(isReading) === true);
}
