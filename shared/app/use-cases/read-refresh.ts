import { DepecheError } from '../../core/errors.ts';
import type { EngineName } from '../../core/engine-names.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { AppDependencies } from '../dependencies.ts';
import { hasDerivedId } from '../ownership/derived-id.ts';
import { spaceOf, storedId } from '../ownership/spaces.ts';

export type ReadRefresh = (request: {
  id: string;
  target: string;
  /** In place of what the stored article keeps; that stays as it is, when absent. */
  keep?: readonly string[] | undefined;
  /** The article's own, when absent. */
  engine?: EngineName | undefined;
  apiKeyId?: string | undefined;
}) => Promise<ArticleInput>;

/**
 * What to process for a refresh: the article as it is stored, under the id it has, whatever today's cleaning would call
 * it. What is kept in addition makes another result, for which sentences that the gate refused are not bought again;
 * without `keep` they are. Throws `DepecheError`: `not-found`, `storage-unavailable`.
 */
export function createReadRefresh({ store, settings }: Pick<AppDependencies, 'store' | 'settings'>): ReadRefresh {
  return async ({ id, target, keep, engine, apiKeyId }) => {
    const stored = storedId(spaceOf(settings, apiKeyId), id);
    const [record, source] = await Promise.all([store.getArticle(stored), store.getSource(stored)]);
    if (!record || !source) {
      throw new DepecheError('not-found', 'There is no such article, or it has expired; send it again.');
    }
    const isAgain = keep === undefined;
    const idIsDerived = hasDerivedId(record);
    return { ...source.input, id, idIsDerived, target, engine, refresh: isAgain, ...(isAgain ? {} : { keep }) };
  };
}
