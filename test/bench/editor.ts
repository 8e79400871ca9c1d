import { measureActivation } from './activation.ts';
import { measureSaves } from './on-save.ts';

/*
 * `npm run bench:editor`: what users of an editor wait for. Fails when something is over its budget; both are measured
 * all the same.
 */

async function main(): Promise<void> {
  const isWithin = [await measureSaves(), await measureActivation()];
  process.exitCode = isWithin.every(Boolean) ? 0 : 1;
}

void main();
