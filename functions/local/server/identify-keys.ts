import { createHash } from 'node:crypto';

/** A key's hash, so much of it that no two of a list are likely to meet. */
const ID_LENGTH = 12;

/**
 * Whose usage, budget and articles a request's are: the id of the key that it sends, where that is one of `apiKeys`. Any
 * other counts as none, for an invented key must not open an account; nobody is refused for the lack of one. The id is a
 * hash, so that no key stands in the table or in a log.
 */
export function identifyKeys(apiKeys: readonly string[]): (sent: string | null) => string | undefined {
  const known = new Set(apiKeys.map(hash));
  return (sent) => {
    const id = sent === null ? undefined : hash(sent);
    return id !== undefined && known.has(id) ? id : undefined;
  };
}

function hash(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex').slice(0, ID_LENGTH);
}
