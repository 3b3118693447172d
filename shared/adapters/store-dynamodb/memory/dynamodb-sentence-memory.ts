import { TABLE_KEYS } from '../../../config/constants.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { SentenceMemory } from '../../../ports/sentence-memory.ts';
import pMap from 'p-map';
import type { DynamodbTable } from '../dynamodb-table.ts';
import { entryValue, headEntry, isEntryLive } from '../articles/head-entry.ts';
import { segmentKey, segmentPartition } from '../keys.ts';
import { MAX_PART_BYTES, ttlAttribute, type ValueStore } from '../value-store.ts';

/** Sentences being compressed, or read back from parts, at a time. */
const CONCURRENT_VALUES = 8;

/** One item per remembered sentence; equal keys have equal meaning, so whoever writes last does no harm. */
export function createDynamodbSentenceMemory(options: {
  table: DynamodbTable;
  values: ValueStore;
  clock: Clock;
  segmentTtlMs: number;
}): SentenceMemory {
  const { table, values, clock, segmentTtlMs } = options;

  return {
    async recall(keys) {
      const partitions = new Map(keys.map((key) => [segmentPartition(key), key]));
      const items = await table.getAll([...partitions.values()].map(segmentKey));
      const known = new Map<string, string>();
      await pMap(
        items.filter((item) => isEntryLive(item.segment, clock.nowMs())),
        async (item) => {
          const partition = item[TABLE_KEYS.partition]?.S ?? '';
          const key = partitions.get(partition);
          const value = entryValue(item, 'segment');
          const found = value && (await values.read(partition, value));
          if (key !== undefined && found) known.set(key, found.value as string);
        },
        { concurrency: CONCURRENT_VALUES },
      );
      return known;
    },

    async remember(segments) {
      const expiresAtMs = clock.nowMs() + segmentTtlMs;
      const latest = [...new Map(segments.map(({ key, translation }) => [key, translation]))];
      const requests = await pMap(
        latest,
        async ([key, translation]) => {
          const limits = { maxInlineBytes: MAX_PART_BYTES, expiresAtMs };
          const value = await values.write(segmentPartition(key), translation, limits);
          const entry = headEntry(value, expiresAtMs);
          return {
            PutRequest: { Item: { ...segmentKey(key), segment: entry, [TABLE_KEYS.ttl]: ttlAttribute(expiresAtMs) } },
          };
        },
        { concurrency: CONCURRENT_VALUES },
      );
      await table.writeAll(requests);
    },
  };
}
