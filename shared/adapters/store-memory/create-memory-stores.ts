import type { Clock } from '../../ports/clock.ts';
import { STORE_TIMES, type Stores, type StoreTimes } from '../../ports/stores/stores.ts';
import { createMemoryArticleStore } from './memory-article-store.ts';
import { createMemoryLeaseStore } from './memory-lease-store.ts';
import { createMemorySentenceMemory } from './memory-sentence-memory.ts';
import { createMemoryUsageLedger } from './memory-usage-ledger.ts';

/** All four stores in this process's memory, sharing what they must: for tests, and for commands that run once. */
export function createMemoryStores(given: { clock: Clock } & Partial<StoreTimes>): Stores {
  const options = { ...STORE_TIMES, ...given };
  const leases = createMemoryLeaseStore();
  return {
    articles: createMemoryArticleStore({ clock: given.clock, leases }),
    leases,
    segments: createMemorySentenceMemory(options),
    usage: createMemoryUsageLedger(options),
  };
}
