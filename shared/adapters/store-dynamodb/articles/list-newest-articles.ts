import { NEWEST_INDEX } from '../../../config/constants.ts';
import { createArticleFilter, isEverything } from '../../../ports/stores/article-filter.ts';
import type { ArticlePage, ArticleRecord, ArticleStore } from '../../../ports/stores/article-store.ts';
import type { DynamodbTable, Item } from '../dynamodb-table.ts';
import { isEntryLive } from './head-entry.ts';
import { listPartition } from '../keys.ts';
import { decodeCursor, encodeCursor } from './newest-cursor.ts';

/** A search reads at most this many index pages a call, and goes on behind its cursor in the next. */
const MAX_PAGES = 10;
const SEARCH_PAGE_ITEMS = 200;

/**
 * Newest first, from the index. All articles of a space share one index partition, which takes about 1,000 writes a second
 * (DynamoDB, partition limits): far more than a newsroom publishes.
 */
export async function listNewestArticles(
  { limit, cursor, space, ...filter }: Parameters<ArticleStore['listArticles']>[0],
  deps: { table: DynamodbTable; readRecord: (item: Item) => Promise<ArticleRecord | undefined>; nowMs: number },
): Promise<ArticlePage> {
  const passes = createArticleFilter(filter);
  const articles: ArticleRecord[] = [];
  let lastListed = '';
  let lastSeen = '';
  let pages = 0;
  const query = newestQuery(space, cursor, isEverything(filter) ? limit + 1 : SEARCH_PAGE_ITEMS);

  for await (const items of deps.table.query(query)) {
    for (const item of items) {
      const record = isEntryLive(item.record, deps.nowMs) ? await deps.readRecord(item) : undefined;
      const isWanted = record !== undefined && passes(record);
      if (isWanted && articles.length === limit) return { articles, cursor: encodeCursor(lastListed) };

      lastSeen = item[NEWEST_INDEX.sort]?.S ?? lastSeen;
      if (!isWanted) continue;
      articles.push(record);
      lastListed = lastSeen;
    }
    pages += 1;
    if (pages === MAX_PAGES) return { articles, cursor: encodeCursor(lastSeen) };
  }
  return { articles };
}

function newestQuery(space: string | undefined, cursor: string | undefined, pageItems: number) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  return {
    IndexName: NEWEST_INDEX.name,
    ScanIndexForward: false,
    Limit: pageItems,
    KeyConditionExpression: after === undefined ? '#all = :all' : '#all = :all AND #newest < :after',
    ExpressionAttributeNames: {
      '#all': NEWEST_INDEX.partition,
      ...(after !== undefined && { '#newest': NEWEST_INDEX.sort }),
    },
    ExpressionAttributeValues: {
      ':all': { S: listPartition(space) },
      ...(after !== undefined && { ':after': { S: after } }),
    },
  };
}
