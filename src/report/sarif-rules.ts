import { categoryDescriptions } from '../catalog/categories.ts';
import { documentationUrl } from '../catalog/documentation.ts';
import { builtinCatalog } from '../catalog/index.ts';
import { categories, type Category } from '../catalog/schema.ts';
import { homepage } from '../../package.json';

/** What SARIF says about a kind of result. */
export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly enabled: boolean; readonly level: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The rule of suppression comments that are malformed or suppress nothing. */
export const suppressionRule = 'suppression';

const why =
  'While such a call waits or computes, the event loop stands still: no other request, timer or message is served.';

/** A rule for each category, and one for suppression comments. */
export const sarifRules: readonly SarifRule[] = [
  ...categories.map((category) =>
    rule({
      id: category,
      name: `Blocking${capital(category)}`,
      short: `Blocking call in async code: ${decapital(categoryDescriptions[category])}`,
      full: `${categoryDescriptions[category]} ${why}`,
      url: documentationUrl(category),
      enabled: isOnByDefault(category),
      level: 'warning',
      tags: ['performance', 'async', category],
    }),
  ),
  rule({
    id: suppressionRule,
    name: 'UnneededSuppression',
    short: 'Suppression comment that is malformed or suppresses nothing.',
    full: 'A comment that suppresses a finding has to name a reason, and goes when there is nothing to suppress any more.',
    url: `${homepage.replace(/#.*/, '')}#calls-that-may-block`,
    enabled: true,
    level: 'note',
    tags: ['maintainability'],
  }),
];

interface RuleParts {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly full: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly level: 'warning' | 'note';
  readonly tags: readonly string[];
}

function rule({ id, name, short, full, url, enabled, level, tags }: RuleParts): SarifRule {
  return {
    id,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: {
      text: `${full} What to do instead: ${url}`,
      markdown: `${full} [What to do instead](${url})`,
    },
    helpUri: url,
    defaultConfiguration: { enabled, level },
    properties: {
      tags,
      precision: 'high',
      'problem.severity': level === 'note' ? 'recommendation' : level,
    },
  };
}

function isOnByDefault(category: Category): boolean {
  const records = builtinCatalog.flatMap(({ blocking }) => blocking);
  return records.some((record) => record.category === category && record.defaultSeverity !== 'off');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function decapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
