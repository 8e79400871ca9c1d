import type { FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import { t } from '../l10n/translate.ts';
import type { Program } from './program.ts';
import type { Site } from './targets.ts';

/** What a call calls the function that it runs, where that has no name of its own: a module's only export, say. */
export function calledName(program: Program, { file, call, span }: Site): string {
  const facts = program.files.get(file);
  const isCallee = span.start === call.span.start && span.end === call.span.end;
  const name = facts === undefined || !isCallee ? undefined : nameOf(facts, call.callee);
  return name ?? t('an unnamed function');
}

function nameOf(facts: FileFacts, value: Value): string | undefined {
  switch (value.kind) {
    case 'local':
      return facts.bindings[value.binding]?.name;
    case 'global':
      return value.name;
    case 'member':
      return value.name === 'default' ? nameOf(facts, value.object) : value.name;
    case 'module':
      return /([^/.]+)(?:\.\w+)*\/*$/.exec(value.specifier)?.[1];
    case 'await':
      return nameOf(facts, value.value);
    default:
      return undefined;
  }
}
