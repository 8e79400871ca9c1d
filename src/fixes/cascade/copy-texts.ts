import type { CallAt } from '../../engine/function-graph.ts';
import { applyEdits, normalize, shift } from '../edits.ts';
import type { TextEdit } from '../fix.ts';
import type { ChosenCopy } from './choose-copies.ts';
import type { Redirected } from './copy-model.ts';
import { nameCopies } from './copy-names.ts';
import { isObstacle, type FunctionPlace, type PlacedObstacle } from './model.ts';
import { Refused } from './plan.ts';
import type { World } from './world.ts';

/** A project in which functions have others beside them that do the same, and some calls run those. */
export interface CopiedTexts {
  /** The files that change. */
  readonly texts: ReadonlyMap<string, string>;
  readonly copies: readonly MadeCopy[];
  /** What else it changes, as clauses. */
  readonly caveats: readonly string[];
  /** Where a stretch of the old text of a file is now. */
  readonly moved: (place: FunctionPlace) => FunctionPlace | undefined;
}

/** A second function. */
export interface MadeCopy {
  readonly of: ChosenCopy;
  readonly name: string;
  readonly place: FunctionPlace;
  /** The calls in the new texts that run it, but for those in other second functions. */
  readonly calls: readonly CallAt[];
  /** How many calls run it. */
  readonly count: number;
}

/** The edits of one file. */
interface FileEdits {
  readonly edits: TextEdit[];
  /** What becomes of its calls, for each function in turn. */
  readonly redirected: Redirected;
}

/** Puts second functions beside some, and makes calls run them. Nothing is async yet: what the program does is the same. */
export async function copyTexts(
  world: World,
  copies: readonly ChosenCopy[],
): Promise<CopiedTexts | PlacedObstacle> {
  try {
    return await make(world, copies);
  } catch (error) {
    if (error instanceof Refused) return error.obstacle;
    throw error;
  }
}

async function make(world: World, copies: readonly ChosenCopy[]): Promise<CopiedTexts> {
  const names = await nameCopies(world, copies);
  const files = new Map<string, FileEdits>();
  for (const path of new Set(
    copies.flatMap(({ place, calls }) => [place.file, ...calls.map((one) => one.file)]),
  ))
    files.set(path, await redirectIn(world, path, copies, names));
  const made: {
    readonly index: number;
    readonly insertion: TextEdit;
    readonly start: number;
    readonly end: number;
  }[] = [];
  const caveats = new Set<string>();
  for (const [index, copy] of copies.entries()) {
    const { place, shape } = copy;
    const own = files.get(place.file);
    const file = await world.file(place.file);
    if (own === undefined || file === undefined) continue;
    const found = file.language.copy(file.source, place.span, {
      name: names[index] ?? '',
      exported: shape.reach.kind === 'names' && copy.calls.some((call) => call.file !== place.file),
      edits: copies.flatMap((other, at) => editsOf(files.get(place.file), other, at, place.file, true)),
    });
    if (isObstacle(found)) throw new Refused({ ...found, file: place.file });
    own.edits.push(...found.edits);
    const insertion = found.edits.find((edit) => edit.start === found.at && edit.end === found.at);
    if (insertion !== undefined) made.push({ index, insertion, ...found.span });
    await passOn(world, copy, names[index] ?? '', files);
    for (const caveat of await declare(world, copy, names[index] ?? '', files)) caveats.add(caveat);
  }
  for (const [path, own] of files)
    own.edits.push(...copies.flatMap((copy, at) => editsOf(own, copy, at, path, false)));
  return { ...(await apply(world, copies, names, files, made)), caveats: [...caveats] };
}

async function redirectIn(
  world: World,
  path: string,
  copies: readonly ChosenCopy[],
  names: readonly string[],
): Promise<FileEdits> {
  const file = await world.file(path);
  if (file === undefined) return { edits: [], redirected: { calls: [], edits: [] } };
  const redirected = file.language.redirect(
    file.source,
    copies.map(({ calls, shape }, at) => ({
      of: shape.name,
      name: names[at] ?? '',
      calls: calls.filter((call) => call.file === path),
    })),
  );
  if (isObstacle(redirected)) throw new Refused({ ...redirected, file: path });
  return { edits: [...redirected.edits], redirected };
}

/** The edits of the calls of one function in a file: those in copies, or the others. */
function editsOf(
  own: FileEdits | undefined,
  { calls }: ChosenCopy,
  at: number,
  path: string,
  copied: boolean,
): readonly TextEdit[] {
  const here = calls.filter((call) => call.file === path);
  return (own?.redirected.calls[at] ?? []).flatMap((redirect, index) =>
    redirect !== undefined && here[index]?.copied === copied ? [redirect.edit] : [],
  );
}

/** Hands on a second function in the files through which its callers get the first one. */
async function passOn(
  world: World,
  { place, shape }: ChosenCopy,
  name: string,
  files: Map<string, FileEdits>,
): Promise<void> {
  if (shape.reach.kind !== 'names') return;
  const open = [place.file];
  const seen = new Set(open);
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const { file, specifiers } of world.importersOf(from)) {
      if (seen.has(file)) continue;
      const importer = await world.file(file);
      const edits = importer?.language.passOn(importer.source, specifiers, shape.name, name) ?? [];
      if (edits.length === 0) continue;
      seen.add(file);
      open.push(file);
      const own = files.get(file) ?? { edits: [], redirected: { calls: [], edits: [] } };
      own.edits.push(...edits);
      files.set(file, own);
    }
  }
}

/** Declares a second method wherever the first one is declared without a body; gives what that changes for others. */
async function declare(
  world: World,
  { declarers, shape }: ChosenCopy,
  name: string,
  files: Map<string, FileEdits>,
): Promise<readonly string[]> {
  const caveats: string[] = [];
  for (const { file: path, holder } of declarers) {
    const file = await world.file(path);
    if (file === undefined) continue;
    const step = file.untouchable ?? file.language.copyDeclared(file.source, holder, shape.name, name);
    if (typeof step === 'string') throw new Refused({ reason: step, file: path, span: holder });
    if (isObstacle(step)) throw new Refused({ ...step, file: path });
    const own = files.get(path) ?? { edits: [], redirected: { calls: [], edits: [] } };
    own.edits.push(...step.edits);
    files.set(path, own);
    caveats.push(...step.caveats);
  }
  return caveats;
}

async function apply(
  world: World,
  copies: readonly ChosenCopy[],
  names: readonly string[],
  files: ReadonlyMap<string, FileEdits>,
  made: readonly {
    readonly index: number;
    readonly insertion: TextEdit;
    readonly start: number;
    readonly end: number;
  }[],
): Promise<Omit<CopiedTexts, 'caveats'>> {
  const texts = new Map<string, string>();
  for (const [path, { edits }] of files) {
    const file = await world.file(path);
    if (file !== undefined && edits.length > 0) texts.set(path, applyEdits(file.source.text, edits));
  }
  const editsIn = (path: string): readonly TextEdit[] => normalize(files.get(path)?.edits ?? []);
  const moved = ({ file, span }: FunctionPlace): FunctionPlace | undefined => {
    const now = shift(span, editsIn(file));
    return now === undefined ? undefined : { file, span: now };
  };
  return {
    texts,
    moved,
    copies: made.flatMap(({ index, insertion, start, end }) => {
      const of = copies[index];
      if (of === undefined) return [];
      const { file } = of.place;
      const edits = editsIn(file);
      const before = edits.slice(0, edits.indexOf(insertion));
      const base = before.reduce(
        (at, edit) => at + edit.text.length - (edit.end - edit.start),
        insertion.start,
      );
      const redirects = of.calls.map((call) => {
        const own = files.get(call.file)?.redirected.calls[index] ?? [];
        const here = of.calls.filter((other) => other.file === call.file);
        return { call, done: own[here.indexOf(call)] !== undefined };
      });
      const done = redirects.filter((one) => one.done);
      const calls = done.flatMap(({ call }): readonly CallAt[] => {
        const now = call.copied ? undefined : moved({ file: call.file, span: call.call });
        return now === undefined ? [] : [{ file: now.file, call: now.span }];
      });
      const place = { file, span: { start: base + start, end: base + end } };
      return [{ of, name: names[index] ?? '', place, calls, count: done.length }];
    }),
  };
}
