import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ArticleStore } from '../../ports/article-store.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { LeaseStore } from '../../ports/lease-store.ts';
import type { SentenceMemory } from '../../ports/sentence-memory.ts';
import type { UsageLedger } from '../../ports/usage-ledger.ts';
import { createDynamodbArticleStore } from './articles/dynamodb-article-store.ts';
import { createDynamodbLeaseStore } from './work/dynamodb-lease-store.ts';
import { createDynamodbSentenceMemory } from './memory/dynamodb-sentence-memory.ts';
import { createDynamodbTable } from './dynamodb-table.ts';
import { createDynamodbUsageLedger } from './usage/dynamodb-usage-ledger.ts';
import { createValueStore } from './value-store.ts';

export interface DynamodbStores {
  articles: ArticleStore;
  leases: LeaseStore;
  segments: SentenceMemory;
  usage: UsageLedger;
}

export interface DynamodbStoresOptions {
  client: DynamoDBClient;
  tableName: string;
  clock: Clock;
  random: Random;
  /** How long a remembered sentence is served. Articles and results bring their own expiry. */
  segmentTtlMs?: number;
  /** How long a sentence that the gate refused is not bought again. */
  refusalTtlMs?: number;
  /** After how long a reservation nobody settled is given back; longer than any worker runs. */
  reservationTtlMs?: number;
  /** Whether no other process can open the table. */
  isSole?: boolean | undefined;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** All four stores on one table. They work without transactions, which the embedded server does not know. */
export function createDynamodbStores(options: DynamodbStoresOptions): DynamodbStores {
  const {
    clock,
    random,
    segmentTtlMs = 365 * DAY_MS,
    refusalTtlMs = HOUR_MS,
    reservationTtlMs = HOUR_MS,
    isSole,
  } = options;
  const table = createDynamodbTable(options);
  const values = createValueStore(table);
  return {
    articles: createDynamodbArticleStore({ table, values, clock, random }),
    leases: createDynamodbLeaseStore({ table }),
    segments: createDynamodbSentenceMemory({ table, values, clock, segmentTtlMs, refusalTtlMs }),
    usage: createDynamodbUsageLedger({ table, clock, random, reservationTtlMs, isSole }),
  };
}
