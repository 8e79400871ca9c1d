/*
 * Lets the worker thread run its TypeScript source, where nothing was built: threads do not take over the loader of the
 * process. No bundle has it.
 */
const { register } = require('node:module');
const { pathToFileURL } = require('node:url');

require('tsx/cjs');
register('tsx/esm', pathToFileURL(__filename), { data: true });
