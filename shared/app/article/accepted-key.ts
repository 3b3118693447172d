import { createHash } from 'node:crypto';

/** Half of a SHA-256 tells any two requests apart. */
const HASH_LENGTH = 32;

/**
 * Where the API puts an article for later, below `prefix`: named by its content, so that a repeated request is the same
 * object and another one (say, for another target) never replaces it before it was read.
 */
export function acceptedKey(prefix: string, id: string, body: string): string {
  return `${prefix}${id}/${createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH)}.json`;
}
