import { ACCEPTED_PREFIX, INBOX_PREFIX } from '../../shared/config/constants.ts';
import { articleId } from '../../shared/contracts/article-input.ts';

/**
 * The article id that a key states: its path below the prefix without the extension, `:` for `/`, if that is a valid
 * id: `inbox/2026/phare.txt` is `2026:phare`. A name such as `mon article.txt` states none; the content decides then.
 */
export function articleIdOfKey(key: string): string | undefined {
  const path = key.startsWith(ACCEPTED_PREFIX)
    ? key.slice(ACCEPTED_PREFIX.length).replace(/\/[^/]*$/, '')
    : key.replace(INBOX_PREFIX, '').replace(/\.[^./]*$/, '');
  const parsed = articleId().safeParse(path.replaceAll('/', ':'));
  return parsed.success ? parsed.data : undefined;
}

export type ObjectFormat = 'text' | 'html' | 'json';

const FORMATS: ReadonlyMap<string, ObjectFormat> = new Map([
  ['txt', 'text'],
  ['html', 'html'],
  ['htm', 'html'],
  ['json', 'json'],
]);

/** What an object holds, by its extension. */
export function formatOfKey(key: string): ObjectFormat | undefined {
  return FORMATS.get(/\.([^./]+)$/.exec(key)?.[1]?.toLowerCase() ?? '');
}
