import { setFlagsFromString } from 'node:v8';

/*
 * Imported before all else: a check is over before the optimising compiler of V8 pays for most of its work. Type checks,
 * which `fix` may run, do need it.
 *
 * Since version 12 V8 has a quicker compiler beside it, which does for a check. Before, only what runs most is worth
 * optimising: what has run eighteen times as long as usual.
 *
 * What was parsed is garbage soon after. Collected when the heap has grown by half, rather than to several times its size, it
 * takes a quarter less of memory in a large project, and a tenth more of the processor.
 */
if (process.argv[2] === 'check') {
  const major = Number.parseInt(process.versions.v8, 10);
  setFlagsFromString(major >= 12 ? '--no-opt' : '--interrupt-budget=1200000');
  setFlagsFromString('--heap-growing-percent=50');
}
