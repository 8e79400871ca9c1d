import type { Cost, FileFindings, FoundCall, Place } from '../../server/protocol.ts';

/** Async code that blocks, or something that it blocks on. */
export interface PictureNode {
  readonly label: string;
  /** A second, fainter label: the file, or the category. */
  readonly detail: string;
  /** Its calls, the first of which is where a click leads. */
  readonly places: readonly Place[];
  readonly weight: number;
}

export interface ApiNode extends PictureNode {
  readonly cost: Cost;
}

/** The calls by which an entry blocks on something. */
export interface PictureLink {
  /** Positions in the lists of entries and APIs. */
  readonly entry: number;
  readonly api: number;
  readonly places: readonly Place[];
  readonly weight: number;
  readonly cost: Cost;
}

/** Which entry points block on what; the heaviest come first. */
export interface Picture {
  readonly entries: readonly PictureNode[];
  readonly apis: readonly ApiNode[];
  readonly links: readonly PictureLink[];
  /** Entries that were left out because there are too many for a picture. */
  readonly omitted: number;
  readonly calls: number;
}

/** How a user calls an entry, and the file that it is in. */
export interface Namer {
  readonly entry: (call: FoundCall) => string;
  readonly file: (uri: string) => string;
}

/** How heavy one call is: what holds the event loop for longer counts for more. */
const weights: Readonly<Record<Cost, number>> = { brief: 1, io: 3, process: 6, cpu: 6, unbounded: 10 };

/** More entries than this make no picture that anybody could read. */
const mostEntries = 40;

/** Draws the findings together: by the async code that makes the calls, and by what they block on. */
export function buildPicture(files: readonly FileFindings[], namer: Namer): Picture {
  const calls = files.flatMap(({ findings }) => findings);
  const byEntry = group(calls, ({ path: [{ uri }], entry }) => `${uri}#${entry.offset}`);
  const ordered = byEntry.sort((a, b) => weigh(b) - weigh(a));
  const shown = ordered.slice(0, mostEntries);
  const byApi = group(shown.flat(), ({ api }) => api).sort((a, b) => weigh(b) - weigh(a));
  const indexOfApi = new Map(byApi.map(([{ api }], index) => [api, index]));
  return {
    entries: shown.map((own) => ({
      label: namer.entry(own[0]),
      detail: namer.file(own[0].path[0].uri),
      places: placesOf(own),
      weight: weigh(own),
    })),
    apis: byApi.map((own) => ({
      label: own[0].api,
      detail: [...new Set(own.map(({ category }) => category))].join(', '),
      cost: worst(own),
      places: placesOf(own),
      weight: weigh(own),
    })),
    links: shown.flatMap((own, entry) =>
      group(own, ({ api }) => api).map((together) => ({
        entry,
        api: indexOfApi.get(together[0].api) ?? 0,
        places: placesOf(together),
        weight: weigh(together),
        cost: worst(together),
      })),
    ),
    omitted: ordered.length - shown.length,
    calls: shown.flat().length,
  };
}

type Group = readonly [FoundCall, ...FoundCall[]];

function group(calls: readonly FoundCall[], keyOf: (call: FoundCall) => string): Group[] {
  const groups = new Map<string, [FoundCall, ...FoundCall[]]>();
  for (const call of calls) {
    const known = groups.get(keyOf(call));
    if (known === undefined) groups.set(keyOf(call), [call]);
    else known.push(call);
  }
  return [...groups.values()];
}

function weigh(calls: readonly FoundCall[]): number {
  return calls.reduce((sum, { cost }) => sum + weights[cost], 0);
}

/** The cost of the call that holds the event loop for the longest. */
function worst([first, ...others]: Group): Cost {
  return others.reduce((cost, call) => (weights[call.cost] > weights[cost] ? call.cost : cost), first.cost);
}

function placesOf(calls: readonly FoundCall[]): readonly Place[] {
  return calls.map(({ path: [{ uri, line, start, end }] }) => ({ uri, line, start, end }));
}
