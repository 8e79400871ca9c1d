import type { Refusal } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import { callShape } from './call-shape.ts';
import { unwrap } from './nodes.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { Site } from './site.ts';

/** `Atomics.wait` sleeps only while the cell has the value that is waited on: a new one is 0. */
export function atomicsSleep(site: Site): Refusal | undefined {
  if (site.finding.api !== 'Atomics.wait' || site.finding.category !== 'sleep') return undefined;
  const shape = callShape(site);
  if (isRefusal(shape)) return shape;
  const expected = shape.args[2];
  const at = expected === undefined ? undefined : unwrap(expected);
  const zero =
    at !== undefined && (ts.isNumericLiteral(at) || ts.isBigIntLiteral(at)) && /^0n?$/.test(at.text);
  if (!zero) return refuse('the value that is waited on is not 0, so the call may end at once');
  return shape.args.length === 4 ? undefined : refuse('it sleeps for ever');
}
