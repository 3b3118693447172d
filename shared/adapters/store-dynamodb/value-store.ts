import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../config/constants.ts';
import { DepecheError } from '../../core/errors.ts';
import { compressValue, expandValue } from './compress-value.ts';
import type { DynamodbTable } from './dynamodb-table.ts';
import { type ItemKey, itemsBeginningWith, partKey, partPrefix } from './keys.ts';

export type ValueStore = ReturnType<typeof createValueStore>;

/** Well under 400 KB, names and keys included. */
export const MAX_PART_BYTES = 350_000;

/**
 * DynamoDB refuses items over 400 KB. A value that does not fit beside its head is cut into parts, items of their own in
 * the head's partition, written before the head:
 *
 *   write v2:  part#v2#00001  part#v2#00002   →   head names v2 (one atomic write)   →   delete part#v1#…
 *   read:      head names v2                  →   all parts of v2, or none of them
 *
 * Parts never change and each write has a version of its own, so a reader sees one write whole; a writer that dies
 * before its head leaves parts that nothing names and that expire.
 */
export function createValueStore(table: DynamodbTable) {
  return {
    /** Returns the attribute that stands for the value in its head. Up to `maxInlineBytes` it is the value itself. */
    async write(
      partition: string,
      value: unknown,
      { maxInlineBytes, expiresAtMs }: { maxInlineBytes: number; expiresAtMs: number },
    ): Promise<AttributeValue> {
      const compressed = await compressValue(value);
      const bytes = 'json' in compressed ? Buffer.from(compressed.json) : compressed.br;
      if (bytes.length <= maxInlineBytes) {
        return { M: 'json' in compressed ? { json: { S: compressed.json } } : { br: { B: compressed.br } } };
      }

      const version = randomUUID();
      const count = Math.ceil(bytes.length / MAX_PART_BYTES);
      const requests = Array.from({ length: count }, (_, index) => ({
        PutRequest: {
          Item: {
            ...partKey(partition, version, index + 1),
            bytes: { B: bytes.subarray(index * MAX_PART_BYTES, (index + 1) * MAX_PART_BYTES) },
            [TABLE_KEYS.ttl]: ttlAttribute(expiresAtMs),
          },
        },
      }));
      await table.writeAll(requests);
      const encoding = 'json' in compressed ? 'json' : 'br';
      return { M: { version: { S: version }, parts: { N: String(count) }, encoding: { S: encoding } } };
    },

    /** The value behind such an attribute; `undefined` when its parts are no longer (all) there. */
    async read(partition: string, attribute: AttributeValue): Promise<{ value: unknown } | undefined> {
      const { json, br, version, parts, encoding } = attribute.M ?? {};
      if (json?.S !== undefined) return { value: await expandValue({ json: json.S }) };
      if (br?.B !== undefined) return { value: await expandValue({ br: br.B }) };

      const chunks: Uint8Array[] = [];
      for await (const page of table.query(itemsBeginningWith(partition, partPrefix(version?.S ?? '')))) {
        for (const item of page) if (item.bytes?.B) chunks.push(item.bytes.B);
      }
      if (chunks.length !== Number(parts?.N)) return undefined;
      const bytes = Buffer.concat(chunks);
      return { value: await expandValue(encoding?.S === 'json' ? { json: bytes.toString() } : { br: bytes }) };
    },

    /** Deletes the parts behind an attribute that no head holds any more; when the table is too busy, they expire. */
    async discard(partition: string, attribute: AttributeValue | undefined): Promise<void> {
      try {
        await table.writeAll(partKeysOf(partition, attribute).map((Key) => ({ DeleteRequest: { Key } })));
      } catch (error) {
        // The write that matters is done; failing it for the sake of tidiness would have it done again.
        const isUnavailable = error instanceof DepecheError && error.code === 'storage-unavailable';
        if (!isUnavailable) throw error;
      }
    },
  };
}

/** TTL in epoch seconds, never before the moment itself. */
export function ttlAttribute(expiresAtMs: number): AttributeValue.NMember {
  return { N: String(Math.ceil(expiresAtMs / 1000)) };
}

/** The parts behind an attribute; none of a value that stands in its head. */
export function partKeysOf(partition: string, attribute: AttributeValue | undefined): ItemKey[] {
  const { version, parts } = attribute?.M ?? {};
  const { S: name } = version ?? {};
  if (name === undefined) return [];
  return Array.from({ length: Number(parts?.N) }, (_, index) => partKey(partition, name, index + 1));
}
