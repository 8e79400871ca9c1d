import type { DirectiveProblem, FileReport, Finding } from '../../src/engine/finding.ts';
import type { AnalysisSettings } from '../../src/engine/settings.ts';
import type { Conversion, Fix } from '../../src/fixes/fix.ts';
import type { CascadeTarget } from '../../src/workspace/cascade/parts.ts';
import type { WorkspaceStatistics } from '../../src/workspace/project/workspace.ts';
import type { CascadeOutcome, FixAllResult, Session } from '../../src/workspace/session.ts';

/**
 * A session that takes every `readFileSync` for a finding. Tests of the server's own conduct (order, cancellation,
 * faults) use it, because it can be made to wait and to fail.
 */
export class FakeSession implements Session {
  readonly texts = new Map<string, string>();
  readonly changedOnDisk: string[] = [];
  reports = 0;
  /** Awaited by each report. */
  gate: Promise<void> = Promise.resolve();

  setRoots(): void {
    // Its files know nothing of each other.
  }

  /** Tells that more of the project became known. */
  update: () => void = () => undefined;

  onUpdate(update: () => void): void {
    this.update = update;
  }

  files(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  text(path: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(path));
  }

  statistics(): WorkspaceStatistics {
    return { files: this.texts.size, parsed: this.texts.size, durationMs: 0 };
  }

  helperAt(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  cascade({ file }: CascadeTarget): Promise<CascadeOutcome> {
    return Promise.resolve({ refusal: { reason: 'there are no helpers here', file, line: 1, column: 1 } });
  }

  cascadePartly(target: CascadeTarget): Promise<CascadeOutcome> {
    return this.cascade(target);
  }

  setText(path: string, text: string): void {
    this.texts.set(path, text);
  }

  release(path: string): void {
    this.texts.delete(path);
  }

  fileChanged(path: string): void {
    this.changedOnDisk.push(path);
  }

  async report(path: string, settings: AnalysisSettings): Promise<FileReport | undefined> {
    this.reports += 1;
    const text = this.texts.get(path) ?? '';
    await this.gate;
    if (text.includes('throw-up')) throw new Error('thrown up');
    if (text.includes('skip-me')) return undefined;
    const findings = [...text.matchAll(/readFileSync/g)].map((match) => finding(path, match.index, settings));
    const directives = [...text.matchAll(/\/\/ (unblock-ignore-[\w-]+).*/g)].map((match) => ({
      file: path,
      span: { start: match.index, end: match.index + match[0].length },
      kind: match[1] === 'unblock-ignore-line' ? ('unused' as const) : ('malformed' as const),
      message: 'This directive suppresses nothing.',
    }));
    return { findings, directives };
  }

  skipped(): string {
    return 'was skipped on purpose';
  }

  convert(path: string, { span }: Finding): Promise<Conversion> {
    const text = this.texts.get(path) ?? '';
    if (text.startsWith('fd', span.end + 1)) {
      return Promise.resolve({ refusal: { reason: 'it reads from a descriptor' } });
    }
    const edits = [{ ...span, text: 'await readFile' }];
    return Promise.resolve({
      fix: { id: 'await-twin', title: 'Convert to `await readFile`', safe: true, edits },
    });
  }

  isGoneAfter(path: string): Promise<boolean> {
    return Promise.resolve(this.texts.get(path)?.includes('stays') !== true);
  }

  suppress(_path: string, { span }: Finding): Promise<Fix> {
    const edits = [{ start: span.start, end: span.start, text: '/* ignored */ ' }];
    return Promise.resolve({ id: 'suppress-line', title: 'Suppress on this line', safe: false, edits });
  }

  removeDirective(_path: string, { span }: DirectiveProblem): Promise<Fix> {
    const edits = [{ ...span, text: '' }];
    return Promise.resolve({ id: 'remove-directive', title: 'Remove the directive', safe: true, edits });
  }

  async fixAll(path: string, settings: AnalysisSettings): Promise<FixAllResult> {
    if (this.texts.get(path)?.includes('fix-fails') === true) throw new Error('cannot fix this');
    const { findings } = (await this.report(path, settings)) ?? { findings: [] };
    return {
      edits: findings.map(({ span }) => ({ ...span, text: 'await readFile' })),
      fixed: findings.length,
      remaining: [],
    };
  }
}

function finding(file: string, start: number, settings: AnalysisSettings): Finding {
  const span = { start, end: start + 'readFileSync'.length };
  const severity = settings.categories.file ?? 'warning';
  return {
    file,
    span,
    whole: span,
    api: 'node:fs.readFileSync',
    category: 'file',
    cost: 'io',
    severity: severity === 'off' ? 'hint' : severity,
    certainty: 'certain',
    message: '`readFileSync` blocks.',
    context: { kind: 'async-function', name: 'load', span: { start: 0, end: 5 } },
    path: [
      { file, span, line: 0, column: start, name: 'load' },
      { file: '/other/helper.ts', span: { start: 40, end: 45 }, line: 3, column: 2, name: 'read' },
    ],
  };
}
