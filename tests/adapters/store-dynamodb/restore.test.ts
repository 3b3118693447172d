import { CreateTableCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createTableRestoration } from '../../../shared/adapters/store-dynamodb/restore/create-table-restoration.ts';
import { createTableIfMissing } from '../../../shared/adapters/store-dynamodb/table-definition.ts';
import type { RestoreOptions, RestoreProgress } from '../../../shared/ports/stores/restoration.ts';
import { buildRecord, buildResult, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { copyTable, loseItems, putItems, readItems } from '../../support/dynamodb/copy-table.ts';
import { createManualClock, type ManualClock } from '../../support/dynamodb/manual-clock.ts';
import { type Fault, startFaultyDynamodb } from '../../support/dynamodb/start-faulty-dynamodb.ts';
import { PATIENT_CLIENT, startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

const DAY_MS = 86_400_000;
const MONTH = '2026-03';

let server: TestTable;
let live: string;
let restored: string;
let clock: ManualClock;
let tables = 0;

beforeAll(async () => {
  server = await startTestTable();
});
afterAll(() => server.stop());
beforeEach(async () => {
  tables += 1;
  live = `live-${tables}`;
  restored = `restored-${tables}`;
  clock = createManualClock();
  await createTableIfMissing(server.client, live);
});

const storesOn = (tableName: string) =>
  createDynamodbStores({ client: server.client, tableName, clock, random: () => 0.5 });

/** An article with its source and a finished result. */
async function store(id: string, text = 'The lighthouse shines again.', tableName = live) {
  const { articles, leases } = storesOn(tableName);
  const key = { id, target: 'en', pipelineVersion: 'v7' };
  await putArticle(articles, buildRecord(clock.nowMs(), { id }), buildSource('Le phare brille de nouveau.'));
  const lease = await leases.acquire(key, `worker-${id}`, { nowMs: clock.nowMs() });
  if (typeof lease !== 'object' || !('owner' in lease)) throw new Error('the lease is taken');
  const record = buildRecord(clock.nowMs(), { id, status: 'completed', targets: ['en'] });
  await articles.completeResult(buildResult(key, clock.nowMs(), text), () => ({ record }), lease);
  return key;
}

const snapshot = () => copyTable(server.client, live, restored);
const lose = (isLost: (partition: string, sort: string) => boolean) => loseItems(server.client, live, isLost);

/** Pages are small, so that a handful of items has several. */
function restoration(client = server.client) {
  const names = { sourceName: restored, targetName: live };
  return createTableRestoration({ client, ...names, clock, random: () => 0.5, pageItems: 4 });
}

async function restore(options: Partial<RestoreOptions> = {}, client = server.client): Promise<RestoreProgress> {
  let last: RestoreProgress | undefined;
  const run = restoration(client).run({ includeDeleted: false, isDryRun: false, ...options });
  for await (const progress of run) last = progress;
  return last as RestoreProgress;
}

describe('restoring articles', () => {
  test('brings back what is missing, whole, and lists it again', async () => {
    const key = await store('lost');
    await snapshot();
    const { articles } = storesOn(live);
    const before = [await articles.getArticle('lost'), await articles.getSource('lost'), await articles.getResult(key)];
    await lose(() => true);
    expect((await restore()).counts.articles).toMatchObject({ restored: 1, present: 0 });
    const after = [await articles.getArticle('lost'), await articles.getSource('lost'), await articles.getResult(key)];
    expect(after).toEqual(before);
    expect((await articles.listArticles({ limit: 5 })).articles.map(({ id }) => id)).toEqual(['lost']);
  });

  test('restores every item as it was, but for what is never copied', async () => {
    await store('one');
    await store('two');
    await snapshot();
    await lose(() => true);
    await restore();
    const sorted = async (table: string) =>
      (await readItems(server.client, table)).map((item) => JSON.stringify(Object.entries(item).sort())).sort();
    expect(await sorted(live)).toEqual(await sorted(restored));
  });

  test('leaves what is there as it is, however much newer', async () => {
    const key = await store('kept', 'As it was.');
    await snapshot();
    await store('kept', 'As it is now.');
    const { counts } = await restore();
    expect(counts.articles).toMatchObject({ restored: 0, present: 1, mended: 0 });
    expect((await storesOn(live).articles.getResult(key))?.result.translation.text).toBe('As it is now.');
  });

  test('brings back texts that went missing under an article that is still there', async () => {
    const key = await store('hollow');
    await snapshot();
    await lose((_, sort) => sort.startsWith('part#'));
    expect(await storesOn(live).articles.getResult(key)).toBeUndefined();
    expect((await restore()).counts.articles).toMatchObject({ restored: 0, present: 1, mended: 1 });
    expect(await storesOn(live).articles.getResult(key)).toBeDefined();
  });

  test('lets deleted articles rest, unless asked for', async () => {
    const key = await store('deleted');
    await snapshot();
    clock.advance(1_000);
    await storesOn(live).articles.deleteArticle('deleted');
    const deletedAtMs = clock.nowMs();
    expect((await restore()).counts.articles).toMatchObject({ restored: 0, deleted: 1 });
    expect(await readItems(server.client, live)).toHaveLength(1);

    expect((await restore({ includeDeleted: true })).counts.articles).toMatchObject({ restored: 1, deleted: 0 });
    const { articles, leases } = storesOn(live);
    expect(await articles.getResult(key)).toBeDefined();
    const late = { nowMs: clock.nowMs(), askedMs: deletedAtMs - 1 };
    expect(await leases.acquire({ ...key, pipelineVersion: 'v8' }, 'late', late)).toBe('deleted');
  });

  test('keeps a deletion mark as long as its own time, also where the article ends sooner', async () => {
    await store('brief');
    await snapshot();
    clock.advance(DAY_MS);
    await storesOn(live).articles.deleteArticle('brief');
    await restore({ includeDeleted: true });
    const head = (await readItems(server.client, live)).find(({ sk }) => sk?.S === 'article');
    expect(Number(head?.ttl?.N)).toBe((clock.nowMs() + 35 * DAY_MS) / 1_000);
  });

  test('copies neither leases nor deletion marks nor trials, and tells of them', async () => {
    const { articles, leases } = storesOn(live);
    await store('again');
    await articles.deleteArticle('again');
    clock.advance(1_000);
    await store('again');
    await leases.acquire({ id: 'again', target: 'de', pipelineVersion: 'v7' }, 'gone', { nowMs: clock.nowMs() });
    await store('only-a-mark');
    await articles.deleteArticle('only-a-mark');
    await store('depeche-trial-1');
    await snapshot();
    await lose(() => true);
    const { counts } = await restore();
    expect(counts.articles.restored).toBe(1);
    expect(counts.leftOut).toEqual({
      deletionMarks: 2,
      leases: 1,
      reservations: 0,
      momentary: 0,
      trialArticles: 1,
      unknown: 0,
    });
    const heads = (await readItems(server.client, live)).filter(({ sk }) => sk?.S === 'article');
    expect(heads).toHaveLength(1);
    expect(Object.keys(heads[0] ?? {}).filter((name) => /^lease#|^deletedAtMs$/.test(name))).toEqual([]);
    const free = { nowMs: clock.nowMs() };
    expect(await leases.acquire({ id: 'again', target: 'de', pipelineVersion: 'v7' }, 'new', free)).toHaveProperty(
      'owner',
    );
  });

  test('leaves what has expired', async () => {
    await store('old');
    await snapshot();
    await lose(() => true);
    clock.advance(31 * DAY_MS);
    expect((await restore()).counts.articles).toMatchObject({ restored: 0, expired: 1 });
    expect(await readItems(server.client, live)).toEqual([]);
  });

  test('names articles whose texts are not whole and those that were under way', async () => {
    await store('torn');
    const { articles } = storesOn(live);
    await putArticle(articles, buildRecord(clock.nowMs(), { id: 'open' }), buildSource('Le phare brille.'));
    await snapshot();
    await loseItems(server.client, restored, (pk, sk) => pk.includes('torn') && sk.startsWith('part#'));
    await lose(() => true);
    const { counts, incompleteIds, underWayIds } = await restore();
    expect(counts.articles).toMatchObject({ restored: 2, incomplete: 1, underWay: 1 });
    expect([incompleteIds, underWayIds]).toEqual([['torn'], ['open']]);
    expect(await articles.getArticle('torn')).toBeDefined();
  });

  test.each([
    ['gone', () => true],
    ['deleted', () => false],
  ])('brings back an article of more results than one update can name that is %s', async (_, isLost) => {
    await store('many');
    const [head] = (await readItems(server.client, live)).filter(({ sk }) => sk?.S === 'article');
    const result = Object.entries(head ?? {}).find(([name]) => name.startsWith('result#'))?.[1];
    const more = Array.from({ length: 290 }, (_, index) => [`result#"en"#"w${index}"`, result]);
    await putItems(server.client, live, [{ ...head, ...Object.fromEntries(more) }]);
    await snapshot();
    clock.advance(1_000);
    if (isLost()) await lose(() => true);
    else await storesOn(live).articles.deleteArticle('many');
    expect((await restore({ includeDeleted: true })).counts.articles.restored).toBe(1);
    const [back] = (await readItems(server.client, live)).filter(({ sk }) => sk?.S === 'article');
    expect(Object.keys(back ?? {}).filter((name) => name.startsWith('result#'))).toHaveLength(291);
  });

  test('keeps members and kinds of items that it does not know', async () => {
    await store('later');
    const pk = { S: 'article#"later"' };
    const change = 'SET note = :note, edits = :edits';
    await server.client.send(
      new UpdateItemCommand({
        TableName: live,
        Key: { pk, sk: { S: 'article' } },
        UpdateExpression: change,
        ExpressionAttributeValues: { ':note': { S: 'x' }, ':edits': { M: { by: { S: 'y' } } } },
      }),
    );
    await putItems(server.client, live, [{ pk: { S: 'feed#"a"' }, sk: { S: 'feed' } }]);
    await snapshot();
    await lose(() => true);
    expect((await restore()).counts).toMatchObject({ articles: { restored: 1 }, leftOut: { unknown: 1 } });
    const head = (await readItems(server.client, live)).find(({ sk }) => sk?.S === 'article');
    expect(head).toMatchObject({ note: { S: 'x' }, edits: { M: { by: { S: 'y' } } } });
  });
});

describe('restoring the memory', () => {
  test('brings back sentences that nobody remembers, and leaves those that somebody does', async () => {
    const { segments } = storesOn(live);
    await segments.remember([
      { key: 'lost', translation: 'lost' },
      { key: 'kept', translation: 'before' },
    ]);
    await snapshot();
    await lose((pk) => pk.includes('lost'));
    clock.advance(1_000);
    await segments.remember([{ key: 'kept', translation: 'after' }]);
    expect((await restore()).counts.sentences).toEqual({ restored: 1, present: 1, expired: 0 });
    const states = await segments.recall(['lost', 'kept']);
    expect([...states.values()].map((state) => 'translation' in state && state.translation).sort()).toEqual([
      'after',
      'lost',
    ]);
  });

  test('copies no claim and no refusal, and a translation ends those that it meets', async () => {
    const { segments } = storesOn(live);
    await segments.remember([{ key: 'a', translation: 'A' }]);
    await segments.claim([{ key: 'b', seen: undefined }], 'owner');
    await segments.refuse([{ key: 'c', translation: 'C', issues: ['empty'] }]);
    await segments.beat('owner');
    await snapshot();
    await lose(() => true);
    await segments.claim([{ key: 'a', seen: undefined }], 'buyer');
    const { counts } = await restore();
    expect(counts).toMatchObject({ sentences: { restored: 1 }, leftOut: { momentary: 3 } });
    expect((await segments.recall(['a', 'b', 'c'])).get('a')).toMatchObject({ kind: 'remembered', translation: 'A' });
    expect(await readItems(server.client, live)).toHaveLength(1);
  });

  test('leaves sentences that have expired', async () => {
    await storesOn(live).segments.remember([{ key: 'a', translation: 'A' }]);
    await snapshot();
    await lose(() => true);
    clock.advance(366 * DAY_MS);
    expect((await restore()).counts.sentences).toEqual({ restored: 0, present: 0, expired: 1 });
  });
});

describe('restoring usage', () => {
  const spend = async (characters: number) => {
    const account = storesOn(live).usage.open(MONTH, [{ scope: 'total', maxCharacters: undefined }]);
    await account.change({ spent: { billedCharacters: characters, articles: 1 }, close: true });
  };

  test('a month that is counted goes on from where it is', async () => {
    await spend(1_000);
    await snapshot();
    await spend(500);
    expect((await restore()).counts.months).toEqual({ restored: 0, present: 1, expired: 0 });
    expect((await storesOn(live).usage.read(MONTH, 'total')).billedCharacters).toBe(1_500);
  });

  test('a month that is lost comes back without its reservations: what was sent counts as uncertain', async () => {
    await spend(1_000);
    const open = storesOn(live).usage.open(MONTH, [{ scope: 'total', maxCharacters: 10_000 }]);
    await open.change({ reserve: { characters: 300, microUsd: 0 } });
    await open.change({ send: { characters: 100, microUsd: 0 } });
    await snapshot();
    await lose(() => true);
    const { counts } = await restore();
    expect(counts).toMatchObject({ months: { restored: 1 }, leftOut: { reservations: 1 } });
    expect(await storesOn(live).usage.read(MONTH, 'total')).toMatchObject({
      billedCharacters: 1_000,
      uncertainCharacters: 100,
      reservedCharacters: 0,
    });
    const [item] = await readItems(server.client, live);
    expect(Object.keys(item ?? {}).filter((name) => name.startsWith('@'))).toEqual([]);
  });

  test('a month of a hundred keys comes back', async () => {
    for (let first = 0; first < 100; first += 10) {
      const keys = Array.from({ length: 10 }, (_, at) => `key:${first + at}`);
      const scopes = ['total', ...keys].map((scope) => ({ scope, maxCharacters: undefined }));
      await storesOn(live)
        .usage.open(MONTH, scopes)
        .change({ spent: { billedCharacters: 7, articles: 1 }, close: true });
    }
    await snapshot();
    await lose(() => true);
    expect((await restore()).counts.months.restored).toBe(1);
    expect((await storesOn(live).usage.read(MONTH, 'key:99')).billedCharacters).toBe(7);
    expect((await storesOn(live).usage.read(MONTH, 'total')).billedCharacters).toBe(70);
  });

  test('a month beyond its keeping stays away', async () => {
    await spend(1);
    await snapshot();
    await lose(() => true);
    clock.advance(500 * DAY_MS);
    expect((await restore()).counts.months).toEqual({ restored: 0, present: 0, expired: 1 });
  });
});

describe('a run', () => {
  test('that is dry counts the same and writes nothing', async () => {
    await store('lost');
    await storesOn(live).segments.remember([{ key: 'a', translation: 'A' }]);
    await snapshot();
    await lose(() => true);
    const dry = await restore({ isDryRun: true });
    expect(await readItems(server.client, live)).toEqual([]);
    expect((await restore()).counts).toEqual(dry.counts);
  });

  test('may be repeated: everything is present then', async () => {
    await store('lost');
    await snapshot();
    await lose(() => true);
    await restore();
    const items = await readItems(server.client, live);
    expect((await restore()).counts.articles).toMatchObject({ restored: 0, present: 1, mended: 0 });
    expect(await readItems(server.client, live)).toEqual(items);
  });

  test('goes on where an earlier one ended', async () => {
    const keys = Array.from({ length: 10 }, (_, index) => ({ key: `s${index}`, translation: 'x' }));
    await storesOn(live).segments.remember(keys);
    await snapshot();
    await lose(() => true);
    let half: RestoreProgress | undefined;
    for await (const progress of restoration().run({ includeDeleted: false, isDryRun: false })) {
      half = progress;
      break;
    }
    expect(half).toMatchObject({ read: 4, position: expect.anything(), counts: { sentences: { restored: 4 } } });
    const whole = await restore({ after: JSON.parse(JSON.stringify(half)) });
    expect(whole).toMatchObject({ read: 10, counts: { sentences: { restored: 10, present: 0 } } });
    expect(whole.position).toBeUndefined();
    expect(await readItems(server.client, live)).toHaveLength(10);
  });

  test('never replaces what somebody writes while it reads', async () => {
    const key = await store('raced', 'As it was.');
    await snapshot();
    await lose(() => true);
    let isRaced = false;
    const faulty = await startFaultyDynamodb(server.endpoint, (operation): Fault => {
      if (operation !== 'UpdateItem' || isRaced) return 'none';
      isRaced = true;
      return { delayMs: 400 };
    });
    const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: faulty.endpoint });
    const running = restore({}, client);
    await expect.poll(() => isRaced).toBe(true);
    await store('raced', 'As it is now.');
    const { counts } = await running;
    client.destroy();
    await faulty.stop();
    expect(counts.articles.restored + counts.articles.present).toBe(1);
    expect((await storesOn(live).articles.getResult(key))?.result.translation.text).toBe('As it is now.');
  });

  test('waits for a table that is throttled, and counts a write whose answer was lost', async () => {
    await store('lost');
    await snapshot();
    await lose(() => true);
    let calls = 0;
    const faulty = await startFaultyDynamodb(server.endpoint, (operation): Fault => {
      if (!/^(Put|Update)Item$/.test(operation)) return 'none';
      calls += 1;
      if (calls < 12) return { error: 'ProvisionedThroughputExceededException' };
      return calls % 2 === 0 ? 'lose-answer' : 'none';
    });
    const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: faulty.endpoint });
    const { counts } = await restore({}, client);
    client.destroy();
    await faulty.stop();
    expect(counts.articles).toMatchObject({ restored: 1, present: 0 });
    expect(await storesOn(live).articles.getArticle('lost')).toBeDefined();
  });

  test('gives up on a table that stays throttled, at once on what no patience mends', async () => {
    await store('lost');
    await snapshot();
    await lose(() => true);
    let error = 'ThrottlingException';
    const faulty = await startFaultyDynamodb(
      server.endpoint,
      (operation): Fault => (/^(Put|Update)Item$/.test(operation) ? { error } : 'none'),
    );
    const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: faulty.endpoint, maxAttempts: 1 });
    const startedMs = clock.nowMs();
    await expect(restore({}, client)).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
    const waitedMs = clock.nowMs() - startedMs;
    expect(waitedMs).toBeGreaterThan(30_000);
    expect(waitedMs).toBeLessThan(10 * 60_000);
    error = 'AccessDeniedException';
    faulty.operations.length = 0;
    await expect(restore({}, client)).rejects.toMatchObject({ message: expect.stringContaining('UpdateItem') });
    expect(clock.nowMs() - startedMs).toBe(waitedMs);
    client.destroy();
    await faulty.stop();
  });
});

describe('looking at both tables', () => {
  const inspect = (sourceName: string, targetName = live) =>
    createTableRestoration({ client: server.client, sourceName, targetName, clock, random: () => 0.5 }).inspect();

  test('names these two and no others of their names', async () => {
    await store('a');
    await snapshot();
    const { name, items } = await inspect(restored);
    expect(name).toContain(restored);
    expect(name).toContain(live);
    expect(items).toBeGreaterThanOrEqual(0);
    expect((await inspect(live, restored)).name).not.toBe(name);
  });

  test('refuses what cannot be copied', async () => {
    await expect(inspect(live)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(inspect('no-such-table')).rejects.toMatchObject({ code: 'not-found' });
    await server.client.send(
      new CreateTableCommand({
        TableName: `other-${tables}`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    const other = inspect(`other-${tables}`);
    await expect(other).rejects.toMatchObject({ message: expect.stringMatching(/no table of this service|not ready/) });
  });
});
