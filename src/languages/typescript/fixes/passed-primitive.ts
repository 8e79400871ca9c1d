import type { Finding } from '../../../engine/finding.ts';
import type { SourceText } from '../../../facts/source-text.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from './evidence.ts';
import { isSimple, memberName, unwrap } from './nodes.ts';
import { expandName, isPassedByName } from './passed-by-name.ts';
import { nodeAt, type Site } from './site.ts';

/** Functions that look at their first argument only: the index that an array gives them as well means nothing to them. */
const takesOne =
  /^(?:node:fs|fs-extra|graceful-fs)\.(?:existsSync|pathExistsSync|unlinkSync|removeSync|statSync|lstatSync)$/;

/** A text in which a blocking function is called, rather than passed on by its name, and the finding there. */
export interface CalledThere {
  readonly source: SourceText;
  readonly finding: Finding;
}

/**
 * `files.filter(existsSync)` with a function that calls it in the place of its name: `files.filter((item) =>
 * existsSync(item))`. Undefined for other findings.
 */
export function calledInPlace({ file, finding }: Site): CalledThere | undefined {
  const call = nodeAt(file, finding.whole, ts.isCallExpression);
  const [passed] = call?.arguments ?? [];
  if (call === undefined || passed === undefined || !takesOne.test(finding.api)) return undefined;
  if (finding.span.start < passed.pos || finding.span.end > passed.end) return undefined;
  if (!isPassedByName(file, call) && !isMapped(call)) return undefined;
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  if (arrayEvidence(callee.expression, file.scopes) === 'other') return undefined;
  const expanded = expandName(file, call, 1);
  if (expanded === undefined) return undefined;
  const name = passed.getText(file.tree);
  const last = /[\w$]+$/.exec(name)?.[0] ?? name;
  const end = expanded.call.start + name.length;
  return {
    source: expanded.source,
    finding: { ...finding, whole: expanded.call, span: { start: end - last.length, end } },
  };
}

function isMapped(call: ts.CallExpression): boolean {
  const [passed, ...others] = call.arguments;
  return (
    passed !== undefined &&
    others.length === 0 &&
    isSimple(passed) &&
    memberName(unwrap(call.expression)) === 'map' &&
    !ts.isOptionalChain(call) &&
    call.typeArguments === undefined
  );
}
