import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { ArticleRecord, ArticleSource, ArticleStore, StoredResult } from '../../../ports/stores/article-store.ts';
import type { Item } from '../dynamodb-table.ts';
import {
  articleKey,
  articlePartition,
  itemsBeginningWith,
  PART_PREFIX,
  resultAttribute,
  resultAttributePrefix,
} from '../keys.ts';
import { type ArticleOptions, createArticleWriter } from './article-writer.ts';
import { deletionMark } from './deletion-mark.ts';
import { entryValue, headEntry, isEntryLive, readHead } from './head-entry.ts';
import { listNewestArticles } from './list-newest-articles.ts';

/**
 * Everything about an article hangs on one item, its head: the record, pointers to the bodies of source and results,
 * and the leases. So each change, completing a result under its lease included, is one conditional write of one item,
 * atomic without the price of a transaction; and a deletion puts a bare mark into the head's place, which takes record,
 * results and leases away at once.
 *
 *   head ── record      { value, expiresAtMs, revision }
 *       ├── source      { value → parts, expiresAtMs }
 *       ├── result#"en"#"v7"  { value → parts, expiresAtMs, createdAt, pipelineVersion }
 *       ├── lease#"en"#"v8"   { owner, renewal }
 *       └── deletedAtMs       of the last deletion; nothing else is left of a deleted article
 *
 * A pointer takes some 250 bytes, so that a head holds over a thousand results: every target there is, in a dozen
 * pipeline versions. A worker that was computing while its article was deleted has lost its lease with the head: its
 * completion is refused, the mark refuses it another lease, and nothing comes back from the dead.
 */
export function createDynamodbArticleStore(options: ArticleOptions): ArticleStore {
  const { table, values, clock } = options;
  const writeArticle = createArticleWriter(options);

  const placeOf = (id: string) => ({
    table,
    values,
    partition: articlePartition(id),
    key: articleKey(id),
    nowMs: clock.nowMs(),
  });

  return {
    async getArticle(id) {
      const record = await readHead(placeOf(id), ['record'], (_, read) => read('record'));
      return record as ArticleRecord | undefined;
    },

    async changeArticle(id, change) {
      await writeArticle(id, change);
    },

    async getSource(id) {
      const source = await readHead(placeOf(id), ['record', 'source'], async (_, read) => {
        return (await read('record')) === undefined ? undefined : read('source');
      });
      return source as ArticleSource | undefined;
    },

    async getResult({ id, target, pipelineVersion }) {
      const attribute = resultAttribute(target, pipelineVersion);
      const stored = await readHead(placeOf(id), [attribute], (_, read) => read(attribute));
      return stored as StoredResult | undefined;
    },

    getArticleWithResult({ id, target, pipelineVersion }, fits) {
      const wanted = pipelineVersion === undefined ? undefined : resultAttribute(target, pipelineVersion);
      const attributes = wanted === undefined ? undefined : ['record', wanted];
      return readHead(placeOf(id), attributes, async (head, read) => {
        const record = (await read('record')) as ArticleRecord | undefined;
        const candidates = wanted === undefined ? newestFirst(head, resultAttributePrefix(target)) : [wanted];
        for (const attribute of candidates) {
          const stored = (await read(attribute)) as StoredResult | undefined;
          if (stored && fits(stored, record)) return { record, stored };
        }
        return { record, stored: undefined };
      });
    },

    async completeResult(stored, change, lease) {
      const { id, target, pipelineVersion } = lease.key;
      const { expiresAtMs } = stored;
      const body = await values.write(articlePartition(id), stored, { maxInlineBytes: 0, expiresAtMs });
      const entry = headEntry(body, expiresAtMs, {
        createdAt: { S: stored.result.createdAt },
        pipelineVersion: { S: pipelineVersion },
      });
      const attribute = resultAttribute(target, pipelineVersion);
      return writeArticle(id, change, { attribute, entry, expiresAtMs, lease });
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
      const head = await table.replace(deletionMark(id, clock.nowMs()));
      // All parts of the article, those included that a crashed writer left behind.
      for await (const page of table.query({
        ...itemsBeginningWith(partition, PART_PREFIX),
        ProjectionExpression: '#pk, #sk',
      })) {
        await table.writeAll(page.map((Key) => ({ DeleteRequest: { Key } })));
      }
      const entries = [head?.record, head?.source, ...entriesOf(head, 'result#').map(([, entry]) => entry)];
      return entries.some((entry) => isEntryLive(entry, clock.nowMs()));
    },
  };
}

/** Attributes of results, the one that was stored last first. */
function newestFirst(head: Item | undefined, prefix: string): string[] {
  return entriesOf(head, prefix)
    .map(([name, entry]) => ({ name, createdAt: entry.M?.createdAt?.S ?? '' }))
    .sort((a, b) => compare(b.createdAt, a.createdAt) || compare(b.name, a.name))
    .map(({ name }) => name);
}

function entriesOf(head: Item | undefined, prefix: string): [string, AttributeValue][] {
  return Object.entries(head ?? {}).filter(([name]) => name.startsWith(prefix));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
