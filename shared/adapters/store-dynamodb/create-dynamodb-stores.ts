import { STORE_TIMES, type Stores, type StoreTimes } from '../../ports/stores/stores.ts';
import { createDynamodbArticleStore } from './articles/dynamodb-article-store.ts';
import { createDynamodbLeaseStore } from './work/dynamodb-lease-store.ts';
import { createDynamodbSentenceMemory } from './memory/dynamodb-sentence-memory.ts';
import { createDynamodbTable, type TableOptions } from './dynamodb-table.ts';
import { createDynamodbUsageLedger } from './usage/dynamodb-usage-ledger.ts';
import { createValueStore } from './value-store.ts';

/** All four stores on one table. They work without transactions, which the embedded server does not know. */
export function createDynamodbStores(
  given: TableOptions &
    Partial<StoreTimes> & {
      /** Whether no other process can open the table. */
      isSole?: boolean | undefined;
    },
): Stores {
  const table = createDynamodbTable(given);
  const values = createValueStore(table);
  const options = { ...STORE_TIMES, ...given, table, values };
  return {
    articles: createDynamodbArticleStore(options),
    leases: createDynamodbLeaseStore(options),
    segments: createDynamodbSentenceMemory(options),
    usage: createDynamodbUsageLedger(options),
  };
}
