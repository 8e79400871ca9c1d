import type { FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import type { Entity } from './entity.ts';
import type { Linker, UniqueMethod } from './linker.ts';
import type { Program } from './program.ts';
import { unlessChanged } from './unchanged.ts';

/** Methods of the platform with names of several words: a receiver of unknown kind may be one of its objects. */
const ofPlatform =
  /^(?:(?:add|remove)(?:Event)?Listener|removeAllListeners|toString|toLocale\w+|(?:has|is)OwnProperty|propertyIsEnumerable|isPrototypeOf|valueOf|(?:get|set|has|remove|toggle)Attribute\w*|(?:append|remove|replace|insert)(?:Child|Before|Adjacent\w*)|getElements?By\w+|querySelector(?:All)?|create(?:Element|Server|Connection|Read|Write|Hash|Hmac|Cipher\w*|Decipher\w*|Interface)\w*|(?:read|write|append|copy|open|make|truncate)(?:File|Dir|Link|Stream)\w*|getOwnProperty\w+|defineProperty|setPrototypeOf|setEncoding|setTimeout|setInterval|setImmediate|setHeader|getHeader\w*|removeHeader|writeHead|stopPropagation|preventDefault|(?:char|codePoint)At|charCodeAt|startsWith|endsWith|lastIndexOf|findIndex|findLast\w*|flatMap|forEach|localeCompare|matchAll|replaceAll|padStart|padEnd|(?:get|set)(?:UTC)?(?:Date|Day|Full\w+|Hours|Milli\w+|Minutes|Month|Seconds|Time)|(?:read|write)(?:U?Int|Big|Float|Double)\w*|requestAnimationFrame|dispatchEvent|getReader|getWriter|arrayBuffer|formData)$/;

/** Whether a method's name says which one it is: several words, and none of the platform's. */
function isDistinctive({ catalog }: Program, name: string): boolean {
  return (
    name.length >= 8 &&
    /^[a-z][\w$]*[a-z\d][A-Z]/.test(name) &&
    !ofPlatform.test(name) &&
    !catalog.names().has(name)
  );
}

/** Prepares the look-up; the files are gone through when it is first needed. */
export function createUniqueMethods({ program }: Linker): UniqueMethod {
  let methods: Methods | undefined;
  return (name) =>
    isDistinctive(program, name) ? (methods ??= methodsByName(program)).get(name) : undefined;
}

/** Undefined where several methods have the name. */
type Methods = ReadonlyMap<string, Extract<Entity, { readonly kind: 'function' }> | undefined>;

const methodsByName = unlessChanged(
  (program, _file, facts) =>
    methodsOf(program, facts)
      .map(({ name, id }) => `${name} ${id}`)
      .join('\n'),
  (program): Methods => {
    const methods = new Map<string, Extract<Entity, { readonly kind: 'function' }> | undefined>();
    for (const [file, facts] of program.files) {
      for (const { name, id } of methodsOf(program, facts))
        methods.set(name, methods.has(name) ? undefined : { kind: 'function', file, id });
    }
    return methods;
  },
);

/** The distinctive names of methods for which something holds, where no other has the name. Yields after each file. */
export function* distinctiveMethods(
  { program }: Linker,
  holds: (file: string, id: number) => boolean,
): Generator<void, ReadonlySet<string>> {
  const names = new Set<string>();
  const methods = methodsByName(program);
  for (const [file, facts] of program.files) {
    yield;
    for (const { name, id } of methodsOf(program, facts))
      if (methods.get(name) !== undefined && holds(file, id)) names.add(name);
  }
  return names;
}

interface Method {
  readonly name: string;
  readonly id: number;
}

const distinctive = new WeakMap<FileFacts, readonly Method[]>();

/** The methods of a file whose names say which they are. */
function methodsOf(program: Program, facts: FileFacts): readonly Method[] {
  const found =
    distinctive.get(facts) ?? [...methodsIn(facts)].filter(({ name }) => isDistinctive(program, name));
  distinctive.set(facts, found);
  return found;
}

/** The functions that are members of classes and objects. Overloads have no code. */
function* methodsIn({ classes, objects }: FileFacts): Generator<Method> {
  for (const { members } of classes) {
    for (const { name, kind, values } of members)
      if (kind === 'method' || kind === 'field') for (const value of values) yield* named(name, value);
  }
  for (const { members } of objects)
    for (const { name, kind, value } of members) if (kind === 'property') yield* named(name, value);
}

function* named(name: string, value: Value): Generator<Method> {
  if (value.kind === 'function') yield { name, id: value.id };
}
