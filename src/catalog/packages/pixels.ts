import type { ModuleCatalog } from '../schema.ts';
import { methodTwin, packageCatalog, type PackageStyle } from './package-records.ts';
import { work } from './work.ts';

const decodes = 'decompresses and decodes the whole image before anything else can run';
const encodes = 'encodes and compresses the whole image before anything else can run';
const bySharp = 'use `sharp`, which computes in threads of its own, or a worker thread';

const style = (module: string, as?: string): PackageStyle => ({
  module,
  category: 'compression',
  ...(as !== undefined && { as }),
});

const jsQr = packageCatalog(
  'jsqr',
  work({ module: 'jsqr', category: 'compile', as: 'jsQR' }, 'have a worker thread look for the code', [
    {
      member: '',
      why: 'searches the whole image before anything else can run',
      call: 'jsQR(pixels, 640, 480)',
      parameters: 'pixels: Uint8ClampedArray',
    },
  ]),
);

const blurhash = packageCatalog(
  'blurhash',
  work({ module: 'blurhash', category: 'compile' }, 'have a worker thread compute it', [
    {
      member: 'encode',
      why: 'computes over all pixels before anything else can run',
      call: 'encode(pixels, 64, 64, 4, 4)',
      parameters: 'pixels: Uint8ClampedArray',
    },
    {
      member: 'decode',
      why: 'computes all pixels before anything else can run',
      call: 'decode(text, 64, 64)',
    },
  ]),
);

const upng = packageCatalog(
  'upng-js',
  work(style('upng-js', 'UPNG'), bySharp, [
    { member: 'decode', why: decodes, call: 'UPNG.decode(data)', parameters: 'data: ArrayBuffer' },
    {
      member: 'encode',
      why: encodes,
      call: 'UPNG.encode([data], 640, 480, 0)',
      parameters: 'data: ArrayBuffer',
    },
  ]),
);

const fastPng = packageCatalog(
  'fast-png',
  work(style('fast-png'), bySharp, [
    { member: 'decode', why: decodes, call: 'decode(data)', parameters: 'data: Uint8Array' },
    { member: 'decodeApng', why: decodes, call: 'decodeApng(data)', parameters: 'data: Uint8Array' },
    {
      member: 'encode',
      why: encodes,
      call: 'encode({ width: 640, height: 480, data })',
      parameters: 'data: Uint8Array',
    },
  ]),
);

const skia = packageCatalog(
  'skia-canvas',
  [
    ...[
      { method: 'toBufferSync', args: "'png'" },
      { method: 'toURLSync', args: "'png'" },
      { method: 'saveAsSync', args: "'drawing.png'" },
    ].map(({ method, args }) =>
      methodTwin(style('skia-canvas'), {
        member: `Canvas#${method}`,
        cost: 'cpu',
        why: 'draws and compresses the whole image before anything else can run',
        types: ['Canvas'],
        receiver: 'canvas',
        signature: 'draw(canvas: Canvas)',
        body: [`const result: unknown = canvas.${method}(${args});`, 'return result;'],
      }),
    ),
    methodTwin(style('skia-canvas'), {
      member: 'Canvas#toDataURLSync',
      twin: 'toURL',
      cost: 'cpu',
      why: 'draws and compresses the whole image before anything else can run',
      types: ['Canvas'],
      receiver: 'canvas',
      signature: 'draw(canvas: Canvas)',
      body: ["const result: unknown = canvas.toDataURLSync('png');", 'return result;'],
    }),
  ],
  { harmless: ['Canvas#toSharpSync'] },
);

/** More packages that compute over all pixels of an image. */
export const pixelPackages: readonly ModuleCatalog[] = [jsQr, blurhash, upng, fastPng, skia];
