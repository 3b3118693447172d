import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult } from '../../core/result.ts';
import type { ArticleChange, ArticleRecord } from '../../ports/article-store.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { PreparedArticle } from './prepare-article.ts';
import type { Job } from '../work/request-context.ts';
import { lifeFrom } from './life.ts';
import type { HeldLease } from '../work/cross-machine-flight.ts';

export interface ResultToKeep {
  input: ArticleInput;
  article: PreparedArticle;
  result: ArticleResult;
  fingerprint: string;
  provisional: boolean;
}

/**
 * Stores a result under the lease, and the source when it is new or would not live as long; the targets that others have completed meanwhile stay.
 * A table that does not answer leaves the result unstored, with a warning; a lost lease ends the work.
 */
export async function keepResult(
  deps: AppDependencies,
  { input, article, result, fingerprint, provisional }: ResultToKeep,
  job: Job,
  held: HeldLease,
): Promise<void> {
  const { contentHash } = article;
  const stored = { result, fingerprint, contentHash, expiresAtMs: Date.parse(result.expiresAt), provisional };
  const change = (existing: ArticleRecord | undefined): ArticleChange => {
    const same = existing?.contentHash === contentHash ? existing : undefined;
    const record = toRecord(deps, article, result, same, existing?.createdAt);
    // The source on record may do; ISO times compare as text.
    const sourceExpiresAt = same?.sourceExpiresAt ?? '';
    if (same && sourceExpiresAt >= record.expiresAt) return { record: { ...record, sourceExpiresAt } };
    return { record, source: { input, text: article.original, marks: article.clean.marks } };
  };
  const complete = () => deps.store.completeResult(stored, change, held.current());
  const outcome = await job.tolerance.attemptLast('complete result', complete, 'unavailable' as const);
  if (outcome === false) held.surrender();
  if (outcome === true) held.completed();
}

/** The record lives as long as a good result would, also when this one is only provisional. */
function toRecord(
  { settings }: Pick<AppDependencies, 'settings'>,
  article: PreparedArticle,
  result: ArticleResult,
  same: ArticleRecord | undefined,
  createdAt = same?.createdAt ?? result.createdAt,
): ArticleRecord {
  const { publishedAt } = article;
  return {
    id: article.id,
    status: 'completed',
    title: article.clean.title,
    contentHash: article.contentHash,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    targets: [...new Set([...(same?.targets ?? []), result.translation.language])].sort(),
    createdAt,
    updatedAt: result.createdAt,
    ...lifeFrom(Date.parse(result.createdAt), settings),
  };
}
