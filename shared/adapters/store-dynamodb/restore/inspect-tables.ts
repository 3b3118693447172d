import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import { DepecheError } from '../../../core/errors.ts';
import { rethrow } from '../map-error.ts';

/**
 * Looks whether one table can be copied to the other. `name` tells these two tables from others that had their names;
 * `items` is DynamoDB's own count, some hours old. Throws `DepecheError`.
 */
export async function inspectTables(
  client: DynamoDBClient,
  { sourceName, targetName }: { sourceName: string; targetName: string },
): Promise<{ name: string; items: number }> {
  if (sourceName === targetName) {
    throw new DepecheError(
      'invalid-request',
      'Both tables are the same one; restore to a point in time under a new name.',
    );
  }
  const [source, target] = [await describe(client, sourceName), await describe(client, targetName)];
  const name = [source, target]
    .map((table) => `${table.TableArn} ${table.CreationDateTime?.toISOString()}`)
    .join(' → ');
  return { name, items: source.ItemCount ?? 0 };
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription> {
  const table = await client.send(new DescribeTableCommand({ TableName: tableName })).then(
    ({ Table }) => Table ?? {},
    (error: unknown) => {
      if (!(error instanceof ResourceNotFoundException)) rethrow(error);
      throw new DepecheError('not-found', `There is no table ${tableName} in this account and region.`, {
        cause: error,
      });
    },
  );
  const keys = table.KeySchema?.map(({ AttributeName }) => AttributeName).join();
  if (keys !== `${TABLE_KEYS.partition},${TABLE_KEYS.sort}`) {
    throw new DepecheError('invalid-request', `${tableName} is no table of this service.`);
  }
  if (table.TableStatus !== 'ACTIVE' && table.TableStatus !== 'UPDATING') {
    throw new DepecheError(
      'invalid-request',
      `${tableName} is not ready (${table.TableStatus}); wait until it is active.`,
    );
  }
  return table;
}
