import type { ApiClient, ArticleQuery } from '../data/api-client.ts';

/** Every translation on record that is a draft, newest article first. Throws `ApiError`. */
export async function* findDrafts(api: Pick<ApiClient, 'list'>, signal: AbortSignal): AsyncGenerator<ArticleQuery> {
  let cursor: string | undefined;
  do {
    const page = await api.list({ title: '', quality: 'draft', cursor }, signal);
    for (const { id, translations = [] } of page.articles) {
      for (const { target, quality } of translations) if (quality === 'draft') yield { id, target };
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}
