import type { FileFindings, FoundCall, Step } from '../../server/protocol.ts';

/** By what the tree is grouped: the file, what blocks, or the async code that makes the calls. */
export type Grouping = 'file' | 'api' | 'entry';

export interface GroupNode {
  readonly kind: 'group';
  /** Tells groups apart, also between two versions of the tree. */
  readonly id: string;
  readonly grouping: Grouping;
  /** The first of its calls stands for the group: they have file, API or entry in common. */
  readonly first: FoundCall;
  readonly calls: readonly CallNode[];
}

export interface CallNode {
  readonly kind: 'call';
  readonly id: string;
  readonly call: FoundCall;
  readonly grouping: Grouping;
  readonly parent: string;
  readonly steps: readonly StepNode[];
}

/** A hop on the way from the flagged call down to what blocks. */
export interface StepNode {
  readonly kind: 'step';
  readonly id: string;
  readonly step: Step;
  /** It calls what blocks, rather than another helper. */
  readonly isLast: boolean;
}

export type Node = GroupNode | CallNode | StepNode;

/**
 * The tree of some findings.
 *
 * @param filter Words all of which must occur, in whatever order and case, in the file, the API, the category, the entry
 *   or the way to the primitive.
 */
export function buildTree(
  files: readonly FileFindings[],
  grouping: Grouping,
  filter: string,
): readonly GroupNode[] {
  const groups = new Map<string, FoundCall[]>();
  const matches = matcher(filter);
  for (const { findings } of files) {
    for (const call of findings.filter(matches)) {
      const key = keyOf(call, grouping);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [call]);
      else group.push(call);
    }
  }
  return [...groups]
    .flatMap(([key, calls]) => toGroup(key, grouping, calls) ?? [])
    .sort(grouping === 'file' ? byFile : byCount);
}

/** How many calls the groups of a tree hold. */
export function countCalls(groups: readonly GroupNode[]): number {
  return groups.reduce((sum, { calls }) => sum + calls.length, 0);
}

/** The node of a call, known by its place and by what blocks there. */
export function findCall(
  groups: readonly GroupNode[],
  { api, path: [place] }: FoundCall,
): CallNode | undefined {
  return groups
    .flatMap(({ calls }) => calls)
    .find(({ call: { api: other, path } }) => {
      const [{ uri, line, start }] = path;
      return other === api && uri === place.uri && line === place.line && start === place.start;
    });
}

function keyOf({ path: [{ uri }], api, entry }: FoundCall, grouping: Grouping): string {
  if (grouping === 'file') return uri;
  return grouping === 'api' ? api : `${uri}#${entry.offset}`;
}

function toGroup(key: string, grouping: Grouping, calls: readonly FoundCall[]): GroupNode | undefined {
  const [first] = calls;
  if (first === undefined) return undefined;
  const id = `${grouping}:${key}`;
  const nodes = calls.map((call): CallNode => {
    const [{ uri, line, start }, ...rest] = call.path;
    const own = `${id}/${uri}:${line}:${start}:${call.api}`;
    const steps = rest.map((step, index): StepNode => ({
      kind: 'step',
      id: `${own}/${index}`,
      step,
      isLast: index === rest.length - 1,
    }));
    return { kind: 'call', id: own, call, grouping, parent: id, steps };
  });
  return { kind: 'group', id, grouping, first, calls: nodes };
}

function matcher(filter: string): (call: FoundCall) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ api, category, entry, path }) => {
    const [{ uri }] = path;
    const text = [decodeURIComponent(uri), api, category, entry.name, ...path.map(({ name }) => name)]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

function byFile(a: GroupNode, b: GroupNode): number {
  return compare(a.first.path[0].uri, b.first.path[0].uri);
}

function byCount(a: GroupNode, b: GroupNode): number {
  return b.calls.length - a.calls.length || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
