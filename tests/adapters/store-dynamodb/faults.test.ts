import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { buildRecord, buildResult, buildSource, putArticle } from '../../support/dynamodb/build-article.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { type Fault, type FaultyDynamodb, startFaultyDynamodb } from '../../support/dynamodb/start-faulty-dynamodb.ts';
import { takeLease } from '../../support/take-lease.ts';
import { PATIENT_CLIENT, startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';
import { inCharacters, reserve } from '../../support/ledger.ts';

const MONTH = '2026-03';
const KEY = { id: 'a', target: 'en', pipelineVersion: 'v1' };
const UNAVAILABLE = { code: 'storage-unavailable', retryable: true };

let table: TestTable;
let faulty: FaultyDynamodb;
let decide: (operation: string) => Fault;

beforeAll(async () => {
  table = await startTestTable();
});
afterAll(async () => {
  await table.stop();
});
beforeEach(async () => {
  decide = () => 'none';
  faulty = await startFaultyDynamodb(table.endpoint, (operation) => decide(operation));
});
afterEach(async () => {
  await faulty.stop();
});

function connect(
  options: { endpoint?: string; tableName?: string; maxAttempts?: number; callTimeoutMs?: number } = {},
) {
  const { endpoint = faulty.endpoint, tableName = table.tableName, maxAttempts = 2, ...timeouts } = options;
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint, maxAttempts, ...timeouts });
  const clock = createManualClock();
  return { ...createDynamodbStores({ client, tableName, clock, random: () => 0.5 }), clock };
}

/** Each port's every way to the table. */
function callEverything({ articles, leases, segments, usage, clock }: ReturnType<typeof connect>) {
  const lease = { key: KEY, owner: 'me', renewal: 0 };
  const record = buildRecord(clock.nowMs());
  const account = usage.open(MONTH, [{ scope: 'total', maxCharacters: 5 }]);
  return [
    articles.getArticle('a'),
    putArticle(articles, record, buildSource('x')),
    articles.getSource('a'),
    articles.getResult(KEY),
    articles.getArticleWithResult({ id: 'a', target: 'en' }, () => true),
    articles.completeResult(buildResult(KEY, clock.nowMs()), () => ({ record }), lease),
    articles.listArticles({ limit: 1 }),
    articles.deleteArticle('a'),
    leases.acquire(KEY, 'me', { nowMs: clock.nowMs() }),
    leases.renew(lease),
    leases.release(lease),
    segments.recall(['k']),
    segments.remember([{ key: 'k', translation: 'x' }]),
    account.change({ reserve: inCharacters(1) }),
    account.change({ close: true }),
    usage.read(MONTH, 'total'),
  ];
}

describe('a table that cannot be used is unavailable, for every operation', () => {
  const expectUnavailable = async (calls: Promise<unknown>[]) => {
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    }
  };

  test('missing', async () => {
    await expectUnavailable(callEverything(connect({ tableName: 'no-such-table' })));
  });

  test('throttled beyond the SDK’s patience', async () => {
    decide = () => ({ error: 'ProvisionedThroughputExceededException' });
    await expectUnavailable(callEverything(connect()));
  });

  test('refused for lack of rights', async () => {
    decide = () => ({ error: 'AccessDeniedException' });
    await expectUnavailable(callEverything(connect()));
  });

  test('failing inside', async () => {
    decide = () => ({ error: 'InternalServerError', status: 500 });
    await expectUnavailable(callEverything(connect()));
  });

  test('silent', async () => {
    decide = () => 'hang';
    await expectUnavailable(callEverything(connect({ callTimeoutMs: 50, maxAttempts: 1 })));
  });

  test('unreachable', async () => {
    await faulty.stop();
    await expectUnavailable(callEverything(connect()));
    faulty = await startFaultyDynamodb(table.endpoint, decide);
  });
});

test('a request that DynamoDB calls malformed is a defect of ours, not an outage', async () => {
  decide = () => ({ error: 'ValidationException' });
  await expect(connect().articles.getArticle('a')).rejects.toMatchObject({ code: 'internal', retryable: false });
});

test('no error message holds what was to be stored', async () => {
  decide = () => ({ error: 'AccessDeniedException' });
  const { articles, clock } = connect();
  const failure = await putArticle(articles, buildRecord(clock.nowMs(), { id: 'secret-id' })).catch(
    (error: Error) => error,
  );
  expect(String(failure)).not.toContain('secret-id');
});

test('is patient with a table that is throttled for a moment', async () => {
  const { articles, clock } = connect({ maxAttempts: 4 });
  let refusals = 1;
  decide = () => {
    refusals -= 1;
    return refusals >= 0 ? { error: 'ProvisionedThroughputExceededException' } : 'none';
  };
  await putArticle(articles, buildRecord(clock.nowMs(), { id: 'patient' }));
  expect(await articles.getArticle('patient')).toBeDefined();
  expect(faulty.operations.slice(0, 2)).toEqual(['GetItem', 'GetItem']);
});

describe('when an answer is lost and the SDK asks again', () => {
  /** Loses the first answer to `operation` and no other. */
  const loseFirst = (operation: string) => {
    let isLost = false;
    decide = (asked) => {
      if (asked !== operation || isLost) return 'none';
      isLost = true;
      return 'lose-answer';
    };
  };

  test('a lease that was acquired is acquired', async () => {
    const { leases, clock } = connect();
    loseFirst('UpdateItem');
    const key = { ...KEY, id: 'lost-acquire' };
    expect(await leases.acquire(key, 'me', { nowMs: clock.nowMs() })).toMatchObject({ key, owner: 'me' });
    expect(faulty.operations).toEqual(['UpdateItem', 'UpdateItem']);
  });

  test('a result that was completed is completed', async () => {
    const { articles, leases, clock } = connect();
    const key = { ...KEY, id: 'lost-complete' };
    const lease = await takeLease(leases, key, 'me', { nowMs: clock.nowMs() });
    loseFirst('UpdateItem');
    const record = buildRecord(clock.nowMs(), { id: key.id, status: 'completed' });
    expect(await articles.completeResult(buildResult(key, clock.nowMs()), () => ({ record }), lease)).toBe(true);
    expect(await articles.getResult(key)).toEqual(buildResult(key, clock.nowMs()));
  });

  test('a source that was stored stays, and replaces the old one', async () => {
    const { articles, clock } = connect();
    const record = buildRecord(clock.nowMs(), { id: 'lost-put' });
    await putArticle(articles, record, buildSource('Ancien.'));
    loseFirst('UpdateItem');
    await putArticle(articles, record, buildSource('Nouveau.'));
    expect((await articles.getSource('lost-put'))?.text).toBe('Nouveau.');
  });

  test('characters are reserved once', async () => {
    const { usage } = connect();
    loseFirst('UpdateItem');
    expect((await reserve(usage, { month: '2026-04', characters: 10, maxCharacters: 10 })).outcome.ok).toBe(true);
    expect((await usage.read('2026-04', 'total')).reservedCharacters).toBe(10);
  });

  test.each([
    { part: 4, close: false, month: '2026-05' },
    { part: 10, close: false, month: '2026-06' },
    { part: 10, close: true, month: '2026-07' },
  ])('$part of 10 characters are billed once, close: $close', async ({ part, close, month }) => {
    const { usage } = connect();
    const account = await reserve(usage, { month, characters: 10, maxCharacters: 10 });
    loseFirst('UpdateItem');
    const change = { send: inCharacters(part), answered: inCharacters(part), spent: { billedCharacters: part }, close };
    expect(await account.change(change)).toEqual({ ok: true });
    expect(await usage.read(month, 'total')).toMatchObject({ billedCharacters: part, reservedCharacters: 10 - part });
  });

  test('an account that only counts counts once', async () => {
    const { usage } = connect();
    loseFirst('UpdateItem');
    await usage.open('2026-08', [{ scope: 'total', maxCharacters: 9 }]).change({ spent: { articles: 1 }, close: true });
    expect((await usage.read('2026-08', 'total')).articles).toBe(1);
  });

  test.each([
    { fault: 'lose-answer', month: '2026-09' },
    { fault: 'reset', month: '2026-10' },
  ] as const)(
    'a change whose every attempt was in vain ($fault) is made once, with the next',
    async ({ fault, month }) => {
      const { usage } = connect();
      const account = await reserve(usage, { month, characters: 10, maxCharacters: 10 });
      decide = (operation) => (operation === 'UpdateItem' ? fault : 'none');
      const billed = { send: inCharacters(4), answered: inCharacters(4), spent: { billedCharacters: 4 } };
      await expect(account.change(billed)).rejects.toMatchObject(UNAVAILABLE);
      decide = () => 'none';
      await account.change({ spent: { articles: 1 }, close: true });
      expect(await usage.read(month, 'total')).toMatchObject({
        billedCharacters: 4,
        articles: 1,
        reservedCharacters: 0,
      });
    },
  );

  test('a reservation that was not heard of and is refused at the repeat leaves what was spent', async () => {
    const { usage } = connect();
    const month = '2026-11';
    const account = await reserve(usage, { month, characters: 4, maxCharacters: 10 });
    decide = (operation) => (operation === 'UpdateItem' ? 'reset' : 'none');
    const spent = { billedCharacters: 4 };
    const change = { reserve: inCharacters(6), send: inCharacters(4), answered: inCharacters(4), spent };
    await expect(account.change(change)).rejects.toMatchObject(UNAVAILABLE);
    decide = () => 'none';
    await reserve(usage, { month, characters: 6, maxCharacters: 10 });
    expect(await account.change({ close: true })).toEqual({ ok: true });
    expect(await usage.read(month, 'total')).toMatchObject({ ...spent, reservedCharacters: 6, uncertainCharacters: 0 });
  });
});

test('a condition that is refused with its item costs no further read', async () => {
  const { articles, clock } = connect();
  const record = (title: string) => buildRecord(clock.nowMs(), { id: 'contended', title });
  decide = () => 'tell-item';
  let isFirst = true;
  await articles.changeArticle('contended', async () => {
    if (isFirst) {
      isFirst = false;
      await putArticle(articles, record('Entre-temps'));
    }
    return { record: record('Enfin') };
  });
  expect((await articles.getArticle('contended'))?.title).toBe('Enfin');
  // A read and a write of each: the first of ours, the other's, ours again; and the look of this test.
  expect(faulty.operations.filter((operation) => operation === 'GetItem')).toHaveLength(4);
});

describe('a write that dies half-way', () => {
  test('between the parts of a source and its head leaves the old source', async () => {
    const { articles, clock } = connect({ maxAttempts: 1 });
    const record = buildRecord(clock.nowMs(), { id: 'torn' });
    await putArticle(articles, record, buildSource('Version entière.'));
    decide = (operation) => (operation === 'UpdateItem' ? { error: 'InternalServerError', status: 500 } : 'none');
    await expect(putArticle(articles, record, buildSource('Version déchirée.'))).rejects.toMatchObject(UNAVAILABLE);
    decide = () => 'none';
    expect((await articles.getSource('torn'))?.text).toBe('Version entière.');
  });

  test('after its head, while tidying up, counts as done', async () => {
    const { articles, leases, clock } = connect({ maxAttempts: 1 });
    const key = { ...KEY, id: 'untidy' };
    const record = buildRecord(clock.nowMs(), { id: key.id });
    let isCommitted = false;
    decide = (operation) => {
      if (operation === 'BatchWriteItem' && isCommitted) return { error: 'InternalServerError', status: 500 };
      isCommitted ||= operation === 'UpdateItem' && faulty.operations.at(-2) === 'BatchWriteItem';
      return 'none';
    };
    const complete = async (owner: string) => {
      const lease = await takeLease(leases, key, owner, { nowMs: clock.nowMs() });
      isCommitted = false;
      return articles.completeResult(buildResult(key, clock.nowMs(), owner), () => ({ record }), lease);
    };
    expect(await complete('first')).toBe(true);
    expect(await complete('second')).toBe(true);
    expect((await articles.getResult(key))?.result.translation.text).toBe('second');
  });
});
