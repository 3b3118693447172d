import type { ArticleStore } from '../../ports/article-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LeaseStore } from '../../ports/lease-store.ts';
import type { SentenceMemory } from '../../ports/sentence-memory.ts';
import type { UsageLedger } from '../../ports/usage-ledger.ts';
import { createMemoryArticleStore } from './memory-article-store.ts';
import { createMemoryLeaseStore } from './memory-lease-store.ts';
import { createMemorySentenceMemory } from './memory-sentence-memory.ts';
import { createMemoryUsageLedger } from './memory-usage-ledger.ts';

export interface MemoryStores {
  articles: ArticleStore;
  leases: LeaseStore;
  segments: SentenceMemory;
  usage: UsageLedger;
}

export interface MemoryStoresOptions {
  clock: Clock;
  /** How long a remembered sentence is served. */
  segmentTtlMs?: number;
  /** How long a sentence that the gate refused is not bought again. */
  refusalTtlMs?: number;
  /** After how long a reservation nobody settled is given back. */
  reservationTtlMs?: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** All four stores in this process's memory, sharing what they must: for tests, and for commands that run once. */
export function createMemoryStores(options: MemoryStoresOptions): MemoryStores {
  const { clock, segmentTtlMs = 365 * DAY_MS, refusalTtlMs = HOUR_MS, reservationTtlMs = HOUR_MS } = options;
  const leases = createMemoryLeaseStore();
  return {
    articles: createMemoryArticleStore({ clock, leases }),
    leases,
    segments: createMemorySentenceMemory({ clock, segmentTtlMs, refusalTtlMs }),
    usage: createMemoryUsageLedger({ clock, reservationTtlMs }),
  };
}
