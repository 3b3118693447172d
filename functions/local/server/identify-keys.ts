import { createHash } from 'node:crypto';

/** So much of a key's hash that no two of a list are likely to meet. */
const ID_LENGTH = 12;

/**
 * Whose usage, budget and articles a request's are: the id of the key that it sends, where that is one of `apiKeys`. Any
 * other counts as none, for an invented key must not open an account. The id is a part of the key's hash, so that no key
 * stands in the table or in a log; the whole hash decides, so that none is found by its id, nor letter by letter.
 */
export function identifyKeys(apiKeys: readonly string[]): (sent: string | null) => string | undefined {
  const known = new Map(apiKeys.map((key) => [hash(key), hash(key).slice(0, ID_LENGTH)]));
  return (sent) => (sent === null ? undefined : known.get(hash(sent)));
}

function hash(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex');
}
