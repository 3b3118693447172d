import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { createManualClock } from './manual-clock.ts';
import { PATIENT_CLIENT } from './start-test-table.ts';

/** Opens the embedded database of a folder, lets something be done, and closes it. */
export async function withStoresAt<Value>(
  dataDirectory: string,
  work: (stores: ReturnType<typeof createDynamodbStores>, isDamaged: boolean) => Promise<Value>,
): Promise<Value> {
  const server = await startEmbeddedDynamodb({ dataDirectory });
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: server.endpoint });
  try {
    await createTableIfMissing(client, 'depeche');
    const clock = createManualClock();
    const stores = createDynamodbStores({ client, tableName: 'depeche', clock, random: () => 0 });
    return await work(stores, server.isDamaged);
  } finally {
    client.destroy();
    await server.close();
  }
}
