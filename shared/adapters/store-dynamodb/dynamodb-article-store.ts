import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../config/constants.ts';
import type { ArticleRecord, ArticleSource, ArticleStore, StoredResult } from '../../ports/article-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DynamodbTable, Item } from './dynamodb-table.ts';
import { entryValue, headEntry, isEntryLive, readEntry } from './head-entry.ts';
import {
  articleKey,
  articlePartition,
  HEAD_SORT,
  itemKey,
  newestKey,
  PART_PREFIX,
  resultAttribute,
  resultAttributePrefix,
} from './keys.ts';
import { leaseIsOurs } from './lease-conditions.ts';
import { listNewestArticles } from './list-newest-articles.ts';
import { ttlAttribute, type ValueStore } from './value-store.ts';

/** A record lives in its head, where the listing finds it, unless its title is a book. */
const MAX_INLINE_RECORD_BYTES = 50_000;

/**
 * Everything about an article hangs on one item, its head: the record, pointers to the bodies of source and results,
 * and the leases. So each change, completing a result under its lease included, is one conditional write of one item,
 * atomic without the price of a transaction; and deleting the head takes record, results and leases away at once.
 *
 *   head ── record      { value, expiresAtMs }
 *       ├── source      { value → parts, expiresAtMs }
 *       ├── result#"en"#"v7"  { value → parts, expiresAtMs, createdAt, pipelineVersion }
 *       └── lease#"en"#"v8"   { owner, leaseUntilMs }
 *
 * A pointer takes some 250 bytes, so that a head holds over a thousand results: every target there is, in a dozen
 * pipeline versions. A worker that was computing while its article was deleted has lost its lease with the head: its completion is refused,
 * and nothing comes back from the dead.
 */
export function createDynamodbArticleStore(options: {
  table: DynamodbTable;
  values: ValueStore;
  clock: Clock;
}): ArticleStore {
  const { table, values, clock } = options;

  const readAttribute = (id: string, attribute: string) =>
    readEntry({ table, values, partition: articlePartition(id), key: articleKey(id), attribute, nowMs: clock.nowMs() });

  const writeRecord = async (record: ArticleRecord) => {
    const expiresAtMs = Date.parse(record.expiresAt);
    const limits = { maxInlineBytes: MAX_INLINE_RECORD_BYTES, expiresAtMs };
    return headEntry(await values.write(articlePartition(record.id), record, limits), expiresAtMs);
  };

  const writeBody = (id: string, value: unknown, expiresAtMs: number) =>
    values.write(articlePartition(id), value, { maxInlineBytes: 0, expiresAtMs });

  /**
   * Removes the parts of what a write replaced. When the SDK asked twice because an answer was lost, what it found before
   * is what it had written itself, and stays.
   */
  const discardReplaced = async (id: string, before: Item | undefined, written: Item) => {
    for (const [attribute, entry] of Object.entries(written)) {
      const replaced = entryValue(before, attribute);
      const isOurOwn = replaced?.M?.version?.S === entry.M?.value?.M?.version?.S;
      if (!isOurOwn) await values.discard(articlePartition(id), replaced);
    }
  };

  return {
    async getArticle(id) {
      return (await readAttribute(id, 'record')) as ArticleRecord | undefined;
    },

    async putArticle(record, source) {
      const expiresAtMs = Date.parse(record.expiresAt);
      const entries: Item = { record: await writeRecord(record) };
      if (source) entries.source = headEntry(await writeBody(record.id, source, expiresAtMs), expiresAtMs);
      const change = setAttributes({
        ...newestKey(record.createdAt, record.id),
        [TABLE_KEYS.ttl]: ttlAttribute(expiresAtMs),
        ...entries,
      });
      const outcome = await table.update(articleKey(record.id), change);
      if (outcome.held) await discardReplaced(record.id, outcome.before, entries);
    },

    async getSource(id) {
      return (await readAttribute(id, 'source')) as ArticleSource | undefined;
    },

    async getResult({ id, target, pipelineVersion }) {
      return (await readAttribute(id, resultAttribute(target, pipelineVersion))) as StoredResult | undefined;
    },

    async listResultVersions(id, target) {
      const head = await table.get(articleKey(id));
      return resultEntries(head, resultAttributePrefix(target))
        .filter((entry) => isEntryLive(entry, clock.nowMs()))
        .map((entry) => ({ createdAt: entry.M?.createdAt?.S ?? '', version: entry.M?.pipelineVersion?.S ?? '' }))
        .sort((a, b) => compare(b.createdAt, a.createdAt) || compare(b.version, a.version))
        .map(({ version }) => version);
    },

    async completeResult(stored, record, lease) {
      const { id, target, pipelineVersion } = lease.key;
      const attribute = resultAttribute(target, pipelineVersion);
      const body = await writeBody(id, stored, stored.expiresAtMs);
      const entries = {
        record: await writeRecord(record),
        [attribute]: headEntry(body, stored.expiresAtMs, {
          createdAt: { S: stored.result.createdAt },
          pipelineVersion: { S: pipelineVersion },
        }),
      };
      const change = setAttributes({
        ...newestKey(record.createdAt, record.id),
        [TABLE_KEYS.ttl]: ttlAttribute(Math.max(stored.expiresAtMs, Date.parse(record.expiresAt))),
        ...entries,
      });
      const condition = leaseIsOurs(lease, clock.nowMs());
      const outcome = await table.update(articleKey(id), {
        UpdateExpression: `${change.UpdateExpression} REMOVE #lease`,
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeNames: { ...change.ExpressionAttributeNames, ...condition.ExpressionAttributeNames },
        ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ...condition.ExpressionAttributeValues },
      });
      if (outcome.held) {
        await discardReplaced(id, outcome.before, entries);
        return true;
      }

      // When the answer to a write that held was lost, the SDK's next attempt finds the lease gone: it is done all the same.
      const current = entryValue(await table.get(articleKey(id), [attribute]), attribute);
      if (current?.M?.version?.S === body.M?.version?.S) return true;
      await values.discard(articlePartition(id), body);
      await values.discard(articlePartition(id), entries.record.M.value);
      return false;
    },

    async listArticles(listing) {
      const readRecord = async (item: Item) => {
        const value = entryValue(item, 'record');
        const found = value && (await values.read(item[TABLE_KEYS.partition]?.S ?? '', value));
        return found?.value as ArticleRecord | undefined;
      };
      return listNewestArticles(listing, { table, readRecord, nowMs: clock.nowMs() });
    },

    async deleteArticle(id) {
      const partition = articlePartition(id);
      const head = await table.remove(itemKey(partition, HEAD_SORT));
      for await (const page of table.query(partKeysOf(partition))) {
        await table.writeAll(page.map((Key) => ({ DeleteRequest: { Key } })));
      }
      const entries = [head?.record, head?.source, ...resultEntries(head, 'result#')];
      return entries.some((entry) => isEntryLive(entry, clock.nowMs()));
    },
  };
}

function resultEntries(head: Item | undefined, prefix: string): AttributeValue[] {
  return Object.entries(head ?? {})
    .filter(([name]) => name.startsWith(prefix))
    .map(([, entry]) => entry);
}

function setAttributes(attributes: Item) {
  const entries = Object.entries(attributes);
  return {
    UpdateExpression: `SET ${entries.map((_, index) => `#a${index} = :a${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#a${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:a${index}`, value])),
  };
}

/** All parts of the article, those included that a crashed writer left behind. */
function partKeysOf(partition: string) {
  return {
    ConsistentRead: true,
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :parts)',
    ProjectionExpression: '#pk, #sk',
    ExpressionAttributeNames: { '#pk': TABLE_KEYS.partition, '#sk': TABLE_KEYS.sort },
    ExpressionAttributeValues: { ':pk': { S: partition }, ':parts': { S: PART_PREFIX } },
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
