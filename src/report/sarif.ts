import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { homepage, version } from '../../package.json';
import type { Finding } from '../engine/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import { positionAt, type LineIndex, type Position } from '../workspace/line-index.ts';
import { createNumbering, identityOf } from './identity.ts';
import type { Place, Report, ReportedDirective, ReportedFinding } from './report.ts';
import { sarifRules, suppressionRule } from './sarif-rules.ts';

/** The folder that relative addresses start from, by the name that GitHub knows it by. */
const base = '%SRCROOT%';

const levels: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const ruleIndexes = new Map(sarifRules.map(({ id }, index) => [id, index]));

/** The form for code scanning: SARIF 2.1.0. */
export function renderSarif({ findings, directives, folder }: Report): string {
  const number = createNumbering();
  const run = {
    tool: {
      driver: {
        name: 'Unblock',
        version,
        semanticVersion: version,
        informationUri: homepage,
        rules: sarifRules,
      },
    },
    columnKind: 'utf16CodeUnits',
    // As editors have it; a lone carriage return is not among the ends of lines that SARIF takes for granted.
    newlineSequences: ['\r\n', '\n', '\r'],
    originalUriBaseIds: { [base]: { uri: folderUri(folder) } },
    results: [
      ...findings.map((finding) => findingResult(finding, number, folder)),
      ...directives.map((directive) => directiveResult(directive, folder)),
    ],
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function findingResult(
  { finding, start, end, lines, path: hops, fixes }: ReportedFinding,
  number: (key: string) => number,
  folder: string,
): unknown {
  const { category, severity, certainty, cost, message, api, context } = finding;
  const safe = fixes.filter((fix) => fix.safe);
  return {
    ...ruleReference(category),
    level: levels[severity],
    message: { text: plainText(message), markdown: message },
    locations: [
      {
        ...location(start, folder, end),
        ...(context.name !== '' && {
          logicalLocations: [{ fullyQualifiedName: context.name, kind: 'function' }],
        }),
      },
    ],
    partialFingerprints: { 'unblock/v1': fingerprint(start.file, identityOf(finding), number) },
    ...(hops.length > 1 && { codeFlows: [{ threadFlows: [{ locations: flow(hops, folder) }] }] }),
    ...(safe.length > 0 && { fixes: safe.map((fix) => sarifFix(fix, start, lines, folder)) }),
    properties: { api, certainty, cost, context: context.kind },
  };
}

function directiveResult({ problem, start }: ReportedDirective, folder: string): unknown {
  return {
    ...ruleReference(suppressionRule),
    level: 'note',
    message: { text: plainText(problem.message), markdown: problem.message },
    locations: [location(start, folder)],
  };
}

function ruleReference(id: string): { readonly ruleId: string; readonly ruleIndex: number | undefined } {
  return { ruleId: id, ruleIndex: ruleIndexes.get(id) };
}

/** The way down to the primitive, one step deeper at each hop. */
function flow(hops: ReportedFinding['path'], folder: string): readonly unknown[] {
  return hops.map((hop, index) => ({
    nestingLevel: index,
    location: { ...location(hop, folder), message: { text: plainText(hop.name) } },
  }));
}

function sarifFix({ title, edits }: Fix, { file }: Place, lines: LineIndex, folder: string): unknown {
  const replacements = edits.map(({ start, end, text }) => ({
    deletedRegion: region(positionAt(lines, start), positionAt(lines, end)),
    insertedContent: { text },
  }));
  return {
    description: { text: plainText(title), markdown: title },
    artifactChanges: [{ artifactLocation: artifact(file, folder), replacements }],
  };
}

function location(start: Place, folder: string, end?: Position): { readonly physicalLocation: unknown } {
  return {
    physicalLocation: { artifactLocation: artifact(start.file, folder), region: region(start, end) },
  };
}

/** Without an end, the region reaches to the end of its line. */
function region(start: Position, end?: Position): unknown {
  return {
    startLine: start.line,
    startColumn: start.column,
    ...(end !== undefined && { endLine: end.line, endColumn: end.column }),
  };
}

/** The address of a file; an absolute one outside of the folder, because relative ones may not go up. */
function artifact(file: string, folder: string): unknown {
  const isOutside = file === '..' || file.startsWith('../') || path.isAbsolute(file);
  if (isOutside) return { uri: pathToFileURL(path.resolve(folder, file)).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: base };
}

function folderUri(folder: string): string {
  const { href } = pathToFileURL(folder);
  return href.endsWith('/') ? href : `${href}/`;
}

/** The same for the same call in the same function, on whatever line it stands. */
function fingerprint(file: string, identity: string, number: (key: string) => number): string {
  const key = `${file}\n${identity}`;
  return createHash('sha256')
    .update(`${key}\n${number(key)}`)
    .digest('hex')
    .slice(0, 32);
}

/** A text in which nothing is taken for a placeholder or a link: `{0}` and `[text](1)` would be. */
function plainText(text: string): string {
  return text.replace(/\{(\d+)\}/g, '{{$1}}').replace(/\[(?=[^\]]*\]\()/g, '\\[');
}
