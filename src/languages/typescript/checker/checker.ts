import { isAbsolute } from 'node:path';
import type { Checker, ProofRequest, TypeProblem, Verdict } from '../../../fixes/proof.ts';
import { ts } from '../ts.ts';
import { checksTypes, Configs, type Config } from './config.ts';
import { Disk, toCompilerPath } from './disk.ts';
import { Overlay } from './overlay.ts';
import { Project } from './project.ts';
import { createRegistry, type ServiceTools } from './service.ts';

/** So many projects stay loaded. */
const maximumLoaded = 3;

/** Makes a checker. It loads what it needs when it is first asked. */
export function createChecker(): Checker {
  const checker = new TypeChecker();
  return {
    check: (request, isCancelled) => checker.check(request, isCancelled),
  };
}

class TypeChecker {
  readonly #disk = new Disk();
  readonly #configs = new Configs(this.#disk);
  readonly #overlays = { before: new Overlay(this.#disk), after: new Overlay(this.#disk) };
  readonly #registry = createRegistry();
  /** By the path of their configuration, the one used last at the end. */
  readonly #projects = new Map<string, Project>();
  #isCancelled: () => boolean = () => false;

  check({ edited, open = [] }: ProofRequest, isCancelled: () => boolean): Verdict {
    this.#isCancelled = isCancelled;
    this.#disk.refresh();
    this.#configs.refresh();
    this.#overlays.before.set(open);
    this.#overlays.after.set([...open, ...edited]);
    const groups = new Map<Config, string[]>();
    const unchecked: string[] = [];
    for (const { path } of edited) {
      const config = this.#governing(path);
      if (config === undefined) unchecked.push(path);
      else groups.set(config, [...(groups.get(config) ?? []), toCompilerPath(path)]);
    }
    const problems: TypeProblem[] = [];
    for (const [config, files] of groups) problems.push(...this.#checkProject(config, files));
    if (problems.length > 0) return { kind: 'refused', problems: unique(problems) };
    return { kind: 'proved', unchecked };
  }

  /** The type-checked project that a file belongs to; a document without a file belongs to none. */
  #governing(path: string): Config | undefined {
    if (!isAbsolute(path)) return undefined;
    const file = toCompilerPath(path);
    const config = this.#configs.governing(
      file,
      (candidate) => checksTypes(candidate) && this.#project(candidate).holds(file),
    );
    return config !== undefined && checksTypes(config) ? config : undefined;
  }

  #checkProject(config: Config, files: readonly string[]): readonly TypeProblem[] {
    const others = this.#configs.referringTo(config).filter(checksTypes);
    const { problems, isVisible } = this.#project(config).check(files, others.length > 0);
    if (!isVisible || problems.length > 0) return problems;
    return others.flatMap((other) => this.#project(other).checkImporters(files));
  }

  #project(config: Config): Project {
    const { path } = config;
    const project = this.#projects.get(path) ?? new Project(config, this.#overlays, this.#tools());
    project.config = config;
    this.#projects.delete(path);
    this.#projects.set(path, project);
    const [oldest] = this.#projects;
    if (oldest !== undefined && this.#projects.size > maximumLoaded) {
      oldest[1].dispose();
      this.#projects.delete(oldest[0]);
    }
    return project;
  }

  #tools(): ServiceTools {
    const isCancellationRequested = (): boolean => this.#isCancelled();
    const throwIfCancellationRequested = (): void => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what the compiler itself throws and looks for
      if (isCancellationRequested()) throw new ts.OperationCanceledException();
    };
    return { registry: this.#registry, token: { isCancellationRequested, throwIfCancellationRequested } };
  }
}

/** A file that belongs to several projects may be found wrong in each. */
function unique(problems: readonly TypeProblem[]): readonly TypeProblem[] {
  const seen = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...seen.values()];
}
