import assert from 'node:assert/strict';
import { layOut } from '../../src/client/picture/layout.ts';
import { buildPicture } from '../../src/client/picture/model.ts';
import { renderFile, renderSvg, type PictureWords } from '../../src/client/picture/render.ts';
import type { FileFindings } from '../../src/server/protocol.ts';
import { foundCall, sampleFiles } from './samples.ts';

const namer = {
  entry: ({ entry }: { readonly entry: { readonly name: string } }) => entry.name,
  file: (uri: string) => uri.slice('file:///project/'.length),
};

const words: PictureWords = {
  title: 'Who blocks on what',
  entries: 'Async code',
  apis: 'blocks on',
  costs: { brief: 'brief', io: 'device', process: 'process', cpu: 'computes', unbounded: 'no limit' },
  calls: (count) => `${count} calls`,
  link: (entry, api, calls) => `${entry} blocks on ${api}: ${calls}`,
  omitted: (count) => `${count} more`,
};

const picture = buildPicture(sampleFiles, namer);

describe('client: the picture of the workspace', () => {
  it('weighs calls by their number and cost, the heaviest first', () => {
    assert.deepEqual(
      picture.entries.map(({ label, weight, places }) => [label, weight, places.length]),
      [
        ['load', 9, 2],
        ['save', 3, 1],
        ['handle', 1, 1],
      ],
    );
    assert.deepEqual(
      picture.apis.map(({ label, weight, cost }) => [label, weight, cost]),
      [
        ['node:fs.readFileSync', 6, 'io'],
        ['node:child_process.execSync', 6, 'process'],
        ['node:fs.existsSync', 1, 'brief'],
      ],
    );
    assert.equal(picture.links.length, 4);
    assert.equal(picture.calls, 4);
  });

  it('leaves out entries beyond what can be read, and says so', () => {
    const many: FileFindings = {
      uri: 'file:///project/many.ts',
      findings: Array.from({ length: 50 }, (_, index) =>
        foundCall('many.ts', index, 'x'.repeat(index + 1), 'node:fs.readFileSync'),
      ),
    };
    const large = buildPicture([many], namer);
    assert.equal(large.entries.length, 40);
    assert.equal(large.omitted, 10);
    assert.match(renderSvg(large, { words }), />10 more</);
  });

  it('gives each bar to the bands that meet it, without overlap', () => {
    const { entries, apis, bands, height } = layOut(picture, 70);
    for (const [side, bars] of [
      ['left', entries],
      ['right', apis],
    ] as const) {
      for (const [index, bar] of bars.entries()) {
        const own = bands
          .filter(({ link }) => (side === 'left' ? link.entry : link.api) === index)
          .map((band) => band[side])
          .sort((a, b) => a.y - b.y);
        const covered = own.reduce((sum, part) => sum + part.height, 0);
        assert.ok(Math.abs(covered - bar.height) < 1e-6);
        for (const [at, part] of own.entries()) {
          const before = own[at - 1];
          assert.ok(Math.abs(part.y - (before === undefined ? bar.y : before.y + before.height)) < 1e-6);
        }
        assert.ok(bar.y + bar.height <= height);
      }
    }
  });

  it('is made of links that keyboards and screen readers reach', () => {
    const svg = renderSvg(picture, { words, href: (places) => `command:x?${places.length}` });
    const labels = [...svg.matchAll(/<a href="command:x\?\d+" aria-label="([^"]+)"/g)].map(
      ([, label]) => label,
    );
    assert.equal(labels.length, picture.entries.length + picture.apis.length + picture.links.length);
    assert.ok(labels.includes('load blocks on node:child_process.execSync: 1 calls'));
    assert.ok(labels.includes('node:fs.existsSync, file: 1 calls, brief'));
  });

  it('shows names as they are, whatever is in them', () => {
    const odd: FileFindings = {
      uri: 'file:///project/odd.ts',
      findings: [foundCall('odd.ts', 1, '"<script>&\'', 'node:fs.readFileSync')],
    };
    const svg = renderSvg(buildPicture([odd], namer), { words, href: () => '"><script>' });
    assert.doesNotMatch(svg, /<script>/);
    assert.match(svg, />&#34;&#60;script&#62;&#38;&#39;</);
  });

  it('stands alone as a file: with its style, without links', () => {
    const file = renderFile(picture, words);
    assert.match(file, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(file, /<style>[^<]+<\/style>/);
    assert.doesNotMatch(file, /<a |command:|https?:(?!\/\/www\.w3\.org)/);
  });
});
