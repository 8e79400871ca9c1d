import path from 'node:path';
import type { TypeProblem } from '../../../fixes/proof.ts';
import { ts } from '../ts.ts';
import type { Config } from './config.ts';
import type { Overlay } from './overlay.ts';
import { newProblems } from './problems.ts';
import { errorsIn, importersOf, shapeOf } from './program.ts';
import { openService, type ServiceTools } from './service.ts';

/** What a project's files look like without an edit, and with it. */
export interface Overlays {
  readonly before: Overlay;
  readonly after: Overlay;
}

/** What checking a project came to. */
export interface ProjectCheck {
  readonly problems: readonly TypeProblem[];
  /** Whether what the files offer to others changed: then other projects may be concerned. */
  readonly isVisible: boolean;
}

/**
 * One project in two language services: one sees the edits, the other does not. So what was found out about the project as it is
 * lasts from one edit to the next.
 */
export class Project {
  config: Config;
  readonly #before: ts.LanguageService;
  readonly #after: ts.LanguageService;
  readonly #token: ts.CancellationToken;

  constructor(config: Config, overlays: Overlays, tools: ServiceTools) {
    this.config = config;
    this.#token = tools.token;
    this.#before = openService(() => this.config, overlays.before, tools);
    this.#after = openService(() => this.config, overlays.after, tools);
  }

  /** Whether the project's program has a file, listed or not. */
  holds(file: string): boolean {
    return this.#before.getProgram()?.getSourceFile(file) !== undefined;
  }

  /**
   * New errors in files that are edited, and in those that import them if the edit shows from outside.
   *
   * @param isReferredTo Other projects may import the files too.
   */
  check(edited: readonly string[], isReferredTo: boolean): ProjectCheck {
    const own = this.#newProblems(edited);
    if (own.length > 0) return { problems: own, isVisible: true };
    const importers = this.#importersOf(edited);
    // What it looks like from outside takes another look at the project as it was: for nobody, that is not worth it.
    if (importers.length === 0 && !isReferredTo) return { problems: [], isVisible: false };
    const before = this.#before.getProgram();
    const after = this.#after.getProgram();
    const isVisible = edited.some((file) => shapeOf(before, file) !== shapeOf(after, file));
    return { problems: isVisible ? this.#newProblems(importers) : [], isVisible };
  }

  /** New errors in files that import the edited ones, directly or through others. */
  checkImporters(edited: readonly string[]): readonly TypeProblem[] {
    return this.#newProblems(this.#importersOf(edited));
  }

  dispose(): void {
    this.#before.dispose();
    this.#after.dispose();
  }

  #importersOf(edited: readonly string[]): readonly string[] {
    const program = this.#after.getProgram();
    if (program === undefined) return [];
    const isGlobal = edited.some((file) => {
      const source = program.getSourceFile(file);
      return source !== undefined && !ts.isExternalModule(source);
    });
    // What a script declares is seen everywhere.
    return isGlobal ? [...this.config.files] : importersOf(program, new Set(edited));
  }

  #newProblems(files: readonly string[]): readonly TypeProblem[] {
    const after = errorsIn(this.#after.getProgram(), files, this.#token);
    if (after.length === 0) return [];
    return newProblems(errorsIn(this.#before.getProgram(), files, this.#token), after).map(toProblem);
  }
}

function toProblem({ file, start, code, messageText }: ts.Diagnostic): TypeProblem {
  const at = file === undefined ? undefined : ts.getLineAndCharacterOfPosition(file, start ?? 0);
  return {
    file: path.normalize(file?.fileName ?? ''),
    line: at?.line ?? 0,
    column: at?.character ?? 0,
    code: `TS${code}`,
    message: ts.flattenDiagnosticMessageText(messageText, '\n').replace(/\n\s*/g, ' '),
  };
}
