import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The parts of package.json that tests look at. */
export interface Manifest {
  readonly version: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown };
    readonly virtualWorkspaces: { readonly supported: unknown };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly grammars: readonly {
      readonly scopeName: string;
      readonly path: string;
      readonly injectTo: readonly string[];
    }[];
    readonly problemPatterns: readonly (Readonly<Record<string, number>> & {
      readonly name: string;
      readonly regexp: string;
    })[];
    readonly taskDefinitions: readonly {
      readonly type: string;
      readonly properties: Readonly<Record<string, unknown>>;
    }[];
    readonly problemMatchers: readonly { readonly name: string; readonly pattern: string }[];
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
    readonly languages: readonly { readonly id: string; readonly filenames: readonly string[] }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const file = path.join(import.meta.dirname, '..', '..', 'package.json');

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(file, 'utf8')) as Manifest;
}

/** The text of package.json with other settings. */
export async function manifestWith(properties: Readonly<Record<string, unknown>>): Promise<string> {
  const { contributes, ...manifest } = await readManifest();
  const configuration = { ...contributes.configuration, properties };
  return JSON.stringify({ ...manifest, contributes: { ...contributes, configuration } });
}
