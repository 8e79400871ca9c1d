import { isNameless } from '../catalog/lookup.ts';
import { contains } from '../facts/span.ts';
import type { Contexts } from './contexts.ts';
import { calledName } from './called-name.ts';
import { lineOf } from './directives.ts';
import type { AsyncContext, Finding, Hop } from './finding.ts';
import { messageOf } from './message.ts';
import type { Program } from './program.ts';
import type { Blocking, Chain } from './propagate.ts';
import type { AnalysisSettings } from './settings.ts';
import { severityOf } from './severity.ts';
import type { Site } from './targets.ts';

/** The findings at some sites of one file, in the order of the text. */
export function findingsAt(
  program: Program,
  contexts: Contexts,
  blocking: Blocking,
  sites: readonly Site[],
  settings: AnalysisSettings,
): readonly Finding[] {
  const findings: Finding[] = [];
  const kept = new Set<string>();
  for (const site of [...sites].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const found = findingAt(program, contexts, blocking, site, settings);
    if (found === undefined) continue;
    const { finding, chain } = found;
    if (chain.once && site.call.kind === 'get') {
      // The first read in a stretch of async code is the one that costs something: the accessor has kept its result.
      const key = JSON.stringify([finding.context.span.start, finding.path[1]]);
      if (kept.has(key)) continue;
      kept.add(key);
    }
    findings.push(finding);
  }
  return findings;
}

/** The finding at a site, if it runs something that blocks in an async context and the settings want to hear of it. */
function findingAt(
  program: Program,
  contexts: Contexts,
  blocking: Blocking,
  site: Site,
  settings: AnalysisSettings,
): { readonly finding: Finding; readonly chain: Chain } | undefined {
  const chains = blocking.chainsAt(site).filter((chain) => !isKeptByAccessor(chain));
  const context = chains.length === 0 ? undefined : contextOf(contexts, site);
  if (context === undefined || runsInWorker(program, site)) return undefined;
  // What the user does not want to hear of hides nothing that is less bad.
  const chain = chains.find((candidate) => severityOf(candidate, context.kind, settings) !== 'off');
  const severity = chain === undefined ? 'off' : severityOf(chain, context.kind, settings);
  if (chain === undefined || severity === 'off') return undefined;
  const path = hops(program, chain);
  const finding: Finding = {
    file: site.file,
    span: site.span,
    whole: site.call.whole,
    api: program.catalog.apiId(chain.module, chain.api),
    ...(!chain.assumed && { record: chain.record ?? { module: chain.module, api: chain.api } }),
    category: chain.api.category,
    cost: chain.api.cost,
    severity,
    certainty: chain.certainty,
    message: messageOf(chain, context, path, displayName(chain)),
    context,
    path,
  };
  return { finding, chain };
}

/** What an accessor keeps after a brief call costs nothing at nearly every read. */
function isKeptByAccessor(chain: Chain): boolean {
  if (!chain.once || chain.api.cost !== 'brief') return false;
  for (let at: Chain | undefined = chain; at !== undefined; at = at.next)
    if (at.site.call.kind === 'get' && at.once) return true;
  return false;
}

function runsInWorker(program: Program, { file, span }: Site): boolean {
  return program.files.get(file)?.workerCode.some((code) => contains(code, span)) === true;
}

/** The async code in which a site runs; a function that is passed on runs in a context of its own. */
export function contextOf(contexts: Contexts, site: Site): AsyncContext | undefined {
  const owner = contexts.owner(site.file, site.call.function);
  if (site.timing === 'promise') return { kind: 'promise-callback', name: '', span: site.span };
  if (site.timing === 'event') return { kind: 'event-callback', name: '', span: site.span };
  return contexts.context(site.file, owner);
}

/** The way from a flagged call down to the primitive. */
export function hops(program: Program, chain: Chain): Hop[] {
  const path: Hop[] = [];
  for (let at: Chain | undefined = chain; at !== undefined; at = at.next) {
    path.push(hopAt(program, at.site, hopName(program, at)));
  }
  return path;
}

/** A place in the code as a step that a user can go to. */
export function hopAt(program: Program, { file, span }: Pick<Site, 'file' | 'span'>, name: string): Hop {
  const starts = program.files.get(file)?.lineStarts ?? [];
  const line = lineOf(starts, span.start);
  return { file, span, line, column: span.start - (starts[line] ?? 0), name };
}

function hopName(program: Program, chain: Chain): string {
  if (chain.next === undefined) return displayName(chain);
  const { site } = chain.next;
  const functions = program.files.get(site.file)?.functions ?? [];
  // A callback has no name of its own: the function that it is written in says where the code is.
  for (let at = functions[site.call.function]; at !== undefined; at = functions[at.parent])
    if (at.name !== '') return at.name;
  return calledName(program, chain.site);
}

function displayName({ module, api }: Chain): string {
  const owner = module.replace(/^node:/, '');
  const member = api.member.replace('#', '.').replaceAll('()', '');
  const hidden = isNameless(module) || api.member.includes('#') || /^[A-Z]/.test(member);
  if (member === '') return owner;
  if (member.startsWith('.')) return owner + member;
  return hidden ? member : `${owner}.${member}`;
}
