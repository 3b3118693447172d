import {
  createDynamodbClient,
  type DynamodbClientOptions,
} from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';

/** DynamoDB on a laptop answers to any name and password. */
const EMBEDDED_ACCESS = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** The embedded table shares its thread with all the work of the process: it may be slow, but it cannot hang alone. */
const EMBEDDED_PATIENCE = { connectionTimeoutMs: 5_000, callTimeoutMs: 5_000, maxAttempts: 4 };

/**
 * The table of a laptop: embedded with its data in `dataDirectory`, or, without one, the DynamoDB that the SDK's
 * environment names. Created when missing. Damaged, it serves for reading what is left of it. Throws `storage-unavailable`.
 */
export async function openLocalTable(options: {
  tableName: string;
  dataDirectory: string | undefined;
}): Promise<{ dynamodb: DynamodbClientOptions; isOurs: boolean; isDamaged: boolean; close(): Promise<void> }> {
  const { tableName, dataDirectory } = options;
  const [{ startEmbeddedDynamodb }, { mendIndex }] = await Promise.all([
    import('../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts'),
    import('../../../shared/adapters/embedded-dynamodb/mend-index.ts'),
  ]);
  const embedded = dataDirectory === undefined ? undefined : await startEmbeddedDynamodb({ dataDirectory });
  const dynamodb = embedded ? { endpoint: embedded.endpoint, ...EMBEDDED_ACCESS, ...EMBEDDED_PATIENCE } : {};
  const client = createDynamodbClient(dynamodb);
  try {
    await createTableIfMissing(client, tableName);
    if (embedded?.wasCutOff) await mendIndex(client, tableName);
  } catch (error) {
    await embedded?.close();
    throw error;
  } finally {
    client.destroy();
  }
  return {
    dynamodb,
    isOurs: embedded !== undefined,
    isDamaged: embedded?.isDamaged ?? false,
    close: async () => embedded?.close(),
  };
}
