import { program, type Program } from '../example.ts';
import type { AwaitedForm, BlockingApi, Category, Cost, ModuleCatalog } from '../schema.ts';

/** A package, and how the examples of its records import it. */
export interface PackageStyle {
  readonly module: string;
  /** What most of its records are. */
  readonly category: Category;
  /** The name of the default import through which its members are reached; without it, they are imported by name. */
  readonly as?: string;
}

interface RecordBase {
  /** As in `BlockingApi.member`. */
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  readonly category?: Category;
  readonly when?: BlockingApi['when'];
  readonly versions?: BlockingApi['versions'];
  readonly terms?: BlockingApi['terms'];
  /** Name and parameters of the example's function. */
  readonly signature: string;
  readonly body: readonly string[];
  /** Whole import statements beside the one of the member, in both examples. */
  readonly imports?: readonly string[];
  /** Types that the example imports from the package by name. */
  readonly types?: readonly string[];
}

interface TwinRecord extends RecordBase {
  /** The member to await; without it, the name without `Sync`. */
  readonly twin?: string;
  readonly unless?: AwaitedForm['unless'];
  readonly changes?: string;
}

/** A function of a package that another function of the same package stands in for, with the same arguments. */
export function twin(style: PackageStyle, record: TwinRecord): BlockingApi {
  const { member, unless, changes } = record;
  const awaited = record.twin ?? member.replace(/Sync$/, '');
  const call = reference(style, member);
  const instead = `await ${reference(style, awaited)}`;
  return {
    ...fieldsOf(style, record),
    replacement: {
      kind: 'await',
      expression: `await {${style.module}#${awaited}}({args})`,
      ...(unless && { unless }),
      ...(changes !== undefined && { changes }),
      instead: `${instead}(…)`,
    },
    example: {
      bad: badExample(style, record),
      good: program({
        imports: [...(record.imports ?? []), importOf(style, awaited, record.types)],
        signature: record.signature,
        body: record.body.map((line) => line.replace(`${call}(`, `${instead}(`)),
      }),
    },
  };
}

/** A function whose form with a callback can be promisified. */
export function promisified(style: PackageStyle, record: TwinRecord): BlockingApi {
  const { member, unless, changes } = record;
  const original = record.twin ?? member.replace(/Sync$/, '');
  const call = reference(style, member);
  const name = reference(style, original);
  const local = `${/\w+$/.exec(name)?.[0] ?? name}Async`;
  return {
    ...fieldsOf(style, record),
    replacement: {
      kind: 'await',
      expression: `await {promisify(${style.module}#${original})}({args})`,
      ...(unless && { unless }),
      ...(changes !== undefined && { changes }),
      instead: `await promisify(${name})(…)`,
    },
    example: {
      bad: badExample(style, record),
      good: program({
        imports: [
          ...(record.imports ?? []),
          importOf(style, original, record.types),
          "import { promisify } from 'node:util'",
        ],
        hoisted: [`const ${local} = promisify(${name});`],
        signature: record.signature,
        body: record.body.map((line) => line.replace(`${call}(`, `await ${local}(`)),
      }),
    },
  };
}

interface MethodTwin extends Omit<TwinRecord, 'twin'> {
  /** The method to await; without it, the name without `Sync`. */
  readonly twin?: string;
  /** The name of the object in the example. */
  readonly receiver: string;
}

/** A method that another method of the same object stands in for, with the same arguments. */
export function methodTwin(style: PackageStyle, record: MethodTwin): BlockingApi {
  const { member, receiver, unless, changes, signature, body } = record;
  const name = member.replace(/^.*[#.]/, '');
  const awaited = record.twin ?? name.replace(/Sync$/, '');
  const imports = [...(record.imports ?? []), importOf(style, member, record.types)];
  return {
    ...fieldsOf(style, record),
    replacement: {
      kind: 'await',
      expression: `await {receiver}.${awaited}({args})`,
      ...(unless && { unless }),
      ...(changes !== undefined && { changes }),
      instead: `await ${receiver}.${awaited}(…)`,
    },
    example: {
      bad: badExample(style, record),
      good: program({
        imports,
        signature,
        body: body.map((line) => line.replace(`${receiver}.${name}(`, `await ${receiver}.${awaited}(`)),
      }),
    },
  };
}

interface AdvisedRecord extends RecordBase {
  /** As in `Advice.instead`. */
  readonly instead: string;
  /** What differs in the good example; imports are those of the bad one where it has none. */
  readonly good: Partial<Program> & { readonly body: readonly string[] };
}

/** A function of a package that no call can take the place of. */
export function advised(style: PackageStyle, record: AdvisedRecord): BlockingApi {
  const { good, instead, signature } = record;
  const imports = [...(record.imports ?? []), importOf(style, record.member, record.types)];
  return {
    ...fieldsOf(style, record),
    replacement: { kind: 'advice', instead },
    example: { bad: badExample(style, record), good: program({ imports, signature, ...good }) },
  };
}

type Fields = Omit<BlockingApi, 'replacement' | 'example'>;

function fieldsOf(style: PackageStyle, record: RecordBase): Fields {
  const { member, cost, why, category = style.category, when, versions, terms } = record;
  return {
    member,
    category,
    cost,
    why,
    ...(when && { when }),
    ...(versions && { versions }),
    ...(terms && { terms }),
  };
}

function badExample(style: PackageStyle, { member, imports = [], types, signature, body }: RecordBase) {
  return program({ imports: [...imports, importOf(style, member, types)], signature, body });
}

/** How a member is written: `readJsonSync`, `fs.readJsonSync`, or `which` for the package itself. */
function reference({ as }: PackageStyle, member: string): string {
  if (as === undefined) return member;
  return member === '' ? as : `${as}.${member}`;
}

function importOf({ module, as }: PackageStyle, member: string, types: readonly string[] = []): string {
  const names = types.map((type) => `type ${type}`);
  const braces = (list: readonly string[]): string => `{ ${list.join(', ')} }`;
  if (as === undefined) {
    // A method needs no import but that of its class, which is among the types.
    const [name = ''] = member.split(/[.(]/);
    return member.includes('#')
      ? `import type ${braces(types)} from '${module}'`
      : `import ${braces([name, ...names])} from '${module}'`;
  }
  return `import ${[as, ...(names.length > 0 ? [braces(names)] : [])].join(', ')} from '${module}'`;
}

/** The catalogue of a package. What its records await are promises, and those listed. */
export function packageCatalog(
  module: string,
  blocking: readonly BlockingApi[],
  more: Pick<ModuleCatalog, 'callbacks' | 'gives' | 'harmless' | 'pretends' | 'promises'> = {},
): ModuleCatalog {
  const awaited = blocking.flatMap(({ replacement }) =>
    replacement.kind === 'await' ? awaitedMembers(module, replacement.expression) : [],
  );
  const promises = [...new Set([...awaited, ...(more.promises ?? [])])];
  return {
    module,
    language: 'javascript',
    blocking,
    ...more,
    ...(promises.length > 0 && { promises }),
  };
}

/** The members of the module that a template calls and awaits. */
function awaitedMembers(module: string, expression: string): readonly string[] {
  return [...expression.matchAll(/await \{([^#{}]+)#([^{}]*)\}\(/g)]
    .filter(([, name]) => name === module)
    .map(([, , member = '']) => member);
}
