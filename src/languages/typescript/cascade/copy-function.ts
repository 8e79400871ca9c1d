import type { Copy, CopyRequest } from '../../../fixes/cascade/copy-model.ts';
import type { Obstacle } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { applyEdits, normalize, shift } from '../../../fixes/edits.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { spanOf } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { carrierOf } from './carrier.ts';
import { exportEdits } from './export-copy.ts';

/** Puts a second function beside one, with its documentation and its overloads. */
export function copyFunction(
  file: FixFile,
  node: ts.FunctionLikeDeclaration,
  { name, exported, edits: inner }: CopyRequest,
): Copy | Obstacle {
  const carrier = carrierOf(node);
  if (carrier === undefined)
    return { reason: t('there is no place for an async one beside it'), span: spanOf(node) };
  const exporting = exportEdits(file, carrier, name, exported);
  if ('reason' in exporting) return exporting;
  const { first, last, names, kind } = carrier;
  const span: Span = { start: documentedStart(file, first), end: last.end };
  const changes = normalize([
    ...inner,
    ...names.map((one) => ({ ...spanOf(one), text: name })),
    ...exporting.copy,
  ]);
  const own = changes.filter((edit) => edit.start >= span.start && edit.end <= span.end);
  const text = applyEdits(
    file.text.slice(span.start, span.end),
    own.map((edit) => moved(edit, -span.start)),
  );
  const place = shift(
    moved(spanOf(node), -span.start),
    own.map((edit) => moved(edit, -span.start)),
  );
  if (place === undefined) return { reason: t('what has to change here overlaps'), span: spanOf(node) };
  const { newline } = file.style;
  const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, span.start))?.[1] ?? '';
  const gap = text.includes('\n') ? newline + newline : newline;
  const at = kind === 'property' ? last.end : lineEnd(file.text, last.end);
  const lead = (kind === 'property' ? ',' : '') + gap + indent;
  return {
    at,
    span: moved(place, lead.length),
    edits: [...exporting.own, { start: at, end: at, text: lead + text }],
  };
}

/** Where the documentation of a node begins, or the node itself. */
function documentedStart(file: FixFile, node: ts.Node): number {
  const comments = ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? [];
  const start = node.getStart(file.tree);
  const comment = comments.findLast(({ pos }) => file.text.startsWith('/**', pos));
  // A licence at the top of a file is set off from the first statement.
  const isNear = comment !== undefined && !/\n[ \t]*\r?\n/.test(file.text.slice(comment.end, start));
  return isNear ? comment.pos : start;
}

/** The end of a line, where nothing but a comment is left on it. */
function lineEnd(text: string, from: number): number {
  const rest = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(from));
  return from + (rest?.[0].length ?? 0);
}

function moved<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
