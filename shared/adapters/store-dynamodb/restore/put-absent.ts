import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { Condition } from '../conditions.ts';
import type { Item } from '../dynamodb-table.ts';
import type { ItemKey } from '../keys.ts';
import { rethrow } from '../map-error.ts';

export function keyOf(item: Item): ItemKey {
  const { partition, sort } = TABLE_KEYS;
  return { [partition]: item[partition] as AttributeValue, [sort]: item[sort] as AttributeValue };
}

/** Holds where nothing stands under the attribute that is still served. */
export function isNotServed(attribute: string, nowMs: number): Condition {
  return {
    expression: '(attribute_not_exists(#served) OR #served.#expiresAtMs <= :now)',
    names: { '#served': attribute, '#expiresAtMs': 'expiresAtMs' },
    values: { ':now': { N: String(nowMs) } },
  };
}

/** Puts an item whole where there is none, however many attributes it has; false where there is one. Throws `storage-unavailable`. */
export async function putNewItem(client: DynamoDBClient, tableName: string, item: Item): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': TABLE_KEYS.partition },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    return rethrow(error);
  }
}
