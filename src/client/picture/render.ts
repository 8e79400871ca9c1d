import type { Cost, Place } from '../../server/protocol.ts';
import { layOut, type Band, type Bar } from './layout.ts';
import type { Picture, PictureNode } from './model.ts';

/** The words of a picture, in the user's language. */
export interface PictureWords {
  readonly title: string;
  readonly entries: string;
  readonly apis: string;
  readonly costs: Readonly<Record<Cost, string>>;
  readonly calls: (count: number) => string;
  /** What a screen reader says of a link from an entry to what it blocks on. */
  readonly link: (entry: string, api: string, calls: string) => string;
  readonly omitted: (count: number) => string;
}

export interface RenderOptions {
  readonly words: PictureWords;
  /** Where a click on something with these places leads; a picture that stands alone has no links. */
  readonly href?: (places: readonly Place[]) => string;
}

const width = 1000;
const leftX = 380;
const rightX = 600;
const barWidth = 12;
const top = 70;
const middle = (leftX + rightX + barWidth) / 2;

/** Colours follow the theme of the editor; without one, in a file of its own, the second of each counts. */
export const pictureStyle = `
svg.unblock { font: 13px var(--vscode-font-family, system-ui, sans-serif); color: var(--vscode-foreground, #3b3b3b); }
svg.unblock text { fill: currentColor; }
svg.unblock .heading { font-weight: 600; }
svg.unblock .detail { fill: var(--vscode-descriptionForeground, #6b6b6b); font-size: 11px; }
svg.unblock .band { opacity: 0.45; stroke: var(--vscode-contrastBorder, transparent); }
svg.unblock .bar { stroke: var(--vscode-contrastBorder, transparent); }
svg.unblock .entry { fill: var(--vscode-foreground, #3b3b3b); }
svg.unblock .brief { fill: var(--vscode-charts-blue, #1a85ff); }
svg.unblock .io { fill: var(--vscode-charts-yellow, #b89500); }
svg.unblock .process { fill: var(--vscode-charts-green, #388a34); }
svg.unblock .cpu { fill: var(--vscode-charts-purple, #652d90); }
svg.unblock .unbounded { fill: var(--vscode-charts-red, #e51400); }
svg.unblock a { cursor: pointer; text-decoration: none; outline: none; }
svg.unblock a:hover .band, svg.unblock a:focus .band { opacity: 0.85; }
svg.unblock a:hover text, svg.unblock a:focus text { text-decoration: underline; }
svg.unblock a:focus .bar, svg.unblock a:focus .band { stroke: var(--vscode-focusBorder, #005fb8); stroke-width: 2; }
`;

/** Draws a picture as SVG. */
export function renderSvg(picture: Picture, { words, href }: RenderOptions): string {
  const layout = layOut(picture, top);
  const linked = (places: readonly Place[], label: string, content: string): string =>
    href === undefined
      ? `<g><title>${escape(label)}</title>${content}</g>`
      : `<a href="${escape(href(places))}" aria-label="${escape(label)}"><title>${escape(label)}</title>${content}</a>`;
  const summary = (node: PictureNode): string =>
    `${node.label}, ${node.detail}: ${words.calls(node.places.length)}`;

  const bands = layout.bands.map((band) => {
    const { entry, api, places, cost } = band.link;
    const label = words.link(
      picture.entries[entry]?.label ?? '',
      picture.apis[api]?.label ?? '',
      words.calls(places.length),
    );
    return linked(places, label, `<path class="band ${cost}" d="${bandPath(band)}"/>`);
  });
  const entries = picture.entries.map((node, index) =>
    linked(node.places, summary(node), nodeShape(node, layout.entries[index], 'entry', 'end')),
  );
  const apis = picture.apis.map((node, index) =>
    linked(
      node.places,
      `${summary(node)}, ${words.costs[node.cost]}`,
      nodeShape(node, layout.apis[index], node.cost, 'start', words.costs[node.cost]),
    ),
  );
  const height = Math.ceil(layout.height) + (picture.omitted > 0 ? 30 : 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="unblock" role="group" aria-label="${escape(words.title)}"`,
    ` viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escape(words.title)}</title>`,
    `<text class="heading" x="${leftX}" y="40" text-anchor="end">${escape(words.entries)}</text>`,
    `<text class="heading" x="${rightX + barWidth}" y="40">${escape(words.apis)}</text>`,
    ...bands,
    ...entries,
    ...apis,
    ...(picture.omitted > 0
      ? [
          `<text class="detail" x="${leftX}" y="${height - 12}" text-anchor="end">${escape(words.omitted(picture.omitted))}</text>`,
        ]
      : []),
    '</svg>',
  ].join('');
}

/** A picture as a file of its own. */
export function renderFile(picture: Picture, words: PictureWords): string {
  const svg = renderSvg(picture, { words });
  return `${svg.replace('</title>', `</title><style>${pictureStyle}</style>`)}\n`;
}

/** The longest label that fits beside a bar. */
const longest = 48;

function nodeShape(
  { label, detail, places }: PictureNode,
  bar: Bar = { y: 0, height: 0 },
  style: string,
  anchor: 'start' | 'end',
  cost?: string,
): string {
  const x = anchor === 'end' ? leftX : rightX;
  const textX = anchor === 'end' ? leftX - 10 : rightX + barWidth + 10;
  const centre = bar.y + bar.height / 2;
  const faint = [detail, ...(cost === undefined ? [] : [cost]), `×${places.length}`].join(' · ');
  return [
    `<rect class="bar ${style}" x="${x}" y="${round(bar.y)}" width="${barWidth}" height="${round(bar.height)}"/>`,
    `<text x="${textX}" y="${round(centre - 2)}" text-anchor="${anchor}">${escape(shorten(label))}</text>`,
    `<text class="detail" x="${textX}" y="${round(centre + 13)}" text-anchor="${anchor}">${escape(shorten(faint))}</text>`,
  ].join('');
}

function bandPath({ left, right }: Band): string {
  const from = leftX + barWidth;
  const curve = (x: number, y1: number, y2: number): string =>
    `C${middle},${round(y1)} ${middle},${round(y2)} ${x},${round(y2)}`;
  return [
    `M${from},${round(left.y)}`,
    curve(rightX, left.y, right.y),
    `V${round(right.y + right.height)}`,
    curve(from, right.y + right.height, left.y + left.height),
    'Z',
  ].join('');
}

function shorten(text: string): string {
  return text.length <= longest ? text : `…${text.slice(text.length - longest + 1)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
