import type { BlockingApi, Cost } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import type { PackageStyle } from './package-records.ts';

/** Work that an awaited form, if there is one, does on the same thread. */
export interface Work {
  /** As in `BlockingApi.member`. */
  readonly member: string;
  readonly why: string;
  /** The expression of the example. */
  readonly call: string;
  readonly cost?: Cost;
  readonly category?: BlockingApi['category'];
  readonly when?: BlockingApi['when'];
  /** The parameters of the example's function; `text: string` when left out. */
  readonly parameters?: string;
  /** Those that the worker of the good example gets, which are the parameters unless they are objects. */
  readonly handed?: string;
  readonly types?: readonly string[];
  readonly imports?: readonly string[];
}

/** Records of a package's functions that compute, or read files, for as long as the work takes. */
export function work(style: PackageStyle, instead: string, works: readonly Work[]): readonly BlockingApi[] {
  return works.map((one) => {
    const { call, cost = 'cpu', parameters = 'text: string', handed = parameters, ...record } = one;
    const names = parameters.split(', ').map((parameter) => parameter.replace(/:.*/, ''));
    const data = handed.split(', ').map((parameter) => parameter.replace(/:.*/, ''));
    return offloaded(style, {
      ...record,
      cost,
      instead,
      signature: `handle(${parameters})`,
      body: [`const result: unknown = ${call};`, `return { ${names.join(', ')}, result };`],
      goodSignature: `handle(${handed})`,
      data: data.join(', '),
      result: 'unknown',
    });
  });
}

/** Advice for work that computes on this thread whatever one calls. */
export const inWorker = 'have a worker thread do it where there is much of it';
