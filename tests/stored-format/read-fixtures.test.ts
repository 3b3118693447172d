import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRecord } from '../../functions/events/parse-record.ts';
import { readArticle } from '../../functions/events/read-article.ts';
import { readReason } from '../../functions/events/dead-letter.ts';
import { createAcceptedArticles } from '../../functions/local/inbox/accepted-articles.ts';
import { createLocalDeliveries, LOCAL_BUCKET } from '../../functions/local/inbox/local-deliveries.ts';
import { openLocalOutlets } from '../../functions/wiring/local.ts';
import { DeletedMeanwhileError } from '../../shared/app/work/deleted-meanwhile.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startApp } from '../functions/http/start-app.ts';
import { putItems } from '../support/dynamodb/copy-table.ts';
import { LOCAL_CLIENT, PATIENT_CLIENT, startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { listFixtures, readFixture } from '../support/stored-format/stored-fixture.ts';
import { STORED } from '../support/stored-format/write-stored.ts';

const MONTH = '2026-11';

test('there is a fixture of each format', () => {
  expect(listFixtures()[0]).toBe('format-1');
  expect(listFixtures().length).toBeGreaterThan(2);
});

/** An upgrade: this code on the table and the folder that an earlier version left, a minute after it was killed. */
describe.each(listFixtures())('what %s stored', (name) => {
  const { writtenAt, answers, items, accepted, deadLetter } = readFixture(name);
  let table: TestTable;
  let translate: AmazonTranslateStandIn;
  let folder: string;
  let world: Awaited<ReturnType<typeof startApp>>;
  /** Another day, that passes as this one does: the table and the engine behind it take their time. */
  const system = createSystemClock();
  let aheadMs = Date.parse(writtenAt) + 60_000 - system.nowMs();
  const clock = { ...system, nowMs: () => system.nowMs() + aheadMs };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'depeche-upgrade-'));
    [table, translate] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
    await putItems(table.client, table.tableName, items);
    const sdk = { ...LOCAL_CLIENT, endpoint: translate.endpoint };
    const translator = createAmazonTranslator({ usdPerMillionCharacters: 15, maxConcurrentRequests: 8, clock, sdk });
    world = await startApp({
      env: { DEPECHE_TABLE: table.tableName, DEPECHE_LEASE_SECONDS: '1' },
      overrides: { clock, translator, dynamodb: { ...PATIENT_CLIENT, endpoint: table.endpoint } },
    });
  });
  afterAll(async () => {
    await world.container.close();
    await Promise.all([table.stop(), translate.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  const get = async (path: string) => {
    const response = await world.send('GET', path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test.each([STORED.text.id, STORED.page.id, STORED.refused.id, STORED.failed.id])(
    '%s is answered as then',
    async (id) => {
      const path = `/v1/articles/${id}?target=en`;
      expect(answers[path]).toMatchObject({ id });
      expect((await get(path)).body).toMatchObject(answers[path] ?? {});
    },
  );

  test('its source is shown as it came', async () => {
    const path = `/v1/articles/${STORED.text.id}/source`;
    expect((await get(path)).body).toMatchObject(answers[path] ?? {});
  });

  test('its articles are listed', async () => {
    const idsOf = (body: Record<string, unknown>) => (body.articles as { id: string }[]).map(({ id }) => id);
    const { body } = await get('/v1/articles');
    expect(idsOf(body)).toEqual([STORED.underWay.id, ...idsOf(answers['/v1/articles'] ?? {})]);
  });

  test('its usage is counted on, and what a killed server had reserved is not lost from sight', async () => {
    const { articles, billedCharacters, month } = answers['/v1/usage'] as Record<string, number | string>;
    expect(month).toBe(MONTH);
    const now = (await get(`/v1/usage?month=${MONTH}`)).body;
    expect(now).toMatchObject({ articles, billedCharacters });
    aheadMs += 2 * 3_600_000;
    const later = (await get(`/v1/usage?month=${MONTH}`)).body as Record<string, number>;
    expect(later.billedCharacters).toBe(billedCharacters);
    expect(later.uncertainCharacters).toBeGreaterThanOrEqual(0);
    // What was sent under a budget of money is an uncertain cost as well, since nobody heard its answer.
    const isInMoney = items.some((item) => Object.keys(item).some((attribute) => attribute.startsWith('$')));
    expect(later.uncertainCostUsd).toEqual(isInMoney ? expect.any(Number) : 0);
    expect((later.uncertainCostUsd ?? 0) > 0).toBe(isInMoney);
  });

  test('its sentences are remembered: made anew, an article costs nothing', async () => {
    const before = translate.counts().calls;
    const response = await world.send('POST', '/v1/articles', { ...STORED.text, refresh: true });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ cached: false, usage: { billedCharacters: 0 } });
    expect(translate.counts().calls).toBe(before);
  });

  test('what was deleted stays so, and what was asked for before brings nothing back', async () => {
    expect((await get(`/v1/articles/${STORED.deleted.id}?target=en`)).status).toBe(404);
    const mark = items.find((item) => item.deletedAtMs)?.deletedAtMs?.N;
    const asked = { correlationId: 'late', askedMs: Number(mark ?? 0) - 1 };
    const input = { ...STORED.deleted, source: 'fr', target: 'en', refresh: false } as const;
    const late = world.container.useCases.processArticle(
      { ...input, summary: { sentences: 3, method: 'extractive' } },
      asked,
    );
    // The first format kept no mark.
    if (mark === undefined) await expect(late).resolves.toMatchObject({ id: STORED.deleted.id });
    else await expect(late).rejects.toBeInstanceOf(DeletedMeanwhileError);
  });

  test('what it had accepted and not done is taken up, from whoever died over it', async () => {
    await mkdir(join(folder, 'accepted'));
    for (const [index, file] of accepted.entries()) {
      await writeFile(join(folder, 'accepted', `${index}.json`), JSON.stringify(file));
    }
    const { container } = world;
    const { logger, useCases } = container;
    const { inbox, ...outlets } = await openLocalOutlets({
      dataDirectory: folder,
      bucket: LOCAL_BUCKET,
      clock,
      logger,
    });
    const deliveries = createLocalDeliveries({ useCases, logger, clock, ...outlets });
    await createAcceptedArticles({ inbox, deliver: deliveries.deliver, logger }).resume();
    const path = `/v1/articles/${STORED.underWay.id}?target=en`;
    await expect.poll(async () => (await get(path)).body).toMatchObject({ status: 'completed' });
    await expect.poll(() => inbox.list('')).toEqual([]);
    await deliveries.close(1_000);
  });

  test('a message that waits in the queue leads to what was accepted, for whom and since when', async () => {
    const [file] = accepted as { key: string; body: string; options: { metadata: Record<string, string> } }[];
    const { key = '', body = '', options } = file ?? {};
    // As S3 tells it by EventBridge, which cuts the time to the second.
    const message = {
      version: '0',
      id: '0d1f1b5e-2f0e-5d0c-8a8e-2a6b3f6d9c11',
      'detail-type': 'Object Created',
      source: 'aws.s3',
      account: '111122223333',
      time: '2026-11-26T09:30:00Z',
      region: 'eu-west-3',
      resources: ['arn:aws:s3:::inbox'],
      detail: {
        version: '0',
        bucket: { name: 'inbox' },
        object: { key, size: body.length, etag: 'e', sequencer: '1' },
        'request-id': 'R',
        requester: '111122223333',
        reason: 'PutObject',
      },
    };
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: String(Date.parse('2026-11-26T09:30:01Z')) };
    const command = parseRecord({ messageId: 'm', body: JSON.stringify(message), attributes }, 'inbox');
    if (command.kind === 'folder') throw new Error('There is an article in it.');
    const { metadata = {} } = options ?? {};
    const get = async () => ({ body: Buffer.from(body), contentType: 'application/json', metadata });
    const article = await readArticle({ get }, command);
    expect(article).toMatchObject({ id: STORED.underWay.id, input: STORED.underWay, apiKeyId: metadata['api-key-id'] });
    const asked = metadata['asked-at'] ?? '2026-11-26T09:30:00.999Z';
    expect(article.askedMs).toBe(Date.parse(asked));
  });

  test('the reason of a buried message is read', () => {
    expect(readReason({ attributes: deadLetter })).toEqual({
      code: 'invalid-json',
      detail: 'The message must be one JSON object.',
      receiveCount: 3,
      correlationId: 'c-1',
    });
  });
});
