import type { Node } from 'jsonc-parser';

import type { Severity } from '../engine/finding.ts';
import { severityNames } from './config-names.ts';

/** A bad entry of a configuration. */
export interface Problem {
  readonly offset: number;
  /** What is wrong, without a full stop. */
  readonly message: string;
}

// Readers of single values: what is bad is added to `problems` and counts as missing, as `null` does.

/** The properties of an object. Unknown ones are bad. */
export function readObject<Key extends string>(
  node: Node | undefined,
  place: string,
  keys: readonly Key[],
  problems: Problem[],
): Partial<Record<Key, Node>> {
  const entries: Partial<Record<Key, Node>> = {};
  if (node === undefined || node.type === 'null') return entries;
  if (node.type !== 'object') {
    problems.push({ offset: node.offset, message: `${subject(place)} must be an object` });
    return entries;
  }
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    const key = keys.find((candidate) => candidate === name?.value);
    if (key !== undefined && value !== undefined) entries[key] = value;
    if (key !== undefined || name === undefined) continue;
    const path = place === '' ? String(name.value) : `${place}.${String(name.value)}`;
    problems.push({ offset: name.offset, message: `there is no setting "${path}"` });
  }
  return entries;
}

/** Severities by name. */
export function readSeverities<Key extends string>(
  node: Node | undefined,
  place: string,
  keys: readonly Key[],
  problems: Problem[],
): Partial<Record<Key, Severity>> {
  const severities: Partial<Record<Key, Severity>> = {};
  const entries = readObject(node, place, keys, problems);
  for (const key of keys) {
    const entry = entries[key];
    if (entry === undefined || entry.type === 'null') continue;
    const severity = severityNames.find((name) => name === entry.value);
    if (severity !== undefined) severities[key] = severity;
    else bad(entry, `${place}.${key}`, `one of ${severityNames.join(', ')}`, problems);
  }
  return severities;
}

/** A boolean, or undefined when it is missing. */
export function readBoolean(node: Node | undefined, place: string, problems: Problem[]): boolean | undefined {
  if (node === undefined || node.type === 'null') return undefined;
  if (typeof node.value === 'boolean') return node.value;
  bad(node, place, 'true or false', problems);
  return undefined;
}

/** A list of globs, or undefined when it is missing. */
export function readGlobs(
  node: Node | undefined,
  place: string,
  problems: Problem[],
): readonly string[] | undefined {
  if (node === undefined || node.type === 'null') return undefined;
  if (node.type !== 'array') {
    bad(node, place, 'a list of globs', problems);
    return undefined;
  }
  const globs: string[] = [];
  for (const [index, item] of (node.children ?? []).entries()) {
    const value: unknown = item.value;
    if (typeof value !== 'string' || value.trim() === '') bad(item, `${place}[${index}]`, 'a glob', problems);
    else if (value.startsWith('!')) bad(item, `${place}[${index}]`, 'a glob without "!"', problems);
    else globs.push(value);
  }
  return globs;
}

function bad(node: Node, place: string, expected: string, problems: Problem[]): void {
  problems.push({ offset: node.offset, message: `"${place}" must be ${expected}` });
}

function subject(place: string): string {
  return place === '' ? 'the configuration' : `"${place}"`;
}
