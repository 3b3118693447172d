import type { ArticleProblem } from '../../core/result.ts';
import { lifeFrom } from '../article/life.ts';
import type { AppDependencies } from '../dependencies.ts';

export interface Failure {
  id: string;
  problem: ArticleProblem;
  /** Of the version that failed, where known. */
  publishedAt?: string | undefined;
}

export type RecordFailure = (failure: Failure) => Promise<void>;

/**
 * Marks an article as failed for good, so that whoever asks for it learns why. The failure of a version older than the
 * one on record says nothing about that one and is left out. Throws `DepecheError('storage-unavailable')`.
 */
export function createRecordFailure(
  deps: Pick<AppDependencies, 'store' | 'clock' | 'metrics' | 'settings'>,
): RecordFailure {
  return async ({ id, problem, publishedAt }) => {
    deps.metrics.record('ArticlesGivenUp', 1, 'Count');
    const nowMs = deps.clock.nowMs();
    const updatedAt = new Date(nowMs).toISOString();
    await deps.store.changeArticle(id, (existing) => {
      if (existing && Date.parse(publishedAt ?? '') < Date.parse(existing.publishedAt ?? '')) return undefined;
      const blank = { title: '', contentHash: '', targets: [], createdAt: updatedAt };
      const { expiresAt } = lifeFrom(nowMs, deps.settings);
      return { record: { ...blank, ...existing, id, status: 'failed', problem, updatedAt, expiresAt } };
    });
  };
}
