import type { ArticleRecord } from '../../ports/stores/article-store.ts';
import type { AppSettings } from '../dependencies.ts';

/** A source outlives what was first made of it by this much, so that not every further result has to store it again. */
const SOURCE_SLACK_MS = 86_400_000;

type Life = Required<Pick<ArticleRecord, 'expiresAt' | 'sourceExpiresAt'>>;

/** That of a record which ends then, and of the source that is written with it. */
export function lifeUntil(expiresAtMs: number): Life {
  return {
    expiresAt: new Date(expiresAtMs).toISOString(),
    sourceExpiresAt: new Date(expiresAtMs + SOURCE_SLACK_MS).toISOString(),
  };
}

/** Until when a record lives that is written at `nowMs` for a result to be made, and the source that is written with it. */
export function lifeFrom(nowMs: number, { resultTtlMs }: Pick<AppSettings, 'resultTtlMs'>): Life {
  return lifeUntil(nowMs + resultTtlMs);
}
