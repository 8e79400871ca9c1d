import {
  settingsDescriptor,
  type CallsSetting,
  type Choice,
  type Setting,
} from '../../src/workspace/settings-descriptor.ts';

type Json = Readonly<Record<string, unknown>>;

/** `contributes.configuration.properties` of package.json, as the descriptor has it. */
export function contributedSettings(): Json {
  return Object.fromEntries(
    Object.entries<Setting>(settingsDescriptor).map(([name, setting], order) => [
      `unblock.${name}`,
      { order, scope: setting.scope, ...schema(setting), markdownDescription: setting.description },
    ]),
  );
}

/** The schema of `unblock.config.json`: the same settings, in the words of a file. */
export function configSchema(): Json {
  const properties = Object.entries<Setting>(settingsDescriptor)
    .filter(([, setting]) => setting.editorOnly !== true)
    .map(([name, setting]) => [name, { ...schema(setting), markdownDescription: setting.description }]);
  const text = JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Unblock',
    type: 'object',
    // Understood by the JSON support of VS Code.
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', markdownDescription: 'The schema of this file.' },
      ...(Object.fromEntries(properties) as Json),
    },
    additionalProperties: false,
  });
  return JSON.parse(
    text.replace(/`#unblock\.(\w+)#`/g, '`$1`').replaceAll('the workspace folder', 'the folder of this file'),
  ) as Json;
}

function schema(setting: Setting): Json {
  switch (setting.kind) {
    case 'boolean':
      return { type: 'boolean', default: setting.default };
    case 'choice':
      return { type: 'string', ...choices(setting.choices), default: setting.default };
    case 'list':
      return { type: 'array', items: { type: 'string' }, uniqueItems: true, default: setting.default };
    case 'choices':
      return {
        type: 'array',
        items: { type: 'string', ...choices(setting.choices) },
        uniqueItems: true,
        default: setting.default,
      };
    case 'calls':
      return {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, entry(setting)] },
        default: setting.default,
      };
    case 'table': {
      const keys = Object.entries(setting.keys);
      const properties = keys.map(([key, { description, default: value }]) => {
        const { enum: values, markdownEnumDescriptions } = choices(setting.choices);
        return [
          key,
          {
            type: ['string', 'null'],
            enum: [...values, null],
            markdownEnumDescriptions: [...markdownEnumDescriptions, 'The default.'],
            default: value,
            markdownDescription: description,
          },
        ];
      });
      return {
        type: 'object',
        properties: Object.fromEntries(properties),
        additionalProperties: false,
        default: Object.fromEntries(
          keys.filter(([, key]) => key.default !== null).map(([key, { default: value }]) => [key, value]),
        ),
      };
    }
  }
}

function entry({ parts }: CallsSetting): Json {
  const properties = Object.entries(parts).map(([name, part]) => [
    name,
    {
      type: 'string',
      ...(part.choices === undefined ? {} : choices(part.choices)),
      markdownDescription: part.description,
    },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Json,
    required: ['call'],
    additionalProperties: false,
  };
}

function choices(list: readonly Choice<string>[]): {
  readonly enum: readonly string[];
  readonly markdownEnumDescriptions: readonly string[];
} {
  return {
    enum: list.map(({ value }) => value),
    markdownEnumDescriptions: list.map(({ description }) => description),
  };
}
