import { createHash } from 'node:crypto';

/** SHA-256 (hex) over a list of values; the JSON between them keeps ["a", "bc"] and ["ab", "c"] apart. */
export function hashParts(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
