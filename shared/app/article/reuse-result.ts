import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult, ArticleUsage } from '../../core/result.ts';
import type { StoredResult } from '../../ports/stores/article-store.ts';
import { hashKept } from './hash-content.ts';
import { hashParts } from './hash-parts.ts';
import type { PreparedArticle } from './prepare-article.ts';

/** A hash over content and options: whatever the result depends on beside its key. */
export function resultFingerprint(input: ArticleInput, article: PreparedArticle): string {
  const { contentHash, language, author, publishedAt, url } = article;
  const { sentences, method } = input.summary;
  const keepHash = hashKept(input.keep);
  return hashParts([
    contentHash,
    language,
    author ?? '',
    publishedAt ?? '',
    url ?? '',
    input.source,
    sentences,
    // One method under two names: results are told by what they were told by before there was the second.
    method === 'abstractive' ? 'bedrock' : method,
    // Results that nothing was kept for are told by what they were told by before there was `keep`.
    ...(keepHash === undefined ? [] : [keepHash]),
  ]);
}

/** As long as a refusal stands in the memory of sentences, asking again for a questioned sentence brings nothing. */
const QUESTIONED_MS = 3_600_000;

/**
 * Whether a stored result answers a request that did not ask for a refresh. One with questioned sentences does for an hour;
 * then it is made anew, which asks for those sentences only.
 */
export function answersRequest({ result, ...stored }: StoredResult, fingerprint: string, nowMs: number): boolean {
  const isQuestioned = result.warnings.some(({ code }) => code === 'integrity');
  const isDue = isQuestioned && nowMs >= Date.parse(result.createdAt) + QUESTIONED_MS;
  return stored.fingerprint === fingerprint && !stored.provisional && !isDue;
}

/** The usage of whoever did not cause it: nothing billed, everything saved. */
export function withoutCost({ characters }: ArticleUsage): ArticleUsage {
  return { characters, billedCharacters: 0, savedCharacters: characters, estimatedCostUsd: 0 };
}

/** The result as it is served a second time. */
export function toCachedResult(result: ArticleResult): ArticleResult {
  return { ...result, cached: true, usage: withoutCost(result.usage) };
}
