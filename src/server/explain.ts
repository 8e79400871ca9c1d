import path from 'node:path';
import { URI } from 'vscode-uri';
import { catalog } from '../catalog/index.ts';
import type { BlockingApi, Cost } from '../catalog/schema.ts';
import type { ContextKind, Finding, Hop } from '../engine/finding.ts';
import type { Conversion } from '../fixes/fix.ts';
import { documentationUrl } from '../catalog/documentation.ts';
import type { Snapshot } from './documents.ts';
import type { Explanation } from './protocol.ts';

const costs: Readonly<Record<Cost, string>> = {
  brief: 'holds the event loop for a moment',
  io: 'holds the event loop until the device has answered',
  process: 'holds the event loop until the other process has ended',
  cpu: 'holds the event loop until it has computed its result',
  unbounded: 'holds the event loop for as long as it waits, which nothing limits',
};

const contexts: Readonly<Record<ContextKind, string>> = {
  'async-function': 'an async function',
  'promise-function': 'a function that returns a promise',
  'promise-callback': 'a callback that runs when a promise settles',
  'event-callback': 'a callback that the event loop runs',
  module: 'the top level of the module',
};

/**
 * What there is to know about a finding beyond its diagnostic, as Markdown: its class of cost, the way to the primitive,
 * what a quick fix can do, and where to read more. Why its place counts as async is not said again: the message and the
 * related information of the diagnostic do, and editors show them in the same box.
 */
export function summarize(finding: Finding, conversion: Conversion): string {
  return [
    costOf(finding),
    ...(finding.path.length > 1 ? [`**The way there:** ${wayOf(finding)}`] : []),
    remedyOf(finding, conversion),
    pageOf(finding),
  ].join('\n\n');
}

function costOf({ api, category, cost }: Finding): string {
  return `**\`${api}\`** ${costs[cost]} (\`${category}\`, \`${cost}\`).`;
}

function pageOf({ category }: Finding): string {
  return `[More about \`${category}\` calls](${documentationUrl(category)})`;
}

/** All that there is to say about a finding, as a page of its own. */
export function explainFully(snapshot: Snapshot, finding: Finding, conversion: Conversion): Explanation {
  const [first] = finding.path;
  const title = `\`${first?.name ?? finding.api}\` ${finding.certainty === 'possible' ? 'may block' : 'blocks'}`;
  const hops = finding.path.map((hop, index) => `${index + 1}. ${linkIfFile(hop)} calls \`${hop.name}\``);
  const markdown = [
    `# ${title}`,
    finding.message,
    costOf(finding),
    `**Async here:** ${placeOfContext(snapshot, finding)}`,
    remedyOf(finding, conversion),
    ...(hops.length > 1 ? ['## The way there', hops.join('\n')] : []),
    ...examples(finding),
    pageOf(finding),
  ].join('\n\n');
  return { title, markdown: `${markdown}\n` };
}

function examples(finding: Finding): readonly string[] {
  const example = recordOf(finding)?.example;
  if (example === undefined) return [];
  const block = (code: string): string => `\`\`\`ts\n${code.trimEnd()}\n\`\`\``;
  return ['## For example', block(example.bad), 'becomes', block(example.good)];
}

/** A link to a place in a file, as Markdown. */
export function linkTo({ file, line }: Pick<Hop, 'file' | 'line'>, label?: string): string {
  const target = URI.file(file).toString();
  return `[${label ?? `${path.basename(file)}:${line + 1}`}](${target}#L${line + 1})`;
}

/** The names on the way from the flagged call to the primitive, each a link to the place where it is called. */
export function wayOf({ path: hops }: Pick<Finding, 'path'>): string {
  return hops.map((hop) => linkIfFile(hop, `\`${hop.name}\``)).join(' → ');
}

/** A document without a file has no address that a link could have. */
function linkIfFile(hop: Hop, label?: string): string {
  return path.isAbsolute(hop.file) ? linkTo(hop, label) : (label ?? `line ${hop.line + 1}`);
}

function placeOfContext({ uri, document }: Snapshot, { context }: Finding): string {
  if (context.kind === 'module') return contexts.module;
  const line = document.positionAt(context.span.start).line + 1;
  const place = `[line ${line}](${uri}#L${line})`;
  const name = context.name === '' ? '' : `\`${context.name}\`, `;
  return `${name}${contexts[context.kind]} (${place})`;
}

function remedyOf(finding: Finding, conversion: Conversion): string {
  if ('fix' in conversion) return `**Quick fix:** ${conversion.fix.title}`;
  const refusal = `**No automatic conversion:** ${conversion.refusal.reason}.`;
  const record = recordOf(finding);
  const twin = record?.replacement.kind === 'await' ? record.replacement.instead : undefined;
  // At the call of a helper the message says to await the helper; what its own code is to await is not said there.
  if (finding.path.length < 2 || twin === undefined) return refusal;
  return `${refusal} The helper itself can use ${twin.includes('`') ? twin : `\`${twin}\``}.`;
}

/** What the catalogue says of the primitive: the same function may have a record of its own for some arguments. */
function recordOf({ api, category }: Finding): BlockingApi | undefined {
  const records = catalog.byId(api);
  return records.find((record) => record.category === category) ?? records[0];
}
