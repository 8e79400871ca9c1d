import type { AwaitedForm, Replacement } from '../catalog/schema.ts';
import { parseCallPattern } from '../engine/call-pattern.ts';
import { isNamedBy } from '../engine/call-rules.ts';
import type { Finding } from '../engine/finding.ts';
import { t } from '../l10n/translate.ts';

/**
 * Paths in a record are relative to the configuration that it comes from. Its template is for a certain file: there,
 * they become what the file itself imports those modules by. Where it does not import one, there is no template.
 *
 * @param imports What the file imports from the project, by the specifiers it uses.
 */
export function seenFrom(finding: Finding, imports: ReadonlyMap<string, string>): Finding {
  const { record } = finding;
  if (record?.base === undefined || record.api.replacement.kind === 'advice') return finding;
  const { api, module, base } = record;
  const specifierOf = (name: string): string | undefined => {
    const pattern = parseCallPattern(`${name}#x`);
    if (typeof pattern === 'string' || !pattern.isOwn) return name;
    return [...imports].find(([, file]) => isNamedBy(pattern, base, file))?.[0];
  };
  return {
    ...finding,
    record: {
      ...record,
      module: specifierOf(module) ?? module,
      api: { ...api, replacement: translated(record.api.replacement, specifierOf) },
    },
  };
}

/** A placeholder that names a member of a module, or one that is to be promisified. */
const member = /\{(promisify\()?([^{}#\s()]+)#/g;

function translated(form: AwaitedForm, specifierOf: (name: string) => string | undefined): Replacement {
  const missing = [...form.expression.matchAll(member)].find(([, , name = '']) => !specifierOf(name));
  if (missing !== undefined)
    return { kind: 'advice', instead: t('import `{0}` first, which this file does not', missing[2] ?? '') };
  const expression = form.expression.replace(
    member,
    (_, start: string | undefined, name: string) => `{${start ?? ''}${specifierOf(name) ?? name}#`,
  );
  return { ...form, expression };
}
