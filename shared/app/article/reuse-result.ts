import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult, ArticleUsage } from '../../core/result.ts';
import type { StoredResult } from '../../ports/article-store.ts';
import { hashParts } from './hash-parts.ts';
import type { PreparedArticle } from './prepare-article.ts';

/** A hash over content and options: whatever the result depends on beside its key. */
export function resultFingerprint(input: ArticleInput, article: PreparedArticle): string {
  const { contentHash, language, author, publishedAt, url } = article;
  const { sentences, method } = input.summary;
  return hashParts([
    contentHash,
    language,
    author ?? '',
    publishedAt ?? '',
    url ?? '',
    input.source,
    sentences,
    method,
  ]);
}

/** Whether a stored result answers a request that did not ask for a refresh. */
export function answersRequest(stored: StoredResult, fingerprint: string): boolean {
  return stored.fingerprint === fingerprint && !stored.provisional;
}

/** The usage of whoever did not cause it: nothing billed, everything saved. */
export function withoutCost({ characters }: ArticleUsage): ArticleUsage {
  return { characters, billedCharacters: 0, savedCharacters: characters, estimatedCostUsd: 0 };
}

/** The result as it is served a second time. */
export function toCachedResult(result: ArticleResult): ArticleResult {
  return { ...result, cached: true, usage: withoutCost(result.usage) };
}
