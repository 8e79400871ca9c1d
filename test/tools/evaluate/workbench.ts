import type { Finding } from '../../../src/engine/finding.ts';
import type { SourceText } from '../../../src/facts/source-text.ts';
import { applyEdits } from '../../../src/fixes/edits.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { displayPath, openProject, type Project } from '../../../src/cli/project.ts';
import { createServices } from '../../../src/cli/services.ts';
import { reasonOf } from '../../../src/cli/verify.ts';
import { isObjection } from '../../../src/proof/units.ts';
import { isSkipped, readTextFile, type TextFile } from '../../../src/workspace/text-file.ts';
import { replaceText } from '../../../src/workspace/write-file.ts';
import { nameOf, quietContext } from './calls.ts';

/** What the light bulb offers for a call, or for all calls of one helper. */
export interface Offer {
  /** Stays the same while other conversions are made. */
  readonly key: string;
  /** Its title in the menu. */
  readonly title: string;
  readonly caveats: readonly string[];
}

/** A call that is reported, with the offer for it or why there is none. */
export interface OpenCall {
  readonly name: string;
  /** The call without its place, which moves when other conversions are made. */
  readonly identity: string;
  readonly keys: readonly string[];
  readonly offer: Offer | undefined;
  readonly reason: string;
}

/** Why an offer could not be taken. */
export interface Objection {
  readonly reason: string;
  /** It is there, but its proof fails. */
  readonly isProof: boolean;
}

/** What came of taking some offers; what is in neither had nothing left to do. */
export interface Taken {
  readonly offers: readonly Offer[];
  /** By the keys of the offers. */
  readonly objections: ReadonlyMap<string, Objection>;
}

/** An offer with the texts that it comes to. */
interface Made extends Offer {
  readonly texts: readonly SourceText[];
}

/**
 * Takes offers of the light bulb, one after the other, in memory; each is proved as in the editor. What was taken is then
 * written, and can be undone as long as it is not kept.
 */
export class Workbench {
  readonly #context: CommandContext;
  readonly #project: Project;
  readonly #prover = createServices().createProver();
  readonly #texts = new Map<string, string>();
  readonly #originals = new Map<string, TextFile>();

  private constructor(context: CommandContext, project: Project) {
    this.#context = context;
    this.#project = project;
  }

  static async open(folder: string, paths: readonly string[]): Promise<Workbench> {
    const { context } = quietContext(folder);
    return new Workbench(context, await openProject({ paths, config: undefined, cache: false }, context));
  }

  /** All calls as they are reported now. What was tried before is not offered again. */
  async calls(tried: ReadonlySet<string>): Promise<readonly OpenCall[]> {
    const found: OpenCall[] = [];
    const known = new Map<string, Made | string>();
    for (const [path, finding] of await this.#findings()) {
      const keys = this.#keysOf(finding);
      let offer: Offer | undefined;
      const reasons: string[] = [];
      for (const key of keys) {
        if (tried.has(key)) continue;
        const made = known.get(key) ?? (await this.#make(path, finding, key));
        // Calls of one helper are converted together; those in one function are not.
        if (finding.path.length > 1) known.set(key, made);
        if (typeof made === 'string') reasons.push(made);
        else offer ??= made;
        if (offer !== undefined) break;
      }
      const { file, context } = finding;
      found.push({
        name: nameOf(finding, this.#context),
        identity: [file, context.name, finding.path[0]?.name].join('\n'),
        ...{ keys, offer, reason: reasons[0] ?? '' },
      });
    }
    return found;
  }

  /** Whether something was taken that is not written yet. */
  get isChanged(): boolean {
    return this.#texts.size > 0;
  }

  /** Takes offers, each as far as it is still made and holds. */
  async take(keys: ReadonlySet<string>): Promise<Taken> {
    const objections = new Map<string, Objection>();
    const offers: Offer[] = [];
    for (;;) {
      const findings = await this.#findings();
      const next = this.#first(findings, (key) => keys.has(key) && !objections.has(key));
      if (next === undefined) return { offers, objections };
      const made = await this.#make(next.path, next.finding, next.key);
      const objection =
        typeof made === 'string'
          ? { reason: made, isProof: false }
          : await this.#objectionTo(made.texts, findings.length);
      if (objection !== undefined) objections.set(next.key, objection);
      else if (typeof made !== 'string') offers.push(made);
    }
  }

  /** Writes what was taken. */
  async write(): Promise<void> {
    for (const [path, text] of this.#texts) {
      const file = await readTextFile(path);
      if (isSkipped(file)) throw new Error(`${path}: ${file.skipped}`);
      this.#originals.set(path, file);
      await replaceText(file, text);
      this.#look(path);
    }
    this.#texts.clear();
  }

  /** What was written stays. */
  keep(): void {
    this.#originals.clear();
  }

  /** Takes away what was taken, and written, since the last time that something was kept. */
  async undo(): Promise<void> {
    for (const path of this.#texts.keys()) this.#look(path);
    this.#texts.clear();
    for (const [path, { text }] of this.#originals) {
      const file = await readTextFile(path);
      if (isSkipped(file)) throw new Error(`${path}: ${file.skipped}`);
      await replaceText(file, text);
      this.#look(path);
    }
    this.#originals.clear();
  }

  async close(): Promise<void> {
    await this.#prover.stop();
  }

  #look(path: string): void {
    this.#project.session.release(path);
    this.#project.session.fileChanged(path);
  }

  #set(texts: readonly SourceText[]): void {
    for (const { path, text } of texts) {
      this.#texts.set(path, text);
      this.#project.session.setText(path, text);
    }
  }

  async #findings(): Promise<readonly (readonly [string, Finding])[]> {
    const { session, settingsOf, files } = this.#project;
    const found: (readonly [string, Finding])[] = [];
    for (const path of files)
      for (const finding of (await session.report(path, await settingsOf(path)))?.findings ?? [])
        found.push([path, finding]);
    return found;
  }

  #first(
    findings: readonly (readonly [string, Finding])[],
    isWanted: (key: string) => boolean,
  ): { readonly path: string; readonly finding: Finding; readonly key: string } | undefined {
    for (const [path, finding] of findings) {
      const key = this.#keysOf(finding).find(isWanted);
      if (key !== undefined) return { path, finding, key };
    }
    return undefined;
  }

  /** Names the offers for a finding, the one that a user would take first. */
  #keysOf(finding: Finding): readonly string[] {
    const name = finding.path[0]?.name ?? '';
    const placed = (file: string, what: string): string => `${displayPath(file, this.#context)} ${what}`;
    if (finding.path.length === 1) {
      const key = `${placed(finding.file, finding.context.name)} > ${name}`;
      return finding.context.kind === 'promise-function' ? [key, `${key} (function)`] : [key];
    }
    const key = [name, ...finding.path.slice(1).map((hop) => placed(hop.file, hop.name))].join(' > ');
    return [key, `${key} (beside)`];
  }

  /** The conversion of a key, or why there is none. */
  async #make(path: string, finding: Finding, key: string): Promise<Made | string> {
    const { session, settingsOf } = this.#project;
    const settings = await settingsOf(path);
    if (finding.path.length === 1 && !key.endsWith(' (function)')) {
      const conversion = await session.convert(path, finding);
      if ('refusal' in conversion) return conversion.refusal.reason;
      const { title, edits, caveats = [] } = conversion.fix;
      if (!(await session.isGoneAfter(path, settings, finding, edits)))
        return 'a blocking call would still be reported in its place';
      const text = applyEdits((await session.text(path)) ?? '', edits);
      return { key, title, caveats, texts: [{ path, text }] };
    }
    const isBeside = key.endsWith(' (beside)');
    const outcome = await session[isBeside ? 'cascadePartly' : 'cascade'](finding, settings);
    if ('refusal' in outcome) return outcome.refusal.reason;
    const { title, caveats, files } = outcome.cascade;
    return { key, title, caveats, texts: files.map(({ file, text }) => ({ path: file, text })) };
  }

  /**
   * Takes some texts; or says what stands against that: the type checker, or that no fewer calls would block.
   *
   * @param count How many calls block without them.
   */
  async #objectionTo(texts: readonly SourceText[], count: number): Promise<Objection | undefined> {
    const own = new Set(texts.map(({ path }) => path));
    const others = [...this.#texts]
      .filter(([path]) => !own.has(path))
      .map(([path, text]) => ({ path, text }));
    const verdict = await this.#prover.prove({ edited: [...others, ...texts] });
    if (isObjection(verdict)) return { reason: reasonOf(verdict, this.#context), isProof: true };
    const before = new Map(this.#texts);
    this.#set(texts);
    if ((await this.#findings()).length < count) return undefined;
    for (const { path } of texts) this.#reset(path, before.get(path));
    return { reason: 'as many calls would block as before', isProof: false };
  }

  #reset(path: string, text: string | undefined): void {
    if (text === undefined) {
      this.#texts.delete(path);
      this.#look(path);
    } else this.#set([{ path, text }]);
  }
}
