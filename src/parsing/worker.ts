import * as nodeModule from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { languageOf, languages } from '../languages/registry.ts';
import { openFactsCache, type FactsCache } from '../workspace/facts-cache.ts';
import { unlessTooDeep } from '../workspace/facts-reader.ts';
import { describeError } from '../workspace/system-error.ts';
import { toPieces } from './pieces.ts';
import type { ReadRequest, WorkerAnswer, WorkerRequest, WorkerStart } from './protocol.ts';

/*
 * The entry of the worker thread in which the language server parses. Facts travel as the JSON that is kept on disk:
 * what is kept goes to the server as it is.
 */

// Spares the next start the compilation of the parser; Node 20 cannot do that yet.
if ('enableCompileCache' in nodeModule) nodeModule.enableCompileCache();

/** What is longer is sent in pieces of this length, in characters: each is read within a few milliseconds. */
const longest = 256 * 1024;

const start = workerData as WorkerStart;
let cache: FactsCache | undefined;
// Whoever opens a document will change it: by then the parser is there. What cannot be loaded is told of when it is needed.
let last: Promise<unknown> = Promise.allSettled(languages.map((language) => language.load()));

parentPort?.on('message', (request: WorkerRequest) => {
  last = last.then(() => handle(request));
});

async function handle(request: WorkerRequest): Promise<void> {
  switch (request.kind) {
    case 'read':
      parentPort?.postMessage(await read(request));
      return;
    case 'open': {
      const { project, keepAll } = request;
      if (start.cache !== undefined) cache = openFactsCache({ ...start.cache, project, keepAll });
      return;
    }
    case 'save':
      // Nobody waits for the disk.
      void cache?.save();
      return;
    case 'end':
      await cache?.save();
      parentPort?.close();
      return;
  }
}

async function read(request: ReadRequest): Promise<WorkerAnswer> {
  const { id } = request;
  try {
    return { id, facts: await find(request) };
  } catch (error) {
    return { id, error: describeError(error) };
  }
}

async function find({ source, about, anew }: ReadRequest): Promise<WorkerFacts> {
  const line = anew ? undefined : await cache?.get(source, about);
  if (line !== undefined) return line.length <= longest ? line : inPieces(line);
  const language = await languageOf(source.path)?.load();
  const facts =
    language &&
    unlessTooDeep(() => (about === 'file' ? language.extract(source) : language.declarations(source)));
  if (facts === undefined) return undefined;
  const fresh = JSON.stringify(facts);
  cache?.put(source, about, fresh);
  return fresh.length <= longest ? fresh : toPieces(facts, longest);
}

type WorkerFacts = Extract<WorkerAnswer, { readonly facts: unknown }>['facts'];

/** A line that is damaged goes to the server as it is, which asks anew. */
function inPieces(line: string): WorkerFacts {
  try {
    return toPieces(JSON.parse(line) as object, longest);
  } catch {
    return line;
  }
}
