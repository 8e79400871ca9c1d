import type { Obstacle, Step } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { applyEdits } from '../../../fixes/edits.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { promiseType } from '../fixes/async-literal.ts';
import { spanOf } from '../fixes/nodes.ts';
import { nodeAt, type FixFile } from '../fixes/site.ts';

/** Makes what a type declares of a method give a promise: `load(): Config` becomes `load(): Promise<Config>`. */
export function makeMemberPromised(file: FixFile, holder: Span, name: string): Step | Obstacle {
  const edits: TextEdit[] = [];
  for (const member of membersAt(file, holder)) {
    if (member.name?.getText(file.tree) !== name) continue;
    const type = resultOf(member);
    if (type === 'unknown')
      return { reason: t('what `{0}` gives is declared elsewhere', name), span: spanOf(member) };
    if (type !== undefined && !/^Promise\b/.test(type.getText(file.tree)))
      edits.push(...promiseType(file, type));
  }
  return { edits, caveats: [] };
}

/**
 * Declares a second member like one that a type declares: `loadAsync(): Config` beside `load(): Config`. Whatever stands for
 * an interface without naming it has to have that as well.
 */
export function copyDeclaredMember(file: FixFile, holder: Span, name: string, copy: string): Step | Obstacle {
  const declared = membersAt(file, holder).filter(
    (member) => member.name?.getText(file.tree) === name && resultOf(member) !== undefined,
  );
  const [first] = declared;
  const last = declared.at(-1);
  if (first?.name === undefined || last === undefined)
    return { reason: t('`{0}` is not declared here in a way that can be repeated', name), span: holder };
  const { newline } = file.style;
  const start = first.getStart(file.tree);
  const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, start))?.[1] ?? '';
  const names = declared.flatMap((member) => member.name ?? []);
  const text = applyEdits(
    file.text.slice(start, last.end),
    names.map((one) => ({ start: one.getStart(file.tree) - start, end: one.end - start, text: copy })),
  );
  const isOpen = !ts.isClassLike(first.parent);
  const separator = /[;,]$/.test(text) ? '' : ';';
  return {
    edits: [{ start: last.end, end: last.end, text: separator + newline + indent + text }],
    caveats: isOpen ? [t('what stands for `{0}` without naming its type needs `{1}` too', name, copy)] : [],
  };
}

function membersAt(file: FixFile, holder: Span): readonly (ts.TypeElement | ts.ClassElement)[] {
  const declaration = nodeAt(file, holder, ts.isClassLike) ?? nodeAt(file, holder, ts.isIdentifier)?.parent;
  if (declaration === undefined) return [];
  if (ts.isClassLike(declaration)) return declaration.members;
  if (ts.isInterfaceDeclaration(declaration)) {
    const { parent, name } = declaration;
    const siblings: readonly ts.Node[] =
      ts.isSourceFile(parent) || ts.isModuleBlock(parent) ? parent.statements : [declaration];
    // Declarations of one name merge.
    return siblings.flatMap((one) =>
      ts.isInterfaceDeclaration(one) && one.name.text === name.text ? [...one.members] : [],
    );
  }
  return ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type)
    ? declaration.type.members
    : [];
}

/** The declared result of a member; undefined where it has none or a body of its own. */
function resultOf(member: ts.TypeElement | ts.ClassElement): ts.TypeNode | 'unknown' | undefined {
  if (ts.isMethodSignature(member)) return member.type;
  if (ts.isMethodDeclaration(member)) return member.body === undefined ? member.type : undefined;
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return undefined;
  if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) return undefined;
  if (member.type === undefined) return undefined;
  return ts.isFunctionTypeNode(member.type) ? member.type.type : 'unknown';
}
