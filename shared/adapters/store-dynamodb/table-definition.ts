import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { NEWEST_INDEX, TABLE_KEYS } from '../../config/constants.ts';
import { rethrow } from './map-error.ts';

const MAX_WAIT_SECONDS = 30;
/** Of the pauses, which grow: the embedded table is ready after milliseconds, and a service that starts waits for it. */
const FIRST_DELAY_SECONDS = 0.02;

/** The single table, as local use creates it; deployed, the infrastructure declares the same and the TTL attribute. */
export function defineTable(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: TABLE_KEYS.partition, AttributeType: 'S' },
      { AttributeName: TABLE_KEYS.sort, AttributeType: 'S' },
      { AttributeName: NEWEST_INDEX.partition, AttributeType: 'S' },
      { AttributeName: NEWEST_INDEX.sort, AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: TABLE_KEYS.partition, KeyType: 'HASH' },
      { AttributeName: TABLE_KEYS.sort, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: NEWEST_INDEX.name,
        KeySchema: [
          { AttributeName: NEWEST_INDEX.partition, KeyType: 'HASH' },
          { AttributeName: NEWEST_INDEX.sort, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...NEWEST_INDEX.projected] },
      },
    ],
  };
}

/** Creates the table unless it is there, and returns once it can be used. Throws `storage-unavailable`. */
export async function createTableIfMissing(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(new CreateTableCommand(defineTable(tableName))).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) rethrow(error);
  });
  await waitUntilTableExists(
    { client, maxWaitTime: MAX_WAIT_SECONDS, minDelay: FIRST_DELAY_SECONDS, maxDelay: 2 },
    { TableName: tableName },
  ).catch(rethrow);
}
