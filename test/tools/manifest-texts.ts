type Json = Readonly<Record<string, unknown>>;

/** Settings whose texts stand in the translations of the manifest, and those texts by their keys. */
export interface ManifestTexts {
  readonly settings: Json;
  readonly texts: Readonly<Record<string, string>>;
}

/** How the keys of these texts begin; others are written by hand. */
export const settingPrefix = 'setting.';

/**
 * Puts `%keys%` in the place of the descriptions of settings. A key says where a text stands (`setting.severity.file`,
 * `setting.run.is.onSave`); what is said in several places has the key of the first one.
 */
export function extractTexts(settings: Json): ManifestTexts {
  const keys = new Map<string, string>();
  const keyOf = (text: string, place: readonly string[]): string => {
    const key = keys.get(text) ?? `${settingPrefix}${place.join('.')}`;
    keys.set(text, key);
    return `%${key}%`;
  };
  const visit = (value: unknown, place: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, place));
    if (!isRecord(value)) return value;
    const values = Array.isArray(value['enum']) ? value['enum'].map(String) : [];
    return Object.fromEntries(
      Object.entries(value).map(([name, content]) => {
        if (name === 'markdownDescription' && typeof content === 'string')
          return [name, keyOf(content, place)];
        if (name === 'markdownEnumDescriptions' && Array.isArray(content))
          return [
            name,
            content.map((text, index) => keyOf(String(text), [...place, 'is', values[index] ?? ''])),
          ];
        // What only gives the schema its form says nothing about the place.
        return [name, visit(content, structural.has(name) ? place : [...place, name])];
      }),
    );
  };
  const named = Object.fromEntries(
    Object.entries(settings).map(([name, schema]) => [name, visit(schema, [name.replace(/^unblock\./, '')])]),
  );
  return { settings: named, texts: Object.fromEntries([...keys].map(([text, key]) => [key, text])) };
}

const structural: ReadonlySet<string> = new Set(['properties', 'items', 'anyOf', 'default']);

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
