import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** A schema of the schema store, by its name there. */
async function readSchema(name: string): Promise<object> {
  const file = require.resolve(`schemastore/schemas/json/${name}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as object;
}

/**
 * The check of a JSON schema that a standard publishes, by its name in the schema store.
 *
 * @returns Says what is wrong with a value, one line for each problem; nothing when it is valid.
 */
export async function schemaCheck(name: string): Promise<(value: unknown) => readonly string[]> {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    // Some of the published patterns are no regular expressions of the Unicode mode.
    unicodeRegExp: false,
    loadSchema: (uri) => readSchema(path.posix.basename(new URL(uri).pathname, '.json')),
  });
  addFormats(ajv);
  const validate = await ajv.compileAsync(await readSchema(name));
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}
