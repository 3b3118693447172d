import type { ArticleProblem } from '../../core/result.ts';
import { isIdConflict } from '../ownership/derived-id.ts';
import { lifeFrom } from '../article/life.ts';
import { isPublishedBefore } from '../article/order-versions.ts';
import { spaceOf, storedId } from '../ownership/spaces.ts';
import type { AppDependencies } from '../dependencies.ts';
import { isDeletedSince } from '../work/deleted-meanwhile.ts';

/** Returns false when the article was deleted after it was asked for: then nobody is to hear of it. */
export type RecordFailure = (failure: {
  id: string;
  problem: ArticleProblem;
  /** Of the version that failed, where known. */
  publishedAt?: string | undefined;
  /** Whether the id was made by us of the content that failed; else a record whose id belongs to its content stays as it is. */
  idIsDerived?: boolean | undefined;
  apiKeyId?: string | undefined;
  /** When the article was asked for, in epoch milliseconds; now, when absent. */
  askedMs?: number | undefined;
}) => Promise<boolean>;

/**
 * Marks an article as failed for good, so that whoever asks for it learns why. The failure of a version older than the
 * one on record says nothing about that one and is left out. Throws `DepecheError('storage-unavailable')`.
 */
export function createRecordFailure(
  deps: Pick<AppDependencies, 'store' | 'clock' | 'metrics' | 'settings'>,
): RecordFailure {
  return async ({ problem, publishedAt, idIsDerived = false, apiKeyId, askedMs, ...failed }) => {
    const space = spaceOf(deps.settings, apiKeyId);
    const id = storedId(space, failed.id);
    const nowMs = deps.clock.nowMs();
    let isWanted = true;
    const updatedAt = new Date(nowMs).toISOString();
    await deps.store.changeArticle(id, (existing, deletedAtMs) => {
      isWanted = !isDeletedSince(deletedAtMs, askedMs ?? nowMs);
      if (!isWanted) return undefined;
      if (isIdConflict({ idIsDerived, contentHash: '' }, existing)) return undefined;
      if (existing && isPublishedBefore(publishedAt, askedMs ?? nowMs, existing)) return undefined;
      const blank = { space, title: '', contentHash: '', targets: [], createdAt: updatedAt };
      const { expiresAt } = lifeFrom(nowMs, deps.settings);
      return { record: { ...blank, ...existing, id, status: 'failed', problem, updatedAt, expiresAt } };
    });
    if (isWanted) deps.metrics.record('ArticlesGivenUp', 1, 'Count');
    return isWanted;
  };
}
