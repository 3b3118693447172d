import type { ArticleInput } from '../../core/input.ts';
import type { ArticleRecord } from '../../ports/stores/article-store.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';

/**
 * The article with the author, date and address that stay on record. Those of one content are changed by the API key that
 * brought it, the bus or the inbox; from another key they change nothing.
 */
export function keepOrigin(
  article: PreparedArticle,
  record: ArticleRecord | undefined,
  apiKeyId: string | undefined,
): PreparedArticle {
  const isSame = record?.contentHash === article.contentHash;
  if (!isSame || !record?.origin || apiKeyId === undefined || apiKeyId === record.origin.apiKeyId) return article;
  const { author, url } = record.origin;
  return { ...article, author, url, publishedAt: record.publishedAt };
}

/** What a record says of where its content comes from. */
export function originOf(
  { contentHash, author, publishedAt, url }: PreparedArticle,
  existing: ArticleRecord | undefined,
  apiKeyId: string | undefined,
): Pick<ArticleRecord, 'publishedAt' | 'origin'> {
  const first = existing?.origin && existing.contentHash === contentHash ? existing.origin.apiKeyId : apiKeyId;
  return {
    ...(publishedAt === undefined ? {} : { publishedAt }),
    origin: {
      ...(first === undefined ? {} : { apiKeyId: first }),
      ...(author === undefined ? {} : { author }),
      ...(url === undefined ? {} : { url }),
    },
  };
}

/** The input as it is kept beside that record, which itself says with which engine it was asked for. */
export function inputOf(input: ArticleInput, { publishedAt, url }: PreparedArticle): ArticleInput {
  return { ...input, publishedAt, url, engine: undefined };
}
