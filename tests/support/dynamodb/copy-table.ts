import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';

type Item = Record<string, AttributeValue>;

export async function readItems(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  return items;
}

export async function putItems(client: DynamoDBClient, TableName: string, items: readonly Item[]): Promise<void> {
  for (const Item of items) await client.send(new PutItemCommand({ TableName, Item }));
}

/** What a restoration to a point in time makes: a table of a name of its own with all that this one holds now. */
export async function copyTable(client: DynamoDBClient, from: string, to: string): Promise<void> {
  await createTableIfMissing(client, to);
  await putItems(client, to, await readItems(client, from));
}

/** Takes items away as a disaster does: without a mark, without their parts. */
export async function loseItems(
  client: DynamoDBClient,
  TableName: string,
  isLost: (partition: string, sort: string) => boolean,
): Promise<number> {
  const items = await readItems(client, TableName);
  const lost = items.filter(({ pk, sk }) => isLost(pk?.S ?? '', sk?.S ?? ''));
  for (const { pk, sk } of lost) {
    await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } as Item }));
  }
  return lost.length;
}
