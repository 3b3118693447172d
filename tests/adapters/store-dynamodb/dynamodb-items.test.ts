import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import { noise } from '../../contracts/article-store-contract.ts';
import { buildRecord, buildResult, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';
import { takeLease } from '../../support/take-lease.ts';
import { reserve } from '../../support/ledger.ts';

const DAY_MS = 86_400_000;
const KEY = { id: 'a', target: 'en', pipelineVersion: 'v1' };

let table: TestTable;

beforeEach(async () => {
  table = await startTestTable();
});
afterEach(async () => {
  await table.stop();
});

function setUp() {
  const clock = createManualClock();
  return {
    clock,
    ...createDynamodbStores({ client: table.client, tableName: table.tableName, clock, random: () => 0.5 }),
  };
}

async function scan() {
  return (await table.client.send(new ScanCommand({ TableName: table.tableName }))).Items ?? [];
}

test('every item expires some time, to the second and never early', async () => {
  const { articles, leases, segments, usage, clock } = setUp();
  clock.advance(1);
  await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Texte'));
  await leases.acquire({ ...KEY, id: 'lease-only' }, 'me', { nowMs: clock.nowMs() });
  await segments.remember([{ key: 'k', translation: 'x' }]);
  await reserve(usage, { month: '2026-03', characters: 1 });

  const ttls = new Map((await scan()).map((item) => [item.pk?.S ?? '', Number(item.ttl?.N)]));
  const inSeconds = (ms: number) => Math.ceil(ms / 1_000);
  expect(ttls.get('article#"a"')).toBe(inSeconds(clock.nowMs() + 30 * DAY_MS));
  expect(ttls.get('article#"lease-only"')).toBe(inSeconds(clock.nowMs() + DAY_MS));
  expect(ttls.get('segment#"k"')).toBe(inSeconds(clock.nowMs() + 365 * DAY_MS));
  expect(ttls.get('usage#"2026-03"')).toBe(Date.UTC(2027, 5) / 1_000);
});

/** All that a deletion leaves: no text, no time of publication, nothing that the listing shows. */
const MARK = ['deletedAtMs', 'pk', 'sk', 'ttl'];

test('what was replaced, refused or deleted leaves nothing behind but when it was deleted', async () => {
  const { articles, leases, clock } = setUp();
  const big = noise(1_000_000);
  const complete = async (text: string, isLost: boolean) => {
    const lease = await takeLease(leases, KEY, `owner-${text.length}-${isLost}`, { nowMs: clock.nowMs() });
    if (isLost) await leases.release(lease);
    return articles.completeResult(
      buildResult(KEY, clock.nowMs(), text),
      () => ({ record: buildRecord(clock.nowMs()) }),
      lease,
    );
  };
  await putArticle(articles, buildRecord(clock.nowMs(), { title: noise(100_000) }), buildSource(big));
  expect(await complete(big, false)).toBe(true);
  await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Court.'));
  expect(await complete('Short.', false)).toBe(true);
  expect(await complete(big, true)).toBe(false);
  expect(await scan()).toHaveLength(3);
  await articles.deleteArticle('a');
  expect((await scan()).map((item) => Object.keys(item).sort())).toEqual([MARK]);
});

test('deleting also removes the parts of a writer that died before its head', async () => {
  const { articles, clock } = setUp();
  const orphan = { pk: { S: 'article#"a"' }, sk: { S: 'part#gone#00001' }, bytes: { S: 'x' } };
  await table.client.send(new PutItemCommand({ TableName: table.tableName, Item: orphan }));
  await putArticle(articles, buildRecord(clock.nowMs()));
  await articles.deleteArticle('a');
  expect((await scan()).map((item) => Object.keys(item).sort())).toEqual([MARK]);
});

test('a source whose parts are gone is no source, and no error', async () => {
  const { articles, clock } = setUp();
  await putArticle(articles, buildRecord(clock.nowMs()), buildSource('Texte'));
  for (const { pk, sk } of await scan()) {
    if (pk && sk?.S?.startsWith('part#')) {
      await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key: { pk, sk } }));
    }
  }
  expect(await articles.getSource('a')).toBeUndefined();
  expect(await articles.getArticle('a')).toBeDefined();
});

test('readers of a source under constant replacement see one version whole', async () => {
  const { articles, clock } = setUp();
  // Of two parts each.
  const versions = [1, 2, 3].map((version) => `${version}${noise(500_000)}${version}`);
  await putArticle(articles, buildRecord(clock.nowMs()), buildSource(versions[0] ?? ''));
  const writes = (async () => {
    for (const text of versions) await putArticle(articles, buildRecord(clock.nowMs()), buildSource(text));
  })();
  const reads = await Promise.all(Array.from({ length: 6 }, () => articles.getSource('a')));
  await writes;
  for (const read of reads) expect(versions.includes(read?.text ?? '')).toBe(true);
});

test('a search reads a bounded number of pages, and goes on behind its cursor', async () => {
  const { articles, clock } = setUp();
  const needle = buildRecord(clock.nowMs(), { id: 'needle', title: 'Aiguille' });
  await putArticle(articles, buildRecord(clock.nowMs() + 1, { id: 'hay', title: 'Foin' }));
  const [straw] = await scan();
  const requests = Array.from({ length: 2_100 }, (_, index) => ({
    PutRequest: { Item: { ...straw, pk: { S: `hay-${index}` } } },
  }));
  for (let start = 0; start < requests.length; start += 25) {
    const RequestItems = { [table.tableName]: requests.slice(start, start + 25) };
    await table.client.send(new BatchWriteItemCommand({ RequestItems }));
  }
  await putArticle(articles, needle);
  const first = await articles.listArticles({ limit: 3, titleContains: 'aiguille' });
  expect(first).toEqual({ articles: [], cursor: expect.any(String) });
  const second = await articles.listArticles({ limit: 3, titleContains: 'aiguille', cursor: first.cursor });
  expect(second).toEqual({ articles: [needle] });
});

test('unprocessed keys are asked for again until all are answered', async () => {
  const { segments } = setUp();
  const sizes: number[] = [];
  // DynamoDB leaves work undone when a partition is busy; no local server does, so half of each read is left here.
  table.client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const output = answer.output as { Responses?: Record<string, unknown[]>; UnprocessedKeys?: unknown };
      const items = output.Responses?.[table.tableName];
      if (!items || items.length < 2) return answer;
      sizes.push(items.length);
      const undone = items.splice(Math.ceil(items.length / 2)) as Record<string, unknown>[];
      output.UnprocessedKeys = { [table.tableName]: { Keys: undone.map(({ pk, sk }) => ({ pk, sk })) } };
      return answer;
    },
    { step: 'initialize' },
  );
  const known = Array.from({ length: 60 }, (_, index) => ({ key: `k${index}`, translation: `Sentence ${index}.` }));
  await segments.remember(known);
  expect((await segments.recall(known.map(({ key }) => key))).size).toBe(60);
  expect(sizes).toEqual([60, 30, 15, 7, 3]);
});

test('creating the table again changes nothing', async () => {
  const { articles, clock } = setUp();
  await putArticle(articles, buildRecord(clock.nowMs()));
  await createTableIfMissing(table.client, table.tableName);
  expect(await articles.getArticle('a')).toBeDefined();
});
