import type { CascadeLanguage, Obstacle, Uses } from '../../../fixes/cascade/model.ts';
import type { SourceText } from '../../../facts/source-text.ts';
import type { Span } from '../../../facts/span.ts';
import { t } from '../../../l10n/translate.ts';
import type { ts } from '../ts.ts';
import { isFunction } from '../fixes/nodes.ts';
import { nodeAt, open, type FixFile } from '../fixes/site.ts';
import { awaitTheCall, hostOfCall } from './await-call.ts';
import { copyFunction } from './copy-function.ts';
import { describeFunction } from './describe.ts';
import { usesOfImport } from './imported-uses.ts';
import { makeFunctionAsync } from './make-async.ts';
import { copyDeclaredMember, makeMemberPromised } from './declared-member.ts';
import { memberUses } from './members.ts';
import { declaresName, passOnCopy, redirectCalls } from './redirect-calls.ts';
import { takenBy } from './taken.ts';
import { usesOfTaken } from './rewired.ts';
import { exportsOfClass, usesOfFunction } from './uses.ts';

/** Makes functions of TypeScript and JavaScript async. */
export const cascade: CascadeLanguage = {
  describe: (source, span) => withFunction(source, span, describeFunction),
  uses: (source, span) => orObstacle(withFunction(source, span, usesOfFunction)),
  importedUses: (source, specifiers, what) =>
    orObstacle(withFile(source, top, (file) => usesOfImport(file, specifiers, what))),
  takenOut: (source, name) => orObstacle(withFile(source, top, (file) => usesOfTaken(file, name))),
  exportsOf: (source, span) => exportsOfClass(open(source), span),
  members: (source, name) => withFile(source, top, (file) => memberUses(file, name)),
  host: (source, call, module) => withFile(source, call, (file) => hostOfCall(file, call, module)),
  taken: (source, call, apis) => takenBy(open(source), call, apis),
  makeAsync: (source, span, promised) =>
    withFunction(source, span, (file, node) => makeFunctionAsync(file, node, promised)),
  makeDeclared: (source, holder, name) =>
    withFile(source, holder, (file) => makeMemberPromised(file, holder, name)),
  awaitCall: (source, call, facts) => withFile(source, call, (file) => awaitTheCall(file, call, facts)),
  copyNames,
  declares: (source, name) => declaresName(open(source), name),
  copyDeclared: (source, holder, name, copy) =>
    withFile(source, holder, (file) => copyDeclaredMember(file, holder, name, copy)),
  copy: (source, span, request) =>
    withFunction(source, span, (file, node) => copyFunction(file, node, request)),
  redirect: (source, redirections) => withFile(source, top, (file) => redirectCalls(file, redirections)),
  passOn: (source, specifiers, name, copy) => passOnCopy(open(source), specifiers, name, copy),
};

/** As Node names its own: `load` beside `loadSync`, else `loadAsync`. */
function copyNames(name: string): readonly string[] {
  const plain = name.replace(/Sync$/, '');
  const names = [`${plain}Async`, `${plain}Promised`];
  return plain === name || plain === '' ? names : [plain, ...names];
}

const top: Span = { start: 0, end: 0 };

function orObstacle(found: Uses | Obstacle): Uses {
  return 'reason' in found ? { calls: [], handedOn: [], obstacles: [found] } : found;
}

function withFile<Answer extends object>(
  source: SourceText,
  span: Span,
  answer: (file: FixFile) => Answer | Obstacle,
): Answer | Obstacle {
  const file = open(source);
  return file.broken ? { reason: t('the file has a syntax error'), span } : answer(file);
}

function withFunction<Answer extends object>(
  source: SourceText,
  span: Span,
  answer: (file: FixFile, node: ts.FunctionLikeDeclaration) => Answer | Obstacle,
): Answer | Obstacle {
  return withFile(source, span, (file) => {
    const node = nodeAt(file, span, isFunction);
    return node === undefined
      ? { reason: t('it is no function that can be async'), span }
      : answer(file, node);
  });
}
