import { workerExample } from '../node/worker-example.ts';
import type { BlockingApi } from '../schema.ts';
import { advised, type PackageStyle } from './package-records.ts';

type Advised = Parameters<typeof advised>[1];

interface Offloaded extends Omit<Advised, 'good'> {
  /** The parameter that the worker of the good example gets. */
  readonly data: string;
  /** The type of the worker's answer. */
  readonly result: string;
  /** The good example's parameters, where they differ. */
  readonly goodSignature?: string;
}

/** Work that only a worker thread, or a process of its own, takes off the event loop. */
export function offloaded(style: PackageStyle, record: Offloaded): BlockingApi {
  const { data, result, goodSignature: signature = record.signature } = record;
  const api = advised(style, { ...record, good: { body: [] } });
  const { good } = workerExample({ imports: [], signature, body: [] }, { signature, data, result });
  return { ...api, example: { bad: api.example.bad, good } };
}
