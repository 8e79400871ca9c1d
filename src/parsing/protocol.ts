import type { SourceText } from '../facts/source-text.ts';
import type { CacheOptions, FactsKind } from '../workspace/facts-cache.ts';
import type { Piece } from './pieces.ts';

/** What a worker is started with. */
export interface WorkerStart {
  /** Where facts are kept between runs; they are not kept when left out. */
  readonly cache: Omit<CacheOptions, 'project'> | undefined;
}

/** What a worker is told to do, one after the other. */
export type WorkerRequest =
  | ReadRequest
  /** The texts belong to another project from now on. `keepAll` as in the options of a cache. */
  | { readonly kind: 'open'; readonly project: string; readonly keepAll: boolean }
  /** Write what is to be kept. */
  | { readonly kind: 'save' }
  /** Write it and end. */
  | { readonly kind: 'end' };

/** Asks for the facts of a text. */
export interface ReadRequest {
  readonly kind: 'read';
  readonly id: number;
  readonly source: SourceText;
  readonly about: FactsKind;
  /** What was kept of it is damaged. */
  readonly anew: boolean;
}

/** A worker's answer: the facts, undefined for a text that cannot be parsed, or what went wrong. */
export type WorkerAnswer =
  | { readonly id: number; readonly facts: string | readonly Piece[] | undefined }
  | { readonly id: number; readonly error: string };
