import { setFlagsFromString } from 'node:v8';

/*
 * Imported before all else: a check is over before the optimising compiler of V8 pays for most of its work. Type checks,
 * which `fix` may run, do need it.
 *
 * Since version 12 V8 has a quicker compiler beside it, which does for a check. Before, only what runs most is worth
 * optimising: what has run eighteen times as long as usual.
 */
if (process.argv[2] === 'check') {
  const major = Number.parseInt(process.versions.v8, 10);
  setFlagsFromString(major >= 12 ? '--no-opt' : '--interrupt-budget=1200000');
}
