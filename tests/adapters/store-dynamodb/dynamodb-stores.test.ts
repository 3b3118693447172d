import { afterAll, beforeAll } from 'vitest';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { describeArticleStore } from '../../contracts/article-store-contract.ts';
import { describeLeaseStore } from '../../contracts/lease-store-contract.ts';
import { CONTRACT_SEGMENT_TTL_MS, describeSentenceMemory } from '../../contracts/sentence-memory-contract.ts';
import { CONTRACT_RESERVATION_TTL_MS, describeUsageLedger } from '../../contracts/usage-ledger-contract.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

let server: TestTable;
let tableCount = 0;

beforeAll(async () => {
  server = await startTestTable();
});

afterAll(async () => {
  await server.stop();
});

async function setUp() {
  tableCount += 1;
  const tableName = `table-${tableCount}`;
  await createTableIfMissing(server.client, tableName);
  const clock = createManualClock();
  const stores = createDynamodbStores({
    client: server.client,
    tableName,
    clock,
    random: Math.random,
    segmentTtlMs: CONTRACT_SEGMENT_TTL_MS,
    reservationTtlMs: CONTRACT_RESERVATION_TTL_MS,
  });
  return { ...stores, clock };
}

describeArticleStore('dynamodb', setUp);
describeLeaseStore('dynamodb', async () => (await setUp()).leases);
describeSentenceMemory('dynamodb', setUp);
describeUsageLedger('dynamodb', setUp);
