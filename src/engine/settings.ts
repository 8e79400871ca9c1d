import type { Category, Cost } from '../catalog/schema.ts';
import type { ContextKind, Severity } from './finding.ts';

/** Languages of source files, by the identifiers that editors have for them. */
export const editorLanguages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

export type EditorLanguage = (typeof editorLanguages)[number];

/** What a user can say about findings. `null` in a settings file means the default. */
export interface AnalysisSettings {
  /** Severity by category; the default is what the context says. */
  readonly categories: Readonly<Partial<Record<Category, Severity>>>;
  /** Severity of calls that are not brief, by context. */
  readonly contexts: Readonly<Record<ContextKind, Severity>>;
  /** Report brief calls (one step lower), or not at all. */
  readonly brief: boolean;
  /** Report calls into packages that are not in the catalogue but say by their name that they are synchronous. */
  readonly unknownSync: boolean;
  /** Report on files of these languages. Helpers in others count all the same. */
  readonly languages: readonly EditorLanguage[];
}

/** A call that the user says blocks, in the words of a catalogue record. What is left out has a default. */
export interface BlockingCall {
  /** See `parseCallPattern`. */
  readonly call: string;
  readonly category?: Category;
  readonly cost?: Cost;
  /** A clause that follows "it" in a message. */
  readonly why?: string;
  /** What to do, where there is no replacement: an imperative clause. */
  readonly advice?: string;
  /** An `AwaitedForm.expression`, in which `{*}` is what the wildcards of `call` stand for. */
  readonly replacement?: string;
}

/** What a user says about calls. */
export interface CallSettings {
  readonly blocking: readonly BlockingCall[];
  /** Calls that are not reported, by their names. */
  readonly ignored: readonly string[];
  /** The folder that paths in the names are relative to. */
  readonly base: string;
}

export const defaultSettings: AnalysisSettings = {
  categories: {},
  contexts: {
    'async-function': 'warning',
    'promise-function': 'warning',
    'promise-callback': 'warning',
    'event-callback': 'information',
    module: 'off',
  },
  brief: true,
  unknownSync: true,
  languages: editorLanguages,
};

/** A severity that is shown. */
export type ShownSeverity = Exclude<Severity, 'off'>;

const milder: Readonly<Record<ShownSeverity, ShownSeverity>> = {
  error: 'warning',
  warning: 'information',
  information: 'hint',
  hint: 'hint',
};

/** The next milder severity; a hint stays a hint. */
export function lower(severity: ShownSeverity): ShownSeverity {
  return milder[severity];
}
