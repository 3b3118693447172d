import { DepecheError } from '../../core/errors.ts';
import type { AppDependencies } from '../dependencies.ts';

export type DeleteArticle = (id: string) => Promise<void>;

/**
 * Forgets source and results. Remembered sentences stay: they stand under a hash, without the article they came from.
 * Throws `DepecheError`: `not-found`, `storage-unavailable`.
 */
export function createDeleteArticle(deps: Pick<AppDependencies, 'store'>): DeleteArticle {
  return async (id) => {
    if (await deps.store.deleteArticle(id)) return;
    throw new DepecheError('not-found', 'There is no such article, or it has expired.');
  };
}
