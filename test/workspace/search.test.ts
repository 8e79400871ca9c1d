import assert from 'node:assert/strict';
import { catalog } from '../../src/catalog/index.ts';
import { mentionsFreely } from '../../src/workspace/project/free-names.ts';
import { handsOnGlobals, handsOnModule } from '../../src/workspace/project/handed-on.ts';
import { createSearch } from '../../src/workspace/project/search.ts';

describe('the search for names that block', () => {
  const search = createSearch(catalog);
  const finds = (text: string, ...modules: string[]): boolean =>
    search.mayBlock(text, { own: modules, all: new Set(modules) });

  it('looks for the names of the modules that a file can reach', () => {
    assert.equal(finds("readFileSync('a');", 'node:fs'), true);
    assert.equal(finds('verify(token);', 'node:fs'), false);
    assert.equal(finds('verify(token);', 'node:crypto'), true);
  });

  it('takes files that import a package whose objects have methods with everyday names, and no others', () => {
    const reached = new Set(['configstore']);
    assert.equal(
      search.mayBlock('export const store = open();', { own: ['configstore'], all: reached }),
      true,
    );
    assert.equal(search.mayBlock('table.get(key);', { own: [], all: reached }), false);
  });

  it('looks for global objects whatever a file imports', () => {
    for (const text of ['Atomics.wait(cells, 0, 0);', 'new XMLHttpRequest()', "Deno.readFileSync('a')"])
      assert.equal(finds(text), true, text);
  });

  it('looks for loops that can spin and read a clock', () => {
    assert.equal(finds('while (Date.now() < end) {}'), true);
    assert.equal(finds('do {} while (process.hrtime.bigint() < end);'), true);
    assert.equal(finds('for (;;) if (performance.now() > end) break;'), true);
    assert.equal(finds('for (const one of all) log(Date.now());'), false);
    assert.equal(finds('// while it lasts\nlog(Date.now());'), false);
    assert.equal(
      finds('for (;;) {\n  const now = Date.now();\n  // until it is time\n  if (now > end) break;\n}'),
      true,
    );
    const between = 'more(); '.repeat(200);
    assert.equal(finds(`while (queue.length > 0) take(queue);\n${between}\nlog(Date.now());`), false);
    assert.equal(finds(`log(Date.now());\n${between}\nwhile (Date.now() < end);`), true);
  });

  it('looks for modules that are loaded inside functions', () => {
    assert.equal(finds("const fs = require('./a');\n"), false);
    for (const text of [
      "function f() {\n  return require('./a');\n}\n",
      "const f = () => require('./a');\n",
      "async function f() { return require('./a'); }\n",
    ])
      assert.equal(finds(text), true, text);
  });

  it('looks for names that say that they are synchronous', () => {
    assert.equal(finds('store.loadSync();'), true);
    assert.equal(finds("const { sync } = require('some-tool');"), true);
    assert.equal(finds('await sync;'), false);
    assert.equal(finds('const load = tools.loadSync;'), true);
    for (const path of ['./settingsSync.js', '../dataSync/common', './dataSync.service.ts'])
      assert.equal(finds(`import { settings } from '${path}';`), false, path);
  });
});

describe('a word that is also the name of a global function', () => {
  const free = [
    "const name = prompt('Name?');",
    'const ask = prompt;',
    "window.prompt('Name?');",
    'globalThis\n  .prompt();',
    'const ask = interactive ? prompt : silent;',
    'const ask = { prompt };',
    'run(...prompt());',
    '(prompt as Ask)();',
    "import { prompt as ask } from './ask';\nprompt();",
    "const prompt = 'Name?';\nask(prompt);",
    'prompt`Name?`;',
  ];
  const other = [
    "inquirer.prompt('Name?');",
    'const options = { prompt: true };',
    'interface Options {\n  prompt?: string;\n}',
    "import { prompt } from './prompt';\nprompt();",
    "import { ask as prompt } from './ask';\nprompt();",
    "import prompt, { ask } from './ask';\nprompt();",
    "import * as prompt from './ask';\nprompt.ask();",
    '// prompt the user\n',
    '// answers the prompt.\n',
    "import { ask } from './prompt';",
    'const kinds = [\'prompt\', "prompt"];',
    "const prompt = 'Name?';",
    'function prompt() {}',
    'promptly(); $prompt();',
  ];

  for (const text of free)
    it(`may mean it: ${JSON.stringify(text)}`, () => {
      assert.equal(mentionsFreely(text, 'prompt'), true);
    });
  for (const text of other)
    it(`does not mean it: ${JSON.stringify(text)}`, () => {
      assert.equal(mentionsFreely(text, 'prompt'), false);
    });
});

describe('an object that is handed on whole', () => {
  const isFs = (module: string): boolean => module === 'node:fs';
  const handed = [
    "import fs from 'node:fs';\nrun(fs);",
    "import * as fs from 'fs';\nexport default fs;",
    "import fs, { readFile } from 'fs';\nrun(1, fs);",
    "const fs = require('fs');\nmodule.exports = { fs };",
    "import * as fs from 'fs';\nconst disk = fs;\n",
    "import fs from 'fs';\nconst tools = { disk: fs };",
    "import fs from 'fs';\nexport const tools = () => fs;",
  ];
  const used = [
    "import fs from 'node:fs';\nfs.readFile('a', done);",
    "import fs, { readFile } from 'node:fs';\nfs.readFile('a', done);",
    "import * as path from 'node:path';\nrun(path);",
    "import { readFile } from 'node:fs';\nrun(readFile);",
    "const { readFile } = require('fs');\nrun(readFile);",
    "const readFile = require('fs').readFile;\nrun(readFile);",
  ];

  for (const text of handed)
    it(`is found: ${JSON.stringify(text)}`, () => {
      assert.equal(handsOnModule(text, isFs), true);
    });
  for (const text of used)
    it(`is not there: ${JSON.stringify(text)}`, () => {
      assert.equal(handsOnModule(text, isFs), false);
    });

  it('may be the global object of browsers', () => {
    for (const text of [
      'export const view = window;',
      'const root = globalThis as unknown as Root;',
      'const root = isBrowser ? window : globalThis;',
      'function view() {\n  return window;\n}',
    ])
      assert.equal(handsOnGlobals(text), true, text);
    for (const text of [
      'const wide = window.innerWidth;',
      'let window;',
      'window = open();',
      '// the window',
    ])
      assert.equal(handsOnGlobals(text), false, text);
  });
});
