import type { ArticleStore } from './article-store.ts';
import type { LeaseStore } from './lease-store.ts';
import type { SentenceMemory } from './sentence-memory.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** All four stores, on one table or in one memory. */
export interface Stores {
  articles: ArticleStore;
  leases: LeaseStore;
  segments: SentenceMemory;
  usage: UsageLedger;
}

/** For how long they keep what brings no expiry of its own, as articles and results do. */
export interface StoreTimes {
  /** How long a remembered sentence is served. */
  segmentTtlMs: number;
  /** How long a sentence that the gate refused is not bought again. */
  refusalTtlMs: number;
  /** After how long a reservation nobody settled is given back; longer than any worker runs. */
  reservationTtlMs: number;
}

const HOUR_MS = 3_600_000;

export const STORE_TIMES: StoreTimes = {
  segmentTtlMs: 365 * 24 * HOUR_MS,
  refusalTtlMs: HOUR_MS,
  reservationTtlMs: HOUR_MS,
};
