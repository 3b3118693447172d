import {
  type AttributeValue,
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { NEWEST_INDEX, TABLE_KEYS } from '../../config/constants.ts';

type Item = Record<string, AttributeValue>;

const NONE = { NULL: true } as const;

/** BatchGetItem takes 100 keys (DynamoDB, service quotas). */
const MAX_KEYS_PER_READ = 100;

/**
 * dynalite writes an item's index entry before the item. Killed in between, it keeps an entry whose item was never
 * written, and when the work is done again, at another time, the listing would show the article twice for ever. This
 * removes such entries: one read per hundred articles, for the start after a process that did not close its table.
 */
export async function mendIndex(client: DynamoDBClient, tableName: string): Promise<void> {
  const dead: Item[] = [];
  const input = { TableName: tableName, IndexName: NEWEST_INDEX.name, Limit: MAX_KEYS_PER_READ };
  for await (const { Items: entries = [] } of paginateScan({ client }, input)) {
    const places = await readPlaces(client, tableName, entries);
    dead.push(...entries.filter((entry) => places.get(nameOf(entry)) !== placeOf(entry)));
  }
  for (const entry of dead) await removeEntry(client, tableName, entry);
}

/** Where each entry's item says that it stands in the index. */
async function readPlaces(client: DynamoDBClient, tableName: string, entries: readonly Item[]) {
  const keys = new Map(entries.map((entry) => [nameOf(entry), keyOf(entry)]));
  if (keys.size === 0) return new Map<string, string | undefined>();
  const RequestItems = { [tableName]: { Keys: [...keys.values()], ConsistentRead: true } };
  const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems }));
  return new Map((Responses?.[tableName] ?? []).map((item) => [nameOf(item), placeOf(item)]));
}

/** An entry goes when its item leaves its place: so the item is put there, and back to where it was. */
async function removeEntry(client: DynamoDBClient, TableName: string, entry: Item): Promise<void> {
  const Key = keyOf(entry);
  const ExpressionAttributeNames = { '#all': NEWEST_INDEX.partition, '#newest': NEWEST_INDEX.sort };
  const place = (at: Item) => ({
    UpdateExpression: 'SET #all = :all, #newest = :newest',
    ExpressionAttributeNames,
    ExpressionAttributeValues: { ':all': at[NEWEST_INDEX.partition] ?? NONE, ':newest': at[NEWEST_INDEX.sort] ?? NONE },
  });
  const displace = { UpdateExpression: 'REMOVE #all, #newest', ExpressionAttributeNames };
  const update = (change: ReturnType<typeof place> | typeof displace) =>
    client.send(new UpdateItemCommand({ TableName, Key, ...change, ReturnValues: 'ALL_OLD' }));

  const { Attributes: before } = await update(place(entry));
  if (!before) await client.send(new DeleteItemCommand({ TableName, Key }));
  else await update(placeOf(before) === undefined ? displace : place(before));
}

const keyOf = ({ [TABLE_KEYS.partition]: partition, [TABLE_KEYS.sort]: sort }: Item): Item => ({
  ...(partition && { [TABLE_KEYS.partition]: partition }),
  ...(sort && { [TABLE_KEYS.sort]: sort }),
});

const nameOf = (item: Item): string => JSON.stringify([item[TABLE_KEYS.partition]?.S, item[TABLE_KEYS.sort]?.S]);

const placeOf = (item: Item): string | undefined => item[NEWEST_INDEX.sort]?.S;
