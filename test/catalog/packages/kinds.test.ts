import assert from 'node:assert/strict';
import { builtinCatalog } from '../../../src/catalog/index.ts';
import { asynchronousPackages } from './asynchronous.ts';

/** What people use packages for, and those that are known to block in doing so. */
const kinds: Readonly<Record<string, string>> = {
  databases:
    'better-sqlite3 better-sqlite3-multiple-ciphers classic-level enmap libsql lmdb lowdb node-sqlite3-wasm ' +
    'simple-json-db sql.js',
  requests: 'node-fetch sync-fetch sync-request urllib-sync xmlhttprequest',
  archives: 'adm-zip brotli cross-zip fflate lz-string lz4 lz4-napi node-stream-zip pako snappy snappyjs tar',
  images:
    '@resvg/resvg-js blurhash canvas fast-png image-size jpeg-js jsqr pixelmatch pngjs skia-canvas svgo upng-js',
  templates: 'art-template edge.js ejs eta liquidjs nunjucks pug react-dom/server squirrelly swig',
  settings:
    'conf configstore cosmiconfig dotenv dotenv-flow electron-store get-tsconfig lilconfig nconf rc read-pkg',
  processes:
    'command-exists cross-spawn current-git-branch execa fix-path git-rev-sync node-cmd shell-path shelljs tinyexec zx',
  prompts: 'electron prompt-sync prompt-sync-plus readline-sync',
  hashes:
    '@noble/hashes/argon2.js @noble/hashes/pbkdf2.js @node-rs/argon2 @node-rs/bcrypt bcrypt bcryptjs crypto-js ' +
    'jsonwebtoken node-forge pbkdf2 scrypt-js',
  parsers:
    '@grpc/proto-loader csv-parse/sync csv-stringify/sync edit-json-file gray-matter jsonfile load-json-file ' +
    'papaparse protobufjs simple-plist xlsx',
  compilers:
    '@babel/core @swc/core esbuild lightningcss oxc-parser oxc-transform sass stylus svelte/compiler terser',
};

/** Kinds of which hardly any package blocks, and the category in which the others that were looked at are listed. */
const others = { requests: 'network', prompts: 'input' } as const;

describe('the kinds of packages', () => {
  const blocking = new Set(
    builtinCatalog.filter((part) => part.blocking.length > 0).map(({ module }) => module),
  );
  for (const [kind, list] of Object.entries(kinds))
    it(`have at least ten packages that were looked at: ${kind}`, () => {
      const names = list.split(' ');
      assert.deepEqual(
        names.filter((name) => !blocking.has(name)),
        [],
      );
      const category = kind in others ? others[kind as keyof typeof others] : undefined;
      const asynchronous = category === undefined ? [] : (asynchronousPackages[category] ?? []);
      assert.ok(new Set([...names, ...asynchronous]).size >= 10, kind);
    });
});
