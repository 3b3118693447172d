import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { RestorePosition } from '../../../ports/restoration.ts';
import { mapDynamodbError } from '../map-error.ts';
import type { Item } from '../dynamodb-table.ts';
import { itemKey, PART_PREFIX } from '../keys.ts';

export interface ScanPage {
  items: Item[];
  /** Items that were looked at, parts included. */
  read: number;
  position: RestorePosition | undefined;
}

/** One page of all items but the parts of values, which are read with what they belong to. Throws `storage-unavailable`. */
export async function scanPage(
  client: DynamoDBClient,
  tableName: string,
  { after, pageItems }: { after: RestorePosition | undefined; pageItems: number },
): Promise<ScanPage> {
  const { partition, sort } = TABLE_KEYS;
  try {
    const output = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        Limit: pageItems,
        FilterExpression: 'NOT begins_with(#sk, :parts)',
        ExpressionAttributeNames: { '#sk': sort },
        ExpressionAttributeValues: { ':parts': { S: PART_PREFIX } },
        ExclusiveStartKey: after && itemKey(after[partition] ?? '', after[sort] ?? ''),
      }),
    );
    const { Items = [], ScannedCount = 0, LastEvaluatedKey: last } = output;
    const position = last && { [partition]: last[partition]?.S ?? '', [sort]: last[sort]?.S ?? '' };
    return { items: Items, read: ScannedCount, position };
  } catch (error) {
    throw mapDynamodbError(error);
  }
}
