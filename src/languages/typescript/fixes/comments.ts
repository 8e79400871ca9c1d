import type { TextEdit } from '../../../fixes/fix.ts';
import { commentsIn } from './nodes.ts';
import type { FixFile } from './site.ts';

/** Whether edits take a comment away. */
export function losesComment(file: FixFile, edits: readonly TextEdit[]): boolean {
  return edits.some((edit) => {
    const kept = commentsIn(file.tree, edit).filter((comment) => comment.end > comment.start);
    return kept.some((comment) => !edit.text.includes(file.text.slice(comment.start, comment.end)));
  });
}
