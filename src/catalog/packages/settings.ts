import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const dotenvStyle: PackageStyle = { module: 'dotenv', category: 'file', as: 'dotenv' };

const dotenv = packageCatalog(
  'dotenv',
  ['config', 'configDotenv'].map((member) =>
    advised(dotenvStyle, {
      member,
      cost: 'brief',
      why: 'reads the file of settings before anything else can run',
      signature: 'start()',
      body: [`dotenv.${member}();`, "return process.env['PORT'];"],
      instead: "load it at the top of the program, by `import 'dotenv/config'` or `node --env-file`",
      good: { imports: ["import 'dotenv/config'"], body: ["return process.env['PORT'];"] },
    }),
  ),
);

const imageSizeStyle: PackageStyle = { module: 'image-size', category: 'file', as: 'imageSize' };

/** Before version 2 it read the file itself; now it is given the data. */
const imageSize = packageCatalog(
  'image-size',
  ['', 'imageSize'].map((member) =>
    advised(member === '' ? imageSizeStyle : { module: 'image-size', category: 'file' }, {
      member,
      versions: { below: 2 },
      when: { maxArguments: 1, withoutCallback: true },
      cost: 'io',
      why: 'reads the head of the file before anything else can run',
      signature: 'widthOf(path: string)',
      body: ['const size = imageSize(path);', 'return size.width;'],
      instead: 'await `promisify(imageSize)(…)`',
      good: {
        imports: ["import imageSize from 'image-size'", "import { promisify } from 'node:util'"],
        hoisted: ['const imageSizeAsync = promisify(imageSize);'],
        body: ['const size = await imageSizeAsync(path);', 'return size?.width;'],
      },
    }),
  ),
  {
    callbacks: [
      { member: '', argument: 1, timing: 'event' },
      { member: 'imageSize', argument: 1, timing: 'event' },
    ],
  },
);

/** Packages that read one small file. */
export const settingPackages: readonly ModuleCatalog[] = [dotenv, imageSize];
