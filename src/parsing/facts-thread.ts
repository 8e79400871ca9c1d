import { pauses } from '../workspace/concurrency.ts';
import type { CacheOptions, FactsKind } from '../workspace/facts-cache.ts';
import type { FactsReader } from '../workspace/facts-reader.ts';
import { isDeclarationFacts, isFileFacts, parseFacts, type IsSound } from '../workspace/facts-text.ts';
import type { SourceText } from '../facts/source-text.ts';
import { ParserThread, type SentFacts, type ThreadLimits } from './parser-thread.ts';
import { fromPieces } from './pieces.ts';

/** Reads texts in a thread of its own. */
export interface FactsThread extends FactsReader {
  /** Starts the thread before there is anything to do; without that it starts when it is first needed. */
  start(): void;
  /** Ends the thread; whoever waits for it gets an error. */
  stop(): Promise<void>;
}

/** Makes a thread that ends when it has nothing to do, and is started again when it is needed, also after it died. */
export function createFactsThread(limits: ThreadLimits, cache?: Omit<CacheOptions, 'project'>): FactsThread {
  const thread = new ParserThread(limits, cache);

  async function read<Facts>(
    source: SourceText,
    kind: FactsKind,
    urgent: boolean,
    isSound: IsSound<Facts>,
  ): Promise<Facts | undefined> {
    // Once more where what was kept turns out to be damaged.
    for (const anew of [false, true]) {
      const sent = await thread.read(source, kind, urgent, anew);
      if (sent === undefined) return undefined;
      const facts = await unpack(sent, isSound);
      if (facts !== undefined) return facts;
    }
    throw new Error('the parser sent no facts');
  }

  return {
    start: () => {
      thread.start();
    },
    open: (project) => {
      thread.open(project);
    },
    facts: (source, urgent) => read(source, 'file', urgent, isFileFacts),
    declarations: (source) => read(source, 'declarations', false, isDeclarationFacts),
    // It waits for the disk and parses nothing.
    names: (_where, search) => search(),
    save() {
      thread.save();
      return Promise.resolve();
    },
    stop: () => thread.stop(),
  };
}

async function unpack<Facts>(
  sent: Exclude<SentFacts, undefined>,
  isSound: IsSound<Facts>,
): Promise<Facts | undefined> {
  if (typeof sent === 'string') return parseFacts(sent, isSound);
  const found = (await fromPieces(sent, pauses())) as Partial<Facts>;
  return isSound(found) ? (found as Facts) : undefined;
}
