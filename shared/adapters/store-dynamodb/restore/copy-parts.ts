import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { DynamodbTable, Item } from '../dynamodb-table.ts';
import { itemsBeginningWith, partPrefix } from '../keys.ts';
import { partKeysOf, type ValueStore } from '../value-store.ts';
import type { Tally } from './tally.ts';

/** Writes of one value at a time; there is more than one for a book only. */
const CONCURRENT_PARTS = 4;

export interface RestoreDependencies {
  source: DynamodbTable;
  target: DynamodbTable;
  /** Puts an item where the target has none; false where it has one. */
  putNew: (item: Item) => Promise<boolean>;
  /** Does a piece of work until a busy table takes it. */
  persist: <Value>(work: () => Promise<Value>) => Promise<Value>;
  isDryRun: boolean;
  /** Reads values of the table that is copied from. */
  values: ValueStore;
  tally: Tally;
  nowMs: number;
  includeDeleted: boolean;
}

/**
 * Brings the parts of a value into the target where they are not. Parts never change, so one that is there is the same.
 * Returns how many were not there, or `undefined` when the source has not all of them: then none is written.
 */
export async function copyParts(
  { source, target, putNew, persist, isDryRun }: RestoreDependencies,
  partition: string,
  value: AttributeValue | undefined,
): Promise<number | undefined> {
  const keys = partKeysOf(partition, value);
  if (keys.length === 0) return 0;
  const prefix = partPrefix(value?.M?.version?.S ?? '');
  const there = await persist(() => readPlaces(target, partition, prefix));
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

/** Sort keys that begin so, of the items that the target has, without what is in them. */
async function readPlaces(target: DynamodbTable, partition: string, prefix: string) {
  const places = new Set<string | undefined>();
  const pages = target.query({ ...itemsBeginningWith(partition, prefix), ProjectionExpression: '#sk' });
  for await (const page of pages) for (const item of page) places.add(item[TABLE_KEYS.sort]?.S);
  return places;
}
