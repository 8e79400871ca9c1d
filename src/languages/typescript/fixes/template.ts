/** A part of a catalogue template. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'member'; readonly module: string; readonly member: string }
  | { readonly kind: 'promisify'; readonly module: string; readonly member: string }
  | { readonly kind: 'helper'; readonly helper: string }
  | { readonly kind: 'argument'; readonly index: number }
  | { readonly kind: 'args' | 'receiver' | 'milliseconds' };

/** Reads an `AwaitedForm.expression`. */
export function parseTemplate(expression: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const match of expression.matchAll(/\{([^{}\s]+)\}/g)) {
    if (match.index > at) parts.push({ kind: 'text', text: expression.slice(at, match.index) });
    parts.push(placeholder(match[1] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < expression.length) parts.push({ kind: 'text', text: expression.slice(at) });
  return parts;
}

function placeholder(name: string): TemplatePart {
  if (name === 'args' || name === 'receiver' || name === 'milliseconds') return { kind: name };
  if (/^\d+$/.test(name)) return { kind: 'argument', index: Number(name) };
  const promisified = /^promisify\(([^#]+)#(.*)\)$/.exec(name);
  if (promisified !== null) {
    return { kind: 'promisify', module: promisified[1] ?? '', member: promisified[2] ?? '' };
  }
  const helper = /^helper\((\w+)\)$/.exec(name)?.[1];
  if (helper !== undefined) return { kind: 'helper', helper };
  const hash = name.indexOf('#');
  return { kind: 'member', module: name.slice(0, hash), member: name.slice(hash + 1) };
}
