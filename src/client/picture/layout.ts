import type { Picture, PictureLink, PictureNode } from './model.ts';

/** A bar that stands for a node; in pixels. */
export interface Bar {
  readonly y: number;
  readonly height: number;
}

/** A band that stands for a link: where it leaves the bar on the left and meets the one on the right. */
export interface Band {
  readonly link: PictureLink;
  readonly left: Bar;
  readonly right: Bar;
}

export interface Layout {
  readonly entries: readonly Bar[];
  readonly apis: readonly Bar[];
  readonly bands: readonly Band[];
  readonly height: number;
}

/** A bar is high enough for two lines of text beside it. */
const leastHeight = 30;
const gap = 10;
/** The height that the heaviest node gets. */
const mostHeight = 120;

/** Gives each node a bar as high as it is heavy, and each link a share of the bars at its ends. */
export function layOut({ entries, apis, links }: Picture, top: number): Layout {
  const heaviest = Math.max(1, ...entries.map(({ weight }) => weight), ...apis.map(({ weight }) => weight));
  const scale = mostHeight / heaviest;
  const left = stack(entries, top, scale);
  const right = stack(apis, top, scale);
  const usedLeft = new Map<number, number>();
  const usedRight = new Map<number, number>();
  const bands = [...links]
    .sort((a, b) => a.entry - b.entry || a.api - b.api)
    .map((link) => ({
      link,
      left: share(link.weight, link.entry, entries, left, usedLeft),
      right: share(link.weight, link.api, apis, right, usedRight),
    }));
  const bottom = [left.at(-1), right.at(-1)].map((bar) => (bar === undefined ? top : bar.y + bar.height));
  return { entries: left, apis: right, bands, height: Math.max(...bottom) + gap };
}

function stack(nodes: readonly PictureNode[], top: number, scale: number): readonly Bar[] {
  let y = top;
  return nodes.map(({ weight }) => {
    const bar = { y, height: Math.max(leastHeight, weight * scale) };
    y += bar.height + gap;
    return bar;
  });
}

/** The next free part of a bar, as large as the weight is of the whole node's. */
function share(
  weight: number,
  index: number,
  nodes: readonly PictureNode[],
  bars: readonly Bar[],
  used: Map<number, number>,
): Bar {
  const bar = bars[index] ?? { y: 0, height: 0 };
  const before = used.get(index) ?? 0;
  const height = (bar.height * weight) / (nodes[index]?.weight ?? weight);
  used.set(index, before + height);
  return { y: bar.y + before, height };
}
