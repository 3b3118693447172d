import type { ArticlePage } from '../../ports/article-store.ts';
import type { AppDependencies } from '../dependencies.ts';

export type ListArticles = (query: {
  limit: number;
  cursor?: string | undefined;
  titleContains?: string | undefined;
}) => Promise<ArticlePage>;

/** Newest first. Throws `DepecheError`: `invalid-request` for a foreign cursor, `storage-unavailable`. */
export function createListArticles(deps: Pick<AppDependencies, 'store'>): ListArticles {
  return (query) => deps.store.listArticles(query);
}
