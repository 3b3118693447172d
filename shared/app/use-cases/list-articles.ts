import { type EngineName, engineIdsOf } from '../../core/engine-names.ts';
import type { ArticleFilter, ArticlePage } from '../../ports/stores/article-store.ts';
import { publicId, spaceOf } from '../ownership/spaces.ts';
import type { AppDependencies } from '../dependencies.ts';

export type ListArticles = (
  query: Omit<ArticleFilter, 'engines'> & {
    engine?: EngineName | undefined;
    limit: number;
    cursor?: string | undefined;
    apiKeyId?: string | undefined;
  },
) => Promise<ArticlePage>;

/** Newest first. Throws `DepecheError`: `invalid-request` for a foreign cursor, `storage-unavailable`. */
export function createListArticles({ store, settings }: Pick<AppDependencies, 'store' | 'settings'>): ListArticles {
  return async ({ apiKeyId, engine, ...query }) => {
    const engines = engine && engineIdsOf(engine);
    const page = await store.listArticles({ ...query, engines, space: spaceOf(settings, apiKeyId) });
    return { ...page, articles: page.articles.map((record) => ({ ...record, id: publicId(record.id) })) };
  };
}
