import type { ArticleResult } from '../../../../../shared/core/result.ts';

/** A result that was computed for this page, and how long that took. */
export interface FreshResult {
  result: ArticleResult;
  durationMs: number;
}
