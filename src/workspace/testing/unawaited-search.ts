import type { UnawaitedCall } from '../../facts/stubs.ts';
import { pauses } from '../concurrency.ts';
import { mentionsOf } from '../project/search.ts';
import { leadsTo, relativePathsIn } from '../cascade/loads-by-name.ts';
import type { TestText, TestTexts } from './test-texts.ts';

/** A place where a test calls something without waiting for it. */
export interface PlacedCall {
  readonly test: TestText;
  readonly call: UnawaitedCall;
}

/**
 * Finds tests that load a file themselves, call a function by the name of one in it, and go on without awaiting that. Whose
 * function it is, is not asked: only a name and a file are compared.
 */
export async function findUnawaited(
  texts: TestTexts,
  file: string,
  name: string,
): Promise<readonly PlacedCall[]> {
  const mentions = mentionsOf(new Set([name]));
  const importers = new Set(texts.project.importersOf(file).map((importer) => importer.file));
  const loads = ({ path, text }: TestText): boolean =>
    importers.has(path) || [...relativePathsIn(text)].some((specifier) => leadsTo(specifier, path, file));
  const found: PlacedCall[] = [];
  const pause = pauses();
  for (const test of texts.all) {
    await pause();
    if (test.path === file || !mentions(test.text) || !loads(test)) continue;
    const facts = await test.facts();
    const call = facts?.tests === true ? facts.unawaited.find((one) => one.name === name) : undefined;
    if (call !== undefined) found.push({ test, call });
  }
  return found;
}
