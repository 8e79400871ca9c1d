import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import type { Format } from './report.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

/** The forms a report can take, by the name that `--format` knows them by. */
export const formats = {
  text: { render: renderText, showsFixes: false },
  json: { render: renderJson, showsFixes: true },
  sarif: { render: renderSarif, showsFixes: true },
  github: { render: renderGithub, showsFixes: false },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

/** Whether there is a format of that name. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** The names of all formats: "text, json, sarif or github". */
export function formatNames(): string {
  return Object.keys(formats)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ');
}
