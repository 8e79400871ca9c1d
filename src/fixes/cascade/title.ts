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

/** What a plan changes for others. */
export function caveatsOf(plan: CascadePlan): readonly string[] {
  return plan.public.map((name) => `\`${name}\` is part of the package's public API`);
}
