import { createHash } from 'node:crypto';

/** Half of a SHA-256 tells any two requests apart. */
const HASH_LENGTH = 32;

/** Where in the inbox everything lies that the API took on for later under one id, below `prefix`. */
export function acceptedFolder(prefix: string, id: string): string {
  return `${prefix}${id}/`;
}

/**
 * Where the API puts an article for later, below `prefix`: named by its content, so that a repeated request is the same
 * object and another one (say, for another target) never replaces it before it was read.
 */
export function acceptedKey(prefix: string, id: string, body: string): string {
  return `${acceptedFolder(prefix, id)}${createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH)}.json`;
}
