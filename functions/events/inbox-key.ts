import { createHash } from 'node:crypto';
import { INBOX_PREFIX } from '../../shared/config/constants.ts';
import { articleId } from '../../shared/contracts/article-input.ts';

/** Articles that the API took on for later. */
const ACCEPTED_PREFIX = `${INBOX_PREFIX}accepted/`;

/** Half of a SHA-256 tells any two requests apart. */
const HASH_LENGTH = 32;

/**
 * Where the API puts an article for later: named by its content, so that a repeated request is the same object and
 * another one (say, for another target) never replaces it before it was read.
 */
export function acceptedKey(id: string, body: string): string {
  return `${ACCEPTED_PREFIX}${id}/${createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH)}.json`;
}

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
