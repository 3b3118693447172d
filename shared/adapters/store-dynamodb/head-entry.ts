import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { DepecheError } from '../../core/errors.ts';
import type { DynamodbTable, Item } from './dynamodb-table.ts';
import type { ItemKey } from './keys.ts';
import type { ValueStore } from './value-store.ts';

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

/**
 * One attribute of a head as it is, and the value under it while that is served. When its parts are gone because a newer
 * write has replaced them, the head is read again; when the head still names them (the article was deleted meanwhile),
 * there is no value.
 */
export async function readEntry(options: {
  table: DynamodbTable;
  values: ValueStore;
  partition: string;
  key: ItemKey;
  attribute: string;
  nowMs: number;
}): Promise<{ entry?: AttributeValue | undefined; value?: unknown }> {
  const { table, values, partition, key, attribute, nowMs } = options;
  let lastVersion: string | undefined;
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt += 1) {
    const head = await table.get(key, [attribute]);
    const entry = head?.[attribute];
    const value = entryValue(head, attribute);
    if (value === undefined || !isEntryLive(entry, nowMs)) return { entry };
    const found = await values.read(partition, value);
    if (found) return { entry, value: found.value };

    const version = value.M?.version?.S;
    if (version === lastVersion) return { entry };
    lastVersion = version;
  }
  throw new DepecheError('storage-unavailable', 'The value is being rewritten; try again in a moment.');
}
