import { DepecheError } from '../../core/errors.ts';
import type { Inbox } from '../../ports/inbox.ts';
import { acceptedFolder } from '../article/accepted-key.ts';
import { spaceOf, storedId } from '../ownership/spaces.ts';
import type { AppDependencies } from '../dependencies.ts';

export interface DeleteArticleDependencies extends Pick<AppDependencies, 'store' | 'settings'> {
  /** Absent where no article is taken on for later. */
  inbox?: Pick<Inbox, 'list' | 'remove'> | undefined;
  /** Where in the inbox accepted articles go; ends in a slash. */
  acceptedPrefix: string;
}

export type DeleteArticle = (id: string, apiKeyId?: string) => Promise<void>;

/**
 * Forgets source and results, and what the API took on under this id and has not processed yet; work and messages that
 * were asked for before end with nothing kept. What a person dropped into the inbox is theirs and stays. Remembered
 * sentences stay: they stand under a hash, without the article they came from.
 *
 * The table first: what is put into the inbox meanwhile is older than the mark there.
 * Throws `DepecheError`: `not-found`, `storage-unavailable`.
 */
export function createDeleteArticle(deps: DeleteArticleDependencies): DeleteArticle {
  const { store, settings, inbox, acceptedPrefix } = deps;
  return async (id, apiKeyId) => {
    const stored = storedId(spaceOf(settings, apiKeyId), id);
    const wasStored = await store.deleteArticle(stored);
    const accepted = (await inbox?.list(acceptedFolder(acceptedPrefix, stored))) ?? [];
    for (const location of accepted) await inbox?.remove(location);
    if (wasStored || accepted.length > 0) return;
    throw new DepecheError('not-found', 'There is no such article, or it has expired.');
  };
}
