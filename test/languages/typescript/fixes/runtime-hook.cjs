'use strict';
/*
 * Preloaded into a program under test: notes every blocking call that the program itself makes. Programs make them in
 * async code only, or in a class `Synchronous`, which may block.
 */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const path = require('node:path');

const { writeFileSync } = fs;
const seen = new Set();
const folder = process.env.UNBLOCK_PROGRAMS;

/** Whether the frame that called the patched function is the program's. */
function isOwn() {
  const frames = (new Error().stack ?? '').split('\n').slice(3);
  if (frames.some((frame) => /\bSynchronous\b/.test(frame))) return false;
  return frames[0]?.includes(folder) === true;
}

function watch(holder, key, name) {
  const original = holder[key];
  function patched(...args) {
    if (isOwn()) seen.add(name);
    return new.target ? Reflect.construct(original, args) : Reflect.apply(original, this, args);
  }
  Object.defineProperties(patched, Object.getOwnPropertyDescriptors(original));
  holder[key] = patched;
}

for (const name of ['fs', 'child_process', 'crypto', 'zlib']) {
  const module = require(`node:${name}`);
  for (const key of Object.keys(module)) {
    if (!key.endsWith('Sync') || typeof module[key] !== 'function') continue;
    const { native } = module[key];
    watch(module, key, `${name}.${key}`);
    if (native !== undefined) module[key].native = native;
  }
}
for (const key of ['readSync', 'closeSync']) watch(fs.Dir.prototype, key, `Dir.${key}`);
watch(Atomics, 'wait', 'Atomics.wait');

/** A clock that is read thousands of times is a busy wait. */
function count(holder, name) {
  const original = holder.now;
  let reads = 0;
  holder.now = () => {
    reads += 1;
    if (reads === 2000) seen.add(name);
    return Reflect.apply(original, holder, []);
  };
}
count(Date, 'Date.now');
count(performance, 'performance.now');
syncBuiltinESMExports();

process.on('exit', () => {
  writeFileSync(
    path.join(folder, `${path.basename(process.argv[1])}.seen`),
    JSON.stringify([...seen].sort()),
  );
});
