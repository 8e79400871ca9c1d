import type { ProofRequest, Verdict } from '../fixes/proof.ts';

/** What a worker is started with. */
export interface WorkerStart {
  /** Holds the number of the newest request that nobody waits for any more. */
  readonly cancelled: SharedArrayBuffer;
}

/** Asks a worker for a proof. */
export interface WorkerRequest extends ProofRequest {
  /** Grows from request to request. */
  readonly id: number;
}

/** A worker's answer. */
export interface WorkerAnswer {
  readonly id: number;
  /** The verdict, or what was wrong with the type checker that it did not come to one. */
  readonly outcome: Verdict | { readonly kind: 'fault'; readonly error: string };
  /** How much of its memory limit the worker uses, from 0 to 1. */
  readonly load: number;
}
