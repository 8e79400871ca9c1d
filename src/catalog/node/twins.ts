import { program } from '../example.ts';
import type { AwaitedForm, BlockingApi, Category, Cost } from '../schema.ts';

/** What the records of one kind of twin have in common; the example is written with the blocking call. */
interface TwinRecord {
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  /** Name and parameters of the example's function. */
  readonly signature: string;
  /** Its statements. The call stands by itself after an `=` or as a statement, so that its `await` needs no parentheses. */
  readonly body: readonly string[];
  readonly when?: BlockingApi['when'];
  readonly unless?: AwaitedForm['unless'];
  readonly adapt?: AwaitedForm['adapt'];
}

/** A function of `node:fs` whose name without `Sync` is its twin in `node:fs/promises`. */
export function promisesTwin(record: TwinRecord): BlockingApi {
  const { member, cost, why, signature, body, when, unless, adapt } = record;
  const twin = member.replace(/Sync$/, '');
  return {
    member,
    category: 'file',
    cost,
    why,
    ...(when && { when }),
    replacement: {
      kind: 'await',
      expression: `await {node:fs/promises#${twin}}({args})`,
      ...(unless && { unless }),
      ...(adapt && { adapt }),
      instead: `await fs.promises.${twin}(…)`,
    },
    example: {
      bad: program({ imports: [`import { ${member} } from 'node:fs'`], signature, body }),
      good: program({
        imports: [`import { ${twin} } from 'node:fs/promises'`],
        signature,
        body: body.map((line) => line.replace(`${member}(`, `await ${twin}(`)),
      }),
    },
  };
}

interface PromisifyRecord extends TwinRecord {
  readonly module: string;
  readonly category: Category;
  readonly promisifiedType?: string;
  /** Types that the example's signature takes from the same module. */
  readonly types?: readonly string[];
}

/** A function whose name without `Sync`, or whose form with a callback, can be promisified. */
export function promisifyTwin(record: PromisifyRecord): BlockingApi {
  const { module, member, category, cost, why, signature, body, when, unless, adapt } = record;
  const { promisifiedType, types = [] } = record;
  const specifiers = (name: string): string => [name, ...types.map((type) => `type ${type}`)].join(', ');
  const twin = member.replace(/Sync$/, '');
  const assertion = promisifiedType === undefined ? '' : ` as ${promisifiedType}`;
  return {
    member,
    category,
    cost,
    why,
    ...(when && { when }),
    replacement: {
      kind: 'await',
      expression: `await {promisify(${module}#${twin})}({args})`,
      ...(unless && { unless }),
      ...(adapt && { adapt }),
      ...(promisifiedType !== undefined && { promisifiedType }),
      instead: `await promisify(${twin})(…)`,
    },
    example: {
      bad: program({ imports: [`import { ${specifiers(member)} } from '${module}'`], signature, body }),
      good: program({
        imports: [`import { ${specifiers(twin)} } from '${module}'`, `import { promisify } from 'node:util'`],
        hoisted: [`const ${twin}Async = promisify(${twin})${assertion};`],
        signature,
        body: body.map((line) => line.replace(`${member}(`, `await ${twin}Async(`)),
      }),
    },
  };
}
