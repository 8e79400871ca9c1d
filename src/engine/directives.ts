import { categories } from '../catalog/schema.ts';
import type { DirectiveFact, FileFacts } from '../facts/file-facts.ts';
import { t } from '../l10n/translate.ts';
import type { DirectiveProblem, FileReport, Finding } from './finding.ts';

/** Applies the suppression comments of a file and reports the ones that are malformed or suppress nothing. */
export function applyDirectives(file: string, facts: FileFacts, findings: readonly Finding[]): FileReport {
  if (facts.directives.length === 0) return { findings, directives: [] };
  const used = new Set<DirectiveFact>();
  const kept = findings.filter((finding) => {
    const line = lineOf(facts.lineStarts, finding.span.start);
    const by = facts.directives.find((directive) => suppresses(directive, finding, line));
    if (by !== undefined) used.add(by);
    return by === undefined;
  });
  const problems: DirectiveProblem[] = [];
  for (const directive of facts.directives) {
    const problem = problemOf(directive);
    if (problem !== undefined)
      problems.push({ file, span: directive.span, kind: 'malformed', message: problem });
    else if (!used.has(directive))
      problems.push({
        file,
        span: directive.span,
        kind: 'unused',
        message: t('This directive suppresses nothing: no blocking call is reported there.'),
      });
  }
  return { findings: kept, directives: problems };
}

/** Zero-based line of an offset. */
export function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function suppresses(directive: DirectiveFact, finding: Finding, line: number): boolean {
  if (directive.scope !== 'file' && directive.line !== line) return false;
  if (directive.misnamed !== undefined) return false;
  // Without a reason, or beside an unknown category, it still holds: more findings would only hide the remark about it.
  return directive.categories.length === 0 || directive.categories.includes(finding.category);
}

function problemOf(directive: DirectiveFact): string | undefined {
  if (directive.misnamed !== undefined) return t('`{0}` is not a directive of Unblock.', directive.misnamed);
  const unknownCategory = directive.categories.find((category) => !isCategory(category));
  if (unknownCategory !== undefined)
    return t('`{0}` is not a category. The categories are {1}.', unknownCategory, categories.join(', '));
  return directive.reason === '' ? t('The directive has no reason: add `-- why this may block`.') : undefined;
}

function isCategory(name: string): boolean {
  return categories.some((category) => category === name);
}
