import type { ArticleRecord } from '../../ports/article-store.ts';
import type { AppSettings } from '../dependencies.ts';

/** A source outlives what was first made of it by this much, so that not every further result has to store it again. */
const SOURCE_SLACK_MS = 86_400_000;

/** Until when a record lives that is written at `nowMs`, and the source that is written with it. */
export function lifeFrom(
  nowMs: number,
  { resultTtlMs }: Pick<AppSettings, 'resultTtlMs'>,
): Required<Pick<ArticleRecord, 'expiresAt' | 'sourceExpiresAt'>> {
  return {
    expiresAt: new Date(nowMs + resultTtlMs).toISOString(),
    sourceExpiresAt: new Date(nowMs + resultTtlMs + SOURCE_SLACK_MS).toISOString(),
  };
}
