import type { BlockingApi, Cost } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import { twin, type PackageStyle } from './package-records.ts';

/** A function on a text of code. */
export interface CodeFunction {
  readonly member: string;
  readonly why: string;
  readonly cost?: Cost;
  /** The arguments of the example's call. */
  readonly args: string;
  readonly twin?: string;
}

/** Functions with a twin that works in threads or a process of its own. */
export function twins(style: PackageStyle, functions: readonly CodeFunction[]): readonly BlockingApi[] {
  return functions.map(({ member, why, cost = 'cpu', args, twin: awaited }) =>
    twin(style, {
      member,
      ...(awaited !== undefined && { twin: awaited }),
      cost,
      why,
      signature: 'produce(code: string)',
      body: [
        `const result = ${style.as === undefined ? '' : `${style.as}.`}${member}(${args});`,
        'return { code, result };',
      ],
    }),
  );
}

/** Functions that compute on the event loop, whatever one awaits. */
export function computing(
  style: PackageStyle,
  functions: readonly CodeFunction[],
  instead: string,
): readonly BlockingApi[] {
  return functions.map(({ member, why, cost = 'cpu', args }) =>
    offloaded(style, {
      member,
      cost,
      why,
      instead,
      signature: 'produce(code: string)',
      body: [
        `const result = ${style.as === undefined ? '' : `${style.as}.`}${member}(${args});`,
        'return { code, result };',
      ],
      data: 'code',
      result: 'unknown',
    }),
  );
}

/** How most compilers are imported. */
export function style(module: string, as?: string): PackageStyle {
  return { module, category: 'compile', ...(as !== undefined && { as }) };
}
