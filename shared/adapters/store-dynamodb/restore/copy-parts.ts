import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { TABLE_KEYS } from '../../../config/constants.ts';
import { entryValue } from '../articles/head-entry.ts';
import type { DynamodbTable, Item } from '../dynamodb-table.ts';
import { partKey, partPrefix } from '../keys.ts';

/** Writes of one value at a time; there is more than one for a book only. */
const CONCURRENT_PARTS = 4;

export interface Tables {
  source: DynamodbTable;
  target: DynamodbTable;
  /** Puts an item where the target has none; false where it has one. */
  putNew: (item: Item) => Promise<boolean>;
  /** Does a piece of work until a busy table takes it. */
  persist: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/** The parts that an entry of a head points to; none for a value that stands in the head itself. */
export function partsOf(partition: string, head: Item, attribute: string) {
  const { version, parts } = entryValue(head, attribute)?.M ?? {};
  if (version?.S === undefined) return [];
  const { S: name } = version;
  return Array.from({ length: Number(parts?.N) }, (_, index) => partKey(partition, name, index + 1));
}

/**
 * Brings the parts of a value into the target where they are not. Parts never change, so one that is there is the same.
 * Returns how many were not there, or `undefined` when the source has not all of them: then none is written.
 */
export async function copyParts(
  { source, target, putNew, persist }: Tables,
  { keys, isDryRun }: { keys: readonly Record<string, AttributeValue>[]; isDryRun: boolean },
): Promise<number | undefined> {
  if (keys.length === 0) return 0;
  const there = await persist(() => readPlaces(target, keys));
  const missing = keys.filter((key) => !there.has(key[TABLE_KEYS.sort]?.S));
  const found = await persist(() => source.getAll(missing));
  const items = new Map(found.map((item) => [item[TABLE_KEYS.sort]?.S, item]));
  if (missing.some((key) => !items.has(key[TABLE_KEYS.sort]?.S))) return undefined;
  if (!isDryRun) {
    await pMap(missing, (key) => persist(() => putNew(items.get(key[TABLE_KEYS.sort]?.S) as Item)), {
      concurrency: CONCURRENT_PARTS,
    });
  }
  return missing.length;
}

/** Sort keys of the parts of one version that the target has, without what is in them. */
async function readPlaces(target: DynamodbTable, keys: readonly Record<string, AttributeValue>[]) {
  const [first] = keys;
  const sort = first?.[TABLE_KEYS.sort]?.S ?? '';
  const prefix = partPrefix(sort.split('#')[1] ?? '');
  const places = new Set<string | undefined>();
  const pages = target.query({
    ConsistentRead: true,
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ProjectionExpression: '#sk',
    ExpressionAttributeNames: { '#pk': TABLE_KEYS.partition, '#sk': TABLE_KEYS.sort },
    ExpressionAttributeValues: { ':pk': first?.[TABLE_KEYS.partition] as AttributeValue, ':prefix': { S: prefix } },
  });
  for await (const page of pages) for (const item of page) places.add(item[TABLE_KEYS.sort]?.S);
  return places;
}
