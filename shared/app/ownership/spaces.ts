import type { AppSettings } from '../dependencies.ts';

/** Stands in no id, and so never begins one. */
const MARK = '!';

/**
 * Where the articles of an API key are, when keys are kept apart: under the same id, each has its own. What comes by the
 * bus, by the inbox or without a key is in the shared space, where everything is otherwise.
 */
export function spaceOf(
  { keepKeysApart }: Pick<AppSettings, 'keepKeysApart'>,
  apiKeyId: string | undefined,
): string | undefined {
  return keepKeysApart && apiKeyId !== undefined ? encodeURIComponent(apiKeyId) : undefined;
}

/** The id by which the store knows an article of a space. */
export function storedId(space: string | undefined, id: string): string {
  return space === undefined ? id : `${MARK}${space}/${id}`;
}

/** The id by which callers know an article. */
export function publicId(stored: string): string {
  return stored.startsWith(MARK) ? stored.slice(stored.indexOf('/') + 1) : stored;
}
