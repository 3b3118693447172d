import type { ArticleResult, Warning } from '../../core/result.ts';
import type { ArticleRecord } from '../../ports/stores/article-store.ts';
import type { ResultKey } from '../../ports/stores/result-key.ts';
import type { AppDependencies } from '../dependencies.ts';
import { isSquatted } from '../ownership/derived-id.ts';
import { contentHashOf } from './hash-content.ts';
import type { PreparedArticle } from './prepare-article.ts';
import type { Job } from '../work/request-context.ts';
import { toCachedResult } from './reuse-result.ts';

/** Tells a way in that what it sent was out of date: nothing was replaced, and nothing is worth announcing. */
export const NEWER_VERSION_KEPT: Warning = {
  code: 'newer-version-kept',
  detail: 'A version published later is on record; this older one did not replace it.',
};

/** Whether another version on record was published later. Versions without a date are taken as they come. */
export function isOlderVersion(
  version: Pick<PreparedArticle, 'contentHash' | 'idIsDerived' | 'publishedAt'>,
  record: ArticleRecord | undefined,
  arrivedMs: number,
): boolean {
  if (!record || record.contentHash === version.contentHash || isSquatted(version, record)) return false;
  return isPublishedBefore(version.publishedAt, arrivedMs, record);
}

/** Whether what arrived at `arrivedMs` was published before what is on record; not where one of them has no date. */
export function isPublishedBefore(
  publishedAt: string | undefined,
  arrivedMs: number,
  record: Pick<ArticleRecord, 'publishedAt' | 'updatedAt'>,
): boolean {
  return placeInOrder(publishedAt, arrivedMs) < placeInOrder(record.publishedAt, Date.parse(record.updatedAt));
}

/** A date in the future counts as the time of arrival: one of the year 9999 would win over every version to come. */
function placeInOrder(publishedAt: string | undefined, arrivedMs: number): number {
  return Math.min(Date.parse(publishedAt ?? ''), arrivedMs);
}

/** The stored result of the version on record, if there is one for this target and pipeline. */
export async function findNewerResult(
  deps: Pick<AppDependencies, 'store'>,
  key: ResultKey,
  record: ArticleRecord,
  job: Pick<Job, 'tolerance'>,
): Promise<ArticleResult | undefined> {
  const stored = await job.tolerance.attempt('read result', () => deps.store.getResult(key), undefined);
  if (!stored || contentHashOf(stored) !== record.contentHash) return undefined;
  const cached = toCachedResult(stored.result);
  return { ...cached, warnings: [...cached.warnings, NEWER_VERSION_KEPT] };
}
