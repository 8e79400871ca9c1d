import type { CascadePlan } from './plan.ts';

/** What a user sees: "Make `loadConfig` async and await its 7 callers (4 files)". */
export function titleOf(
  names: readonly string[],
  calls: number,
  files: number,
  caveats: readonly string[],
): string {
  const [first = 'the function', ...others] = names;
  const what =
    others.length === 0
      ? `\`${first}\``
      : others.length === 1
        ? `\`${first}\` and \`${others[0] ?? ''}\``
        : `\`${first}\` and ${others.length} more functions`;
  const whose = others.length === 0 ? 'its' : 'their';
  const awaited = calls === 0 ? '' : ` and await ${whose} ${calls === 1 ? 'caller' : `${calls} callers`}`;
  const where = files === 1 ? '1 file' : `${files} files`;
  const notes = caveats.length === 0 ? '' : `; ${caveats.join('; ')}`;
  return `Make ${what} async${awaited} (${where}${notes})`;
}

/** "Keep `load` and await a new `loadAsync` in 3 callers (2 files)". */
export function partialTitle(
  copies: readonly { readonly name: string; readonly copy: string }[],
  others: readonly string[],
  calls: number,
  files: number,
  caveats: readonly string[],
): string {
  const [first = { name: '', copy: '' }, ...more] = copies;
  const kept = more.length === 0 ? '' : ` and ${plural(more.length, 'more function')}`;
  const added = more.length === 0 ? `a new \`${first.copy}\`` : `new async ones (\`${first.copy}\`…)`;
  const made = others.length === 0 ? '' : `, make ${list(others)} async`;
  const notes = caveats.length === 0 ? '' : `; ${caveats.join('; ')}`;
  const where = `${plural(files, 'file')}${notes}`;
  return `Keep \`${first.name}\`${kept}${made} and await ${added} in ${plural(calls, 'caller')} (${where})`;
}

function list(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0 ? `\`${first}\`` : `\`${first}\` and ${plural(others.length, 'more function')}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What a plan changes for others. */
export function caveatsOf(plan: CascadePlan): readonly string[] {
  return [
    ...plan.public.map((name) => `\`${name}\` is part of the package's public API`),
    ...plan.doubts,
    ...plan.rejecting.map((name) => `what \`${name}\` throws comes as a rejection`),
  ];
}
