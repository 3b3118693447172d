import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { DepecheError } from '../../../core/errors.ts';
import type { DynamodbTable, Item } from '../dynamodb-table.ts';
import type { ItemKey } from '../keys.ts';
import type { ValueStore } from '../value-store.ts';

/** What a head says about one value: the value or a pointer to its parts, and until when it is served. */
export function headEntry(
  value: AttributeValue,
  expiresAtMs: number,
  more: Record<string, AttributeValue> = {},
): AttributeValue.MMember {
  return { M: { value, expiresAtMs: { N: String(expiresAtMs) }, ...more } };
}

export function entryValue(head: Item | undefined, attribute: string): AttributeValue | undefined {
  return head?.[attribute]?.M?.value;
}

export function isEntryLive(entry: AttributeValue | undefined, nowMs: number): boolean {
  return Number(entry?.M?.expiresAtMs?.N ?? 0) > nowMs;
}

/** Reads while a value is being replaced: each time the head has moved on, so a handful is plenty. */
const READ_ATTEMPTS = 5;

export interface HeadPlace {
  table: DynamodbTable;
  values: ValueStore;
  partition: string;
  key: ItemKey;
  nowMs: number;
}

/**
 * Lets `pick` read what it wants of a head as it was at one moment: `read` gives the value under an attribute, while that is
 * served. When attributes are named, the head has those alone. When parts of a value are gone because a newer write has
 * replaced them, it picks again from the head as it is then; when that still names them (the article was deleted
 * meanwhile), there is no value.
 */
export async function readHead<Picked>(
  { table, values, partition, key, nowMs }: HeadPlace,
  attributes: readonly string[] | undefined,
  pick: (head: Item | undefined, read: (attribute: string) => Promise<unknown>) => Promise<Picked>,
): Promise<Picked> {
  let lastMissing = '';
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt += 1) {
    const head = await table.get(key, attributes);
    const missing: string[] = [];
    const picked = await pick(head, async (attribute) => {
      const value = entryValue(head, attribute);
      if (value === undefined || !isEntryLive(head?.[attribute], nowMs)) return undefined;
      const found = await values.read(partition, value);
      if (!found) missing.push(`${attribute} ${value.M?.version?.S}`);
      return found?.value;
    });
    const names = missing.sort().join();
    if (names === '' || names === lastMissing) return picked;
    lastMissing = names;
  }
  throw new DepecheError('storage-unavailable', 'The value is being rewritten; try again in a moment.');
}
