import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../engine/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { FileResult } from '../report/build-report.ts';
import { confirm, record, type Evidence } from '../workspace/disk/evidence.ts';
import { keepFile } from '../workspace/kept-file.ts';
import type { Analysis } from './analyze.ts';
import type { CheckArguments } from './args.ts';
import type { AnswerStore, CommandContext } from './context.ts';

/** What a check came to. */
export interface Answer extends Analysis {
  /** Files whose facts were needed. */
  readonly parsed: number;
}

interface Kept {
  /** What was asked, and where. */
  readonly question: string;
  readonly evidence: Evidence;
  readonly parsed: number;
  /** What was said on standard error. */
  readonly notes: readonly string[];
  readonly results: readonly KeptResult[];
}

interface KeptResult extends Omit<FileResult, 'fixes'> {
  /** In the order of the findings. */
  readonly fixes?: readonly (readonly Fix[])[] | undefined;
}

/**
 * Takes the answer of the last run in this folder, if the same was asked and all that it rests on is as it was; else
 * works it out, and keeps it. Where a part of the analysis failed nothing is kept.
 *
 * @param withFixes Whether the answer is to have conversions.
 */
export async function keptAnswer(
  args: CheckArguments,
  withFixes: boolean,
  context: CommandContext,
  work: (context: CommandContext) => Promise<Answer>,
): Promise<Answer> {
  const store = args.cache ? context.services.answers : undefined;
  if (store === undefined) return await work(context);
  const question = JSON.stringify([context.cwd, args.paths, args.config, withFixes, homedir(), tmpdir()]);
  const file = fileOf(store, context.cwd);
  const known = await readKept(file, store.version);
  const confirmed = known?.question === question ? await confirm(known.evidence) : undefined;
  if (known !== undefined && confirmed !== undefined) {
    for (const note of known.notes) await context.terminal.note(note);
    if (known.evidence.some((sight, index) => sight !== confirmed[index]))
      await writeKept(file, store.version, { ...known, evidence: confirmed });
    return { results: known.results.map(unpack), isIncomplete: false, parsed: known.parsed };
  }
  const notes: string[] = [];
  const recording = record();
  try {
    const answer = await work(listening(context, notes));
    const evidence = await recording.finish();
    if (evidence !== undefined && !answer.isIncomplete) {
      const results = answer.results.map(pack);
      await writeKept(file, store.version, { question, evidence, parsed: answer.parsed, notes, results });
    }
    return answer;
  } finally {
    recording.stop();
  }
}

/** The same context, with an ear on what is said on standard error. */
function listening(context: CommandContext, notes: string[]): CommandContext {
  const { terminal } = context;
  const note = async (line: string): Promise<void> => {
    notes.push(line);
    await terminal.note(line);
  };
  return { ...context, terminal: { ...terminal, note } };
}

/** One answer for each working folder: the last one. */
function fileOf({ folder }: AnswerStore, cwd: string): string {
  return path.join(folder, `${hash(cwd).slice(0, 16)}.answer`);
}

/** Undefined where nothing is kept, or it is damaged or of another version. */
async function readKept(file: string, version: string): Promise<Kept | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return text.slice(0, end) === head(version, body) ? (JSON.parse(body) as Kept) : undefined;
}

async function writeKept(file: string, version: string, kept: Kept): Promise<void> {
  const body = JSON.stringify(kept);
  await keepFile(file, `${head(version, body)}\n${body}`);
}

/** The first line: who wrote the rest, and what its hash was. */
function head(version: string, body: string): string {
  return `${version} ${hash(body)}`;
}

function pack({ fixes, ...rest }: FileResult): KeptResult {
  return { ...rest, fixes: fixes && rest.findings.map((finding) => fixes.get(finding) ?? []) };
}

function unpack({ fixes, ...rest }: KeptResult): FileResult {
  if (fixes === undefined) return rest;
  const byFinding = new Map<Finding, readonly Fix[]>();
  rest.findings.forEach((finding, index) => {
    const found = fixes[index] ?? [];
    if (found.length > 0) byFinding.set(finding, found);
  });
  return { ...rest, fixes: byFinding };
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
