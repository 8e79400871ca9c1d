import type { Category } from './schema.ts';

const pages = 'https://github.com/unblock-dev/unblock/blob/main/docs';

/** The page that explains a category. */
export function documentationUrl(category: Category): string {
  return `${pages}/${category}.md`;
}
