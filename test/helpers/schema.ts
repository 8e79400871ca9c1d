import { readFile } from 'node:fs/promises';

import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * The check of a JSON schema that a standard publishes, by its name in the schema store.
 *
 * @returns Says what is wrong with a value, one line for each problem; nothing when it is valid.
 */
export async function schemaCheck(name: string): Promise<(value: unknown) => readonly string[]> {
  const file = require.resolve(`schemastore/schemas/json/${name}.json`);
  // Some of the published patterns are no regular expressions of the Unicode mode.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate: ValidateFunction = ajv.compile(JSON.parse(await readFile(file, 'utf8')) as object);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}
