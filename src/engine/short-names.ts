import type { FileReport } from './finding.ts';
import { shortenRules } from './call-rules.ts';
import type { InstalledPackages } from './installed.ts';
import type { Program } from './program.ts';

/** Short names for the paths of files: the engine builds many keys from them. */
export interface ShortNames {
  short(path: string): string;
  path(short: string): string;
}

/** Names files by numbers in the order of their paths, so that comparing names is comparing paths. */
export function createShortNames(paths: Iterable<string>): ShortNames {
  const list = [...new Set(paths)].sort();
  const numbers = new Map(list.map((path, index) => [path, index]));
  return {
    short(path) {
      const known = numbers.get(path);
      const number = known ?? list.push(path) - 1;
      if (known === undefined) numbers.set(path, number);
      return number.toString(36).padStart(4, '0');
    },
    path: (short) => list[parseInt(short, 36)] ?? short,
  };
}

/** The program with short names. */
export function shorten(program: Program, names: ShortNames): Program {
  return {
    catalog: program.catalog,
    exhaustive: program.exhaustive,
    rules: program.rules && shortenRules(program.rules, (file) => names.path(file)),
    installed: program.installed && shortenInstalled(program.installed, names),
    files: new Map([...program.files].map(([path, facts]) => [names.short(path), facts])),
    mentions: program.mentions,
    isWidelyInherited: (file, type) => program.isWidelyInherited?.(names.path(file), type) === true,
    resolve(from, specifier) {
      const found = program.resolve(names.path(from), specifier);
      return found === undefined ? undefined : names.short(found);
    },
  };
}

function shortenInstalled(installed: InstalledPackages, names: ShortNames): InstalledPackages {
  return {
    version: (from, module) => installed.version(names.path(from), module),
    mentionsAsync: (name, module) => installed.mentionsAsync(name, module),
    twins: (from, module, member) => installed.twins(names.path(from), module, member),
  };
}

/** The report with the files' own names. */
export function lengthen({ findings, directives }: FileReport, names: ShortNames): FileReport {
  return {
    findings: findings.map((finding) => ({
      ...finding,
      file: names.path(finding.file),
      path: finding.path.map((hop) => ({ ...hop, file: names.path(hop.file) })),
    })),
    directives: directives.map((problem) => ({ ...problem, file: names.path(problem.file) })),
  };
}
