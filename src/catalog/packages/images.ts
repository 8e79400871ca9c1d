import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';
import { work } from './work.ts';

const decodes = 'decompresses and decodes the whole image before anything else can run';
const encodes = 'encodes and compresses the whole image before anything else can run';
const bySharp = 'use `sharp`, which computes in threads of its own, or a worker thread';

const style = (module: string, as?: string): PackageStyle => ({
  module,
  category: 'compression',
  ...(as !== undefined && { as }),
});

const canvas = packageCatalog(
  'canvas',
  [
    advised(style('canvas'), {
      member: 'Canvas#toBuffer',
      when: { withoutCallback: true },
      cost: 'cpu',
      why: encodes,
      types: ['Canvas'],
      signature: 'draw(canvas: Canvas)',
      body: ["return canvas.toBuffer('image/png');"],
      instead: 'give it a callback, with which it compresses in another thread, and await that in a promise',
      good: {
        body: [
          'return await new Promise<Buffer>((resolve, reject) => {',
          '  canvas.toBuffer((error, data) => {',
          '    if (error) reject(error);',
          '    else resolve(data);',
          '  });',
          '});',
        ],
      },
    }),
  ],
  {
    gives: { 'createCanvas()': 'Canvas#' },
    callbacks: [
      { member: 'Canvas#toBuffer', argument: 0, timing: 'event' },
      { member: 'Canvas#toDataURL', argument: 'any', timing: 'event' },
    ],
  },
);

const resvg = packageCatalog(
  '@resvg/resvg-js',
  [
    advised(style('@resvg/resvg-js'), {
      member: 'Resvg#render',
      cost: 'cpu',
      why: 'draws the whole image before anything else can run',
      types: ['Resvg'],
      signature: 'draw(image: Resvg)',
      body: ['return image.render().asPng();'],
      instead: 'await `renderAsync(…)`, which draws in another thread',
      good: {
        imports: ["import { renderAsync } from '@resvg/resvg-js'"],
        signature: 'draw(svg: string)',
        body: ['return (await renderAsync(svg)).asPng();'],
      },
    }),
  ],
  { promises: ['renderAsync'] },
);

/** Images that are read and written in JavaScript, or by native code on the same thread. */
export const imagePackages: readonly ModuleCatalog[] = [
  packageCatalog(
    'pngjs',
    work(style('pngjs'), bySharp, [
      { member: 'PNG.sync.read', why: decodes, call: "PNG.sync.read(Buffer.from(text, 'base64'))" },
      {
        member: 'PNG.sync.write',
        why: encodes,
        call: 'PNG.sync.write(image)',
        parameters: 'image: PNG, text: string',
        handed: 'text: string',
      },
    ]),
  ),
  packageCatalog(
    'jpeg-js',
    work(style('jpeg-js', 'jpeg'), bySharp, [
      { member: 'decode', why: decodes, call: "jpeg.decode(Buffer.from(text, 'base64'))" },
      {
        member: 'encode',
        why: encodes,
        call: "jpeg.encode({ width: 8, height: 8, data: Buffer.from(text, 'base64') }, 80)",
      },
    ]),
  ),
  packageCatalog(
    'pixelmatch',
    work(style('pixelmatch', 'pixelmatch'), 'have a worker thread compare them', [
      {
        member: '',
        why: 'compares the images pixel by pixel before anything else can run',
        call: 'pixelmatch(pixels, pixels, undefined, 800, 600)',
        parameters: 'pixels: Uint8Array',
      },
    ]),
  ),
  packageCatalog(
    'svgo',
    work({ module: 'svgo', category: 'compile' }, 'have a worker thread do it where there are many', [
      {
        member: 'optimize',
        why: 'parses the image and runs all plugins over it before anything else can run',
        call: 'optimize(text)',
      },
    ]),
  ),
  canvas,
  resvg,
];
