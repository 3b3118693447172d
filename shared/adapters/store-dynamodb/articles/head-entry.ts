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

/** One attribute of a head as it is, and the value under it while that is served. */
export interface ReadEntry {
  entry?: AttributeValue | undefined;
  value?: unknown;
}

/**
 * Attributes of a head as they were at one moment, in the order asked for. When parts of a value are gone because a newer
 * write has replaced them, the head is read again; when it still names them (the article was deleted meanwhile), there is
 * no value.
 */
export async function readEntries<const Attributes extends readonly string[]>(options: {
  table: DynamodbTable;
  values: ValueStore;
  partition: string;
  key: ItemKey;
  attributes: Attributes;
  nowMs: number;
}): Promise<{ [Index in keyof Attributes]: ReadEntry }> {
  const { table, values, partition, key, attributes, nowMs } = options;
  let lastMissing = '';
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt += 1) {
    const head = await table.get(key, attributes);
    const missing: string[] = [];
    const readOne = async (attribute: string): Promise<ReadEntry> => {
      const entry = head?.[attribute];
      const value = entryValue(head, attribute);
      if (value === undefined || !isEntryLive(entry, nowMs)) return { entry };
      const found = await values.read(partition, value);
      if (found) return { entry, value: found.value };
      missing.push(`${attribute} ${value.M?.version?.S}`);
      return { entry };
    };
    const read = await Promise.all(attributes.map(readOne));
    const names = missing.sort().join();
    if (names === '' || names === lastMissing) return read as { [Index in keyof Attributes]: ReadEntry };
    lastMissing = names;
  }
  throw new DepecheError('storage-unavailable', 'The value is being rewritten; try again in a moment.');
}
