import path from 'node:path';
import { URI } from 'vscode-uri';
import { catalog } from '../catalog/index.ts';
import type { BlockingApi, Cost } from '../catalog/schema.ts';
import type { ContextKind, Finding, Hop } from '../engine/finding.ts';
import type { Conversion } from '../fixes/fix.ts';
import { documentationUrl } from '../catalog/documentation.ts';
import { t, translate } from '../l10n/translate.ts';
import type { Snapshot } from './documents.ts';
import type { Explanation } from './protocol.ts';

/** How long calls of a class of cost hold the event loop. */
const costs: Readonly<Record<Cost, (api: string, named: string) => string>> = {
  brief: (api, named) => t('**`{0}`** holds the event loop for a moment ({1}).', api, named),
  io: (api, named) => t('**`{0}`** holds the event loop until the device has answered ({1}).', api, named),
  process: (api, named) =>
    t('**`{0}`** holds the event loop until the other process has ended ({1}).', api, named),
  cpu: (api, named) =>
    t('**`{0}`** holds the event loop until it has computed its result ({1}).', api, named),
  unbounded: (api, named) =>
    t('**`{0}`** holds the event loop for as long as it waits, which nothing limits ({1}).', api, named),
};

const contexts: Readonly<Record<ContextKind, () => string>> = {
  'async-function': () => t('an async function'),
  'promise-function': () => t('a function that returns a promise'),
  'promise-callback': () => t('a callback that runs when a promise settles'),
  'event-callback': () => t('a callback that the event loop runs'),
  module: () => t('the top level of the module'),
};

/**
 * What there is to know about a finding beyond its diagnostic, as Markdown: its class of cost, the way to the primitive,
 * what a quick fix can do, and where to read more. Why its place counts as async is not said again: the message and the
 * related information of the diagnostic do, and editors show them in the same box.
 */
export function summarize(finding: Finding, conversion: Conversion): string {
  return [
    costOf(finding),
    ...(finding.path.length > 1 ? [t('**The way there:** {0}', wayOf(finding))] : []),
    remedyOf(finding, conversion),
    pageOf(finding),
  ].join('\n\n');
}

function costOf({ api, category, cost }: Finding): string {
  return costs[cost](api, `\`${category}\`, \`${cost}\``);
}

function pageOf({ category }: Finding): string {
  return `[${t('More about `{0}` calls', category)}](${documentationUrl(category)})`;
}

/** All that there is to say about a finding, as a page of its own. */
export function explainFully(snapshot: Snapshot, finding: Finding, conversion: Conversion): Explanation {
  const [first] = finding.path;
  const name = first?.name ?? finding.api;
  const title = finding.certainty === 'possible' ? t('`{0}` may block', name) : t('`{0}` blocks', name);
  const hops = finding.path.map(
    (hop, index) => `${index + 1}. ${t('{0} calls `{1}`', linkIfFile(hop), hop.name)}`,
  );
  const markdown = [
    `# ${title}`,
    finding.message,
    costOf(finding),
    placeOfContext(snapshot, finding),
    remedyOf(finding, conversion),
    ...(hops.length > 1 ? [`## ${t('The way there')}`, hops.join('\n')] : []),
    ...examples(finding),
    pageOf(finding),
  ].join('\n\n');
  return { title, markdown: `${markdown}\n` };
}

function examples(finding: Finding): readonly string[] {
  const example = recordOf(finding)?.example;
  if (example === undefined) return [];
  const block = (code: string): string => `\`\`\`ts\n${code.trimEnd()}\n\`\`\``;
  return [`## ${t('For example')}`, block(example.bad), t('becomes'), block(example.good)];
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
  return path.isAbsolute(hop.file) ? linkTo(hop, label) : (label ?? t('line {0}', hop.line + 1));
}

function placeOfContext({ uri, document }: Snapshot, { context }: Finding): string {
  const kind = contexts[context.kind]();
  if (context.kind === 'module') return t('**Async here:** {0}', kind);
  const line = document.positionAt(context.span.start).line + 1;
  const place = `[${t('line {0}', line)}](${uri}#L${line})`;
  return context.name === ''
    ? t('**Async here:** {0} ({1})', kind, place)
    : t('**Async here:** `{0}`, {1} ({2})', context.name, kind, place);
}

function remedyOf(finding: Finding, conversion: Conversion): string {
  if ('fix' in conversion) return t('**Quick fix:** {0}', conversion.fix.title);
  const refusal = t('**No automatic conversion:** {0}.', conversion.refusal.reason);
  const record = recordOf(finding);
  const twin = record?.replacement.kind === 'await' ? record.replacement.instead : undefined;
  // At the call of a helper the message says to await the helper; what its own code is to await is not said there.
  if (finding.path.length < 2 || twin === undefined) return refusal;
  return `${refusal} ${t('The helper itself can use {0}.', twin.includes('`') ? translate(twin) : `\`${twin}\``)}`;
}

/** What the catalogue says of the primitive: the same function may have a record of its own for some arguments. */
function recordOf({ api, category }: Finding): BlockingApi | undefined {
  const records = catalog.byId(api);
  return records.find((record) => record.category === category) ?? records[0];
}
