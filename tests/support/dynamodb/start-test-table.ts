import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startEmbeddedDynamodb } from '../../../shared/adapters/embedded-dynamodb/start-embedded-dynamodb.ts';
import {
  createDynamodbClient,
  type DynamodbClientOptions,
} from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';

/** Region and credentials that satisfy the SDK and nobody else. */
export const LOCAL_CLIENT = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const satisfies DynamodbClientOptions;

/** Two hundred connections at once take their time on a busy machine, and so does a disk; the time-outs have tests of their own. */
const PATIENCE_MS = 60_000;

/** For a table that is expected to answer, however long the machine lets it wait. */
export const PATIENT_CLIENT = {
  ...LOCAL_CLIENT,
  connectionTimeoutMs: PATIENCE_MS,
  callTimeoutMs: PATIENCE_MS,
} as const satisfies DynamodbClientOptions;

/** Of one expression (DynamoDB, "Expression parameters"); the embedded table takes any. */
const MAX_EXPRESSION_BYTES = 4_096;

function refuseLongExpressions(input: object): void {
  for (const [name, value] of Object.entries(input))
    if (/Expression$/.test(name) && Buffer.byteLength(String(value)) > MAX_EXPRESSION_BYTES) {
      const message = `Invalid ${name}: Expression size has exceeded the maximum allowed size`;
      throw Object.assign(new Error(message), { name: 'ValidationException' });
    }
}

export interface TestTable {
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
  stop(): Promise<void>;
}

/** A fresh table in memory, behind the real client and HTTP. */
export async function startTestTable(tableName = 'depeche-test'): Promise<TestTable> {
  const server = await startEmbeddedDynamodb();
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: server.endpoint });
  client.middlewareStack.add(
    (next) => (args) => {
      refuseLongExpressions(args.input);
      return next(args);
    },
    { step: 'initialize', name: 'refuseLongExpressions' },
  );
  await createTableIfMissing(client, tableName);
  const stop = async () => {
    client.destroy();
    await server.close();
  };
  return { client, endpoint: server.endpoint, tableName, stop };
}
