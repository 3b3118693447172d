import { randomUUID } from 'node:crypto';
import pMap from 'p-map';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { SentenceMemory, SentenceState } from '../../../ports/stores/sentence-memory.ts';
import { entryValue, headEntry, isEntryLive } from '../articles/head-entry.ts';
import { onlyIf, setIf } from '../conditions.ts';
import type { DynamodbTable, Item, ItemChange } from '../dynamodb-table.ts';
import { claimantKey, claimantPartition, sentenceItemKey, sentencePartition } from '../keys.ts';
import { MAX_PART_BYTES, ttlAttribute, type ValueStore } from '../value-store.ts';

/** Sentences being compressed, or read back from parts, at a time. */
const CONCURRENT_VALUES = 8;
/** A claim that nobody took over, and a sign of life, are of no use to anyone this long after. */
const KEEP_CLAIM_MS = 86_400_000;

/**
 * One item per sentence, which holds what is on record of it: `segment` (its translation), `refusal` (the last one that the
 * gate refused) or `claim`. A translation and a refusal replace the whole item; a claim is one conditional write on it.
 * Equal keys have equal meaning, so whoever writes last does no harm.
 */
export function createDynamodbSentenceMemory(options: {
  table: DynamodbTable;
  values: ValueStore;
  clock: Clock;
  segmentTtlMs: number;
  refusalTtlMs: number;
}): SentenceMemory {
  const { table, values, clock, segmentTtlMs, refusalTtlMs } = options;

  /** Puts one item for each, with its value under `attribute`. */
  const put = async (
    attribute: 'segment' | 'refusal',
    entries: ReadonlyMap<string, unknown>,
    ttlMs: number,
    more: () => Item = () => ({}),
  ): Promise<void> => {
    const expiresAtMs = clock.nowMs() + ttlMs;
    const requests = await pMap(
      entries,
      async ([key, value]) => {
        const limits = { maxInlineBytes: MAX_PART_BYTES, expiresAtMs };
        const entry = headEntry(await values.write(sentencePartition(key), value, limits), expiresAtMs, more());
        return {
          PutRequest: {
            Item: { ...sentenceItemKey(key), [attribute]: entry, [TABLE_KEYS.ttl]: ttlAttribute(expiresAtMs) },
          },
        };
      },
      { concurrency: CONCURRENT_VALUES },
    );
    await table.writeAll(requests);
  };

  const readState = async (item: Item): Promise<SentenceState | undefined> => {
    const nowMs = clock.nowMs();
    const read = async (attribute: string) => {
      const value = isEntryLive(item[attribute], nowMs) ? entryValue(item, attribute) : undefined;
      return value && values.read(item[TABLE_KEYS.partition]?.S ?? '', value);
    };
    const { owner } = item.claim?.M ?? {};
    if (owner?.S !== undefined) return { kind: 'claimed', mark: owner.S };
    const segment = await read('segment');
    if (segment) {
      const mark = item.segment?.M?.expiresAtMs?.N ?? '';
      return { kind: 'remembered', translation: segment.value as string, mark };
    }
    const refusal = await read('refusal');
    if (!refusal) return undefined;
    const { translation, issues } = refusal.value as { translation: string; issues: string[] };
    return { kind: 'refused', translation, issues, mark: item.refusal?.M?.mark?.S ?? '' };
  };

  return {
    async recall(keys) {
      const partitions = new Map(keys.map((key) => [sentencePartition(key), key]));
      const items = await table.getAll([...partitions.values()].map(sentenceItemKey));
      const found = new Map<string, SentenceState>();
      await pMap(
        items,
        async (item) => {
          const key = partitions.get(item[TABLE_KEYS.partition]?.S ?? '');
          const state = await readState(item);
          if (key !== undefined && state) found.set(key, state);
        },
        { concurrency: CONCURRENT_VALUES },
      );
      return found;
    },

    async remember(segments) {
      await put('segment', new Map(segments.map(({ key, translation }) => [key, translation])), segmentTtlMs);
    },

    async refuse(refusals) {
      const entries = new Map(refusals.map(({ key, translation, issues }) => [key, { translation, issues }]));
      await put('refusal', entries, refusalTtlMs, () => ({ mark: { S: randomUUID() } }));
    },

    async claim(claims, owner) {
      const outcomes = await table.updateAll(
        claims.map(({ key, seen }) => ({
          key: sentenceItemKey(key),
          change: claimUpdate(owner, seen, clock.nowMs()),
        })),
      );
      return new Set(claims.flatMap(({ key }, at) => (outcomes[at]?.held ? [key] : [])));
    },

    async giveBack(keys, owner) {
      const change = {
        UpdateExpression: 'REMOVE #claim',
        ...onlyIf([
          {
            expression: '#claim.#owner = :owner',
            names: { '#claim': 'claim', '#owner': 'owner' },
            values: { ':owner': { S: owner } },
          },
        ]),
      };
      await table.updateAll(keys.map((key) => ({ key: sentenceItemKey(key), change })));
    },

    async beat(owner) {
      await table.update(claimantKey(owner), {
        UpdateExpression: 'SET #beat = :beat, #ttl = :ttl',
        ExpressionAttributeNames: { '#beat': 'beat', '#ttl': TABLE_KEYS.ttl },
        ExpressionAttributeValues: {
          ':beat': { S: randomUUID() },
          ':ttl': ttlAttribute(clock.nowMs() + KEEP_CLAIM_MS),
        },
      });
    },

    async heardOf(owners) {
      const partitions = new Map(owners.map((owner) => [claimantPartition(owner), owner]));
      const items = await table.getAll([...partitions.values()].map(claimantKey));
      return new Map(
        items.flatMap((item) => {
          const owner = partitions.get(item[TABLE_KEYS.partition]?.S ?? '');
          return owner === undefined || item.beat?.S === undefined ? [] : [[owner, item.beat.S] as const];
        }),
      );
    },
  };
}

/** Holds while what is remembered, claimed or refused is what was seen, or nothing, or our own claim. */
function claimUpdate(owner: string, seen: string | undefined, nowMs: number): ItemChange {
  const asSeen = [
    '(attribute_not_exists(#segment) OR #segment.#expiresAtMs <= :now OR #segment.#expiresAtMs = :seenUntil)',
    '(attribute_not_exists(#claim) OR #claim.#owner IN (:owner, :seen))',
    '(attribute_not_exists(#refusal) OR #refusal.#expiresAtMs <= :now OR #refusal.#mark = :seen)',
  ];
  const attributes = {
    claim: { M: { owner: { S: owner } } },
    [TABLE_KEYS.ttl]: ttlAttribute(nowMs + KEEP_CLAIM_MS),
  };
  return setIf(attributes, [
    {
      expression: asSeen.join(' AND '),
      names: {
        '#segment': 'segment',
        '#claim': 'claim',
        '#owner': 'owner',
        '#refusal': 'refusal',
        '#mark': 'mark',
        '#expiresAtMs': 'expiresAtMs',
      },
      values: {
        ':owner': { S: owner },
        ':seen': { S: seen ?? owner },
        // The mark of something remembered is its expiry.
        ':seenUntil': { N: /^\d+$/.test(seen ?? '') ? String(seen) : '0' },
        ':now': { N: String(nowMs) },
      },
    },
  ]);
}
