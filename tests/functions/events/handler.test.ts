import { describe, expect, test } from 'vitest';
import { settleMarginMs } from '../../../functions/events/handler.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { TEXT, TITLE } from '../../app/support/setup.ts';
import { articlePublished, bytes, MAX_RECEIVE_COUNT, objectCreated, record, setUpEvents } from './setup.ts';

const DETAIL = { id: 'ecole', title: TITLE, text: TEXT, publishedAt: '2026-11-20T08:00:00Z' };
const UNAVAILABLE = new DepecheError('translator-unavailable', 'The engine does not answer; try again.');

/** An engine that is down until told otherwise. */
function setUpBroken(error: Error = UNAVAILABLE) {
  const engine = { isDown: true };
  const beforeCall = () => {
    if (engine.isDown) throw error;
  };
  return { ...setUpEvents({ engine: { beforeCall } }), engine };
}

describe('the event handler', () => {
  test('processes an article of the bus, stores it and announces it', async () => {
    const world = setUpEvents();
    expect(await world.send([record(articlePublished(DETAIL, 'event-7'))])).toEqual({ batchItemFailures: [] });
    const stored = await world.useCases.getArticle({ id: 'ecole', target: 'en' });
    expect(stored).toMatchObject({ status: 'completed', source: { title: TITLE } });
    expect(world.publisher.events).toEqual([
      {
        type: 'ArticleProcessed',
        id: 'ecole',
        target: 'en',
        pipelineVersion: world.useCases.describeService().pipelineVersion,
        resultUrl: 'https://news.example/prod/v1/articles/ecole?target=en',
        summary: { source: expect.any(Array), translation: expect.any(Array) },
        usage: expect.objectContaining({ billedCharacters: expect.any(Number) }),
        correlationId: 'event-7',
      },
    ]);
  });

  test('keeps ids of trial articles for the deployment: others that have one are refused, and told so', async () => {
    const world = setUpEvents();
    const trial = { ...DETAIL, id: 'depeche-trial-1' };
    await world.send([record(articlePublished(trial))]);
    expect(world.outcomes).toMatchObject([{ status: 'refused', problem: { code: 'invalid-request' } }]);
    expect(world.publisher.events).toMatchObject([{ type: 'ArticleFailed', id: 'depeche-trial-1' }]);
  });

  test('tells nobody of a trial, and buries none that can’t be worked on', async () => {
    const world = setUpEvents({ settings: { monthlyCharacterBudget: 0 } });
    const trial = { ...record(articlePublished({ ...DETAIL, id: 'depeche-trial-1' })), messageId: 'depeche-trial-1' };
    expect((await world.send([trial])).batchItemFailures).toHaveLength(1);
    expect(world.outcomes).toMatchObject([{ status: 'returned', problem: { code: 'budget-exhausted' } }]);
    expect([world.publisher.events, world.buried]).toEqual([[], []]);
  });

  test.each([
    ['inbox/2026/école.txt', TEXT, '2026:école'],
    ['inbox/ecole.html', `<html><body><p>${TEXT}</p></body></html>`, 'ecole'],
    ['inbox/some.json', JSON.stringify({ id: 'own-id', text: TEXT }), 'own-id'],
    ['inbox/named.json', JSON.stringify({ text: TEXT }), 'named'],
  ])('processes the object %s', async (key, body, id) => {
    const world = setUpEvents();
    world.inbox.store(key, { body: bytes(body) });
    await world.send([record(objectCreated(key))]);
    expect(world.outcomes).toEqual([{ status: 'processed', id }]);
    expect(await world.useCases.getArticle({ id, target: 'en' })).toMatchObject({ status: 'completed' });
  });

  test('a key that is no id leaves naming to the content, as the API does', async () => {
    const world = setUpEvents();
    world.inbox.store('inbox/mon article (1).txt', { body: bytes(TEXT) });
    await world.send([record(objectCreated('inbox/mon article (1).txt')), record(articlePublished({ text: TEXT }))]);
    expect(world.publisher.events[0]?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(world.publisher.events[1]?.id).toBe(world.publisher.events[0]?.id);
  });

  test('reads the object that an event of the bus points to', async () => {
    const world = setUpEvents();
    world.inbox.store('inbox/a.txt', { body: bytes(TEXT) });
    await world.send([record(articlePublished({ bucket: 'inbox', key: 'inbox/a.txt' }))]);
    expect(world.outcomes).toEqual([{ status: 'processed', id: 'a' }]);
  });

  test('a message delivered twice is paid once and told twice as the same', async () => {
    const world = setUpEvents();
    const message = record(articlePublished(DETAIL));
    await world.send([message, message]);
    await world.send([message]);
    expect([...world.translator.stats.billedSentences.values()].every((times) => times === 1)).toBe(true);
    const told = world.publisher.events.map((event) => [event.type, event.id, event.pipelineVersion].join());
    expect(new Set(told).size).toBe(1);
  });

  test('a version that comes late replaces nothing and is not announced', async () => {
    const world = setUpEvents();
    const newer = { ...DETAIL, text: `${TEXT} Le vote a eu lieu à bulletin secret.`, publishedAt: '2026-11-21' };
    await world.send([record(articlePublished(newer))]);
    await world.send([record(articlePublished(DETAIL))]);
    expect(world.outcomes.map(({ status }) => status)).toEqual(['processed', 'processed']);
    expect(world.publisher.events).toHaveLength(1);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({
      source: { publishedAt: '2026-11-21' },
    });
  });

  test.each([
    ['inbox/PHARE.TXT', 'PHARE'],
    ['inbox/2026/mars/phare.Html', '2026:mars:phare'],
  ])('reads %s, whatever the case of its extension and the folder it lies in', async (key, id) => {
    const world = setUpEvents();
    world.inbox.store(key, { body: bytes(TEXT) });
    await world.send([record(objectCreated(key))]);
    expect(world.outcomes).toEqual([{ status: 'processed', id }]);
  });

  test.each(['inbox/', 'inbox/2026/', 'inbox/a.txt/'])('ignores %s, which shows a folder', async (key) => {
    const world = setUpEvents();
    world.inbox.store(key, { body: bytes('') });
    expect(await world.send([record(objectCreated(key, { size: 0 }))])).toEqual({ batchItemFailures: [] });
    expect(world.outcomes).toEqual([{ status: 'ignored' }]);
    expect([...world.publisher.events, ...world.buried]).toEqual([]);
    expect((await world.useCases.listArticles({ limit: 5 })).articles).toEqual([]);
  });

  test('reports the messages that failed, and only those', async () => {
    const world = setUpEvents();
    world.faults.inbox = new DepecheError('storage-unavailable', 'Down.');
    const records = [record(articlePublished(DETAIL)), record(objectCreated('inbox/a.txt')), record('poison')];
    expect(await world.send(records)).toEqual({ batchItemFailures: [{ itemIdentifier: records[1]?.messageId }] });
    expect(world.outcomes.map(({ status }) => status).sort()).toEqual(['buried', 'processed', 'returned']);
  });
});

describe('a failure for good', () => {
  const cases: [string, string, string, string][] = [
    ['an empty article', 'inbox/a.txt', '   \n', 'empty-article'],
    ['an object of no bytes', 'inbox/a.txt', '', 'empty-article'],
    ['a JSON that breaks the schema', 'inbox/a.json', '{"text":"x","html":"y"}', 'invalid-request'],
    ['what is no JSON', 'inbox/a.json', '{"text":', 'invalid-json'],
    ['a binary object', 'inbox/a.txt', '%PDF-1.7 \u0000\u0001', 'unsupported-media-type'],
    ['another type of object', 'inbox/a.pdf', '%PDF-1.7', 'unsupported-media-type'],
  ];
  test.each(cases)('%s is recorded, announced and acknowledged', async (_, key, body, code) => {
    const world = setUpEvents();
    world.inbox.store(key, { body: bytes(body), metadata: {} });
    expect(await world.send([record(objectCreated(key))])).toEqual({ batchItemFailures: [] });
    expect(await world.useCases.getArticle({ id: 'a', target: 'en' })).toMatchObject({
      status: 'failed',
      problem: { code },
    });
    expect(world.publisher.events).toMatchObject([{ type: 'ArticleFailed', id: 'a', code }]);
    expect(world.buried).toEqual([]);
  });

  test('what the event says is too large is not asked for', async () => {
    const world = setUpEvents();
    world.faults.inbox = new Error('nobody may ask');
    await world.send([record(objectCreated('inbox/a.txt', { size: 10_000_001 }))]);
    expect(world.outcomes).toMatchObject([{ status: 'refused', id: 'a', problem: { code: 'payload-too-large' } }]);
  });

  test('an object of a type that is no text is refused by its headers', async () => {
    const world = setUpEvents();
    world.inbox.store('inbox/a.txt', { body: bytes(TEXT), contentType: 'image/jpeg' });
    await world.send([record(objectCreated('inbox/a.txt'))]);
    expect(world.outcomes).toMatchObject([{ status: 'refused', problem: { code: 'unsupported-media-type' } }]);
  });

  test('an object that is gone again ends the waiting of whoever sent it', async () => {
    const world = setUpEvents();
    await world.useCases.acceptArticle?.(
      {
        id: 'ecole',
        text: TEXT,
        source: 'fr',
        target: 'en',
        summary: { sentences: 2, method: 'extractive' },
        refresh: false,
      },
      { correlationId: 'request-1' },
    );
    const key = world.inbox.keys()[0] ?? '';
    world.inbox.delete(key);
    await world.send([record(objectCreated(key))]);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({
      status: 'failed',
      problem: { code: 'not-found' },
    });
  });

  test('goes back to the queue while it can be neither recorded nor announced', async () => {
    const world = setUpEvents();
    world.faults.publisher = new DepecheError('storage-unavailable', 'Down.');
    const message = record(articlePublished({ id: 'a', text: ' ' }));
    expect((await world.send([message])).batchItemFailures).toHaveLength(1);
    world.faults.publisher = undefined;
    expect(await world.send([message])).toEqual({ batchItemFailures: [] });
    expect(world.publisher.events).toMatchObject([{ type: 'ArticleFailed', id: 'a' }]);
  });
});

describe('a failure that may pass', () => {
  test('goes back to the queue and succeeds later', async () => {
    const world = setUpBroken();
    const message = record(articlePublished(DETAIL));
    expect((await world.send([message])).batchItemFailures).toHaveLength(1);
    expect(world.publisher.events).toEqual([]);
    world.engine.isDown = false;
    await world.send([record(articlePublished(DETAIL), 2)]);
    expect(world.outcomes.map(({ status }) => status)).toEqual(['returned', 'processed']);
  });

  test('is recorded on the article, announced and buried with its reason the last time', async () => {
    const world = setUpBroken();
    expect(await world.send([record(articlePublished(DETAIL, 'event-9'), MAX_RECEIVE_COUNT)])).toEqual({
      batchItemFailures: [],
    });
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({
      status: 'failed',
      problem: { code: 'translator-unavailable' },
    });
    expect(world.publisher.events).toMatchObject([{ type: 'ArticleFailed', correlationId: 'event-9' }]);
    expect(world.outcomes).toMatchObject([{ status: 'buried', isTold: true }]);
    expect(world.buried).toMatchObject([
      { reason: { code: 'translator-unavailable', receiveCount: MAX_RECEIVE_COUNT, correlationId: 'event-9' } },
    ]);
    world.engine.isDown = false;
    await world.send([record(world.buried[0]?.body)]);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
  });

  test('a fault of the settings is the operator’s: nothing is given up before its last delivery', async () => {
    const refused = new DepecheError('translator-unavailable', 'Check the permission.', {
      retryable: false,
      misconfigured: true,
    });
    const world = setUpEvents({ engine: { beforeCall: () => Promise.reject(refused) } });
    const message = (receiveCount: number) => record(articlePublished({ id: 'a', text: TEXT }), receiveCount);
    expect((await world.send([message(1)])).batchItemFailures).toHaveLength(1);
    expect(world.publisher.events).toEqual([]);
    expect(world.buried).toEqual([]);
    expect((await world.send([message(MAX_RECEIVE_COUNT)])).batchItemFailures).toEqual([]);
    expect(world.buried).toMatchObject([
      { reason: { code: 'translator-unavailable', receiveCount: MAX_RECEIVE_COUNT } },
    ]);
    expect(world.sumOf('ArticlesGivenUp')).toBe(1);
  });

  test('a defect of ours is not the article’s fault: it goes back, and names nothing of the error', async () => {
    const world = setUpBroken(new TypeError('cannot read «Le secret du phare»'));
    await world.send([record(articlePublished(DETAIL))]);
    await world.send([record(articlePublished(DETAIL), MAX_RECEIVE_COUNT)]);
    expect(world.outcomes.map(({ status }) => status)).toEqual(['returned', 'buried']);
    expect(world.buried[0]?.reason).toMatchObject({ code: 'internal' });
    expect(JSON.stringify([world.buried[0]?.reason, world.publisher.events])).not.toContain('secret');
  });

  test.each([
    ['unknown until then', false],
    ['accepted before', true],
  ])('a result that the table did not take comes back, and costs nothing again: an article %s', async (_, accepted) => {
    const world = setUpEvents();
    if (accepted) {
      await world.useCases.acceptArticle?.(
        { ...DETAIL, source: 'fr', target: 'en', summary: { sentences: 3, method: 'extractive' }, refresh: false },
        { correlationId: 'request-1' },
      );
    }
    const { completeResult } = world.deps.store;
    world.deps.store.completeResult = async () => {
      throw new DepecheError('storage-unavailable', 'Down.');
    };
    expect((await world.send([record(articlePublished(DETAIL))])).batchItemFailures).toHaveLength(1);
    expect(world.publisher.events).toEqual([]);
    const billed = world.translator.stats.billedCharacters;
    world.deps.store.completeResult = completeResult;
    await world.send([record(articlePublished(DETAIL), 2)]);
    expect(world.outcomes.map(({ status }) => status)).toEqual(['returned', 'processed']);
    expect(world.translator.stats.billedCharacters).toBe(billed);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
  });

  test('what could not be kept is not bought: while the table gives no lease the engine is left alone', async () => {
    const world = setUpEvents();
    const { acquire } = world.deps.leases;
    world.deps.leases.acquire = async () => {
      throw new DepecheError('storage-unavailable', 'Down.');
    };
    expect((await world.send([record(articlePublished(DETAIL))])).batchItemFailures).toHaveLength(1);
    expect(world.outcomes).toMatchObject([{ status: 'returned', problem: { code: 'storage-unavailable' } }]);
    expect(world.translator.stats.calls).toBe(0);
    world.deps.leases.acquire = acquire;
    expect((await world.send([record(articlePublished(DETAIL), 2)])).batchItemFailures).toEqual([]);
  });

  test('told as kept is what was kept: the result of the version before is not this one', async () => {
    const world = setUpEvents();
    await world.send([record(articlePublished(DETAIL))]);
    const { completeResult } = world.deps.store;
    world.deps.store.completeResult = async () => {
      throw new DepecheError('storage-unavailable', 'Down.');
    };
    world.clock.advance(60_000);
    const text = `${TEXT} Le vote a eu lieu à bulletin secret.`;
    const second = articlePublished({ ...DETAIL, text, publishedAt: '2026-11-21' }, 'event-2');
    expect((await world.send([record(second)])).batchItemFailures).toHaveLength(1);
    expect(world.publisher.events).toHaveLength(1);
    world.deps.store.completeResult = completeResult;
    await world.send([record(second, 2)]);
    expect(world.publisher.events).toHaveLength(2);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({
      source: { text: expect.stringContaining('secret') },
    });
  });

  test('an article that is done is not marked as failed because the bus is down', async () => {
    const world = setUpEvents();
    world.faults.publisher = new DepecheError('storage-unavailable', 'Down.');
    await world.send([record(articlePublished(DETAIL), MAX_RECEIVE_COUNT)]);
    expect(world.outcomes).toMatchObject([{ status: 'buried', problem: { code: 'storage-unavailable' } }]);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
  });

  test('ends in time for the answer to get out, and goes on from there', async () => {
    const world = setUpEvents({
      engine: { beforeCall: ({ number }) => (number === 1 ? world.clock.sleep(120_000) : undefined) },
    });
    await world.send([record(articlePublished(DETAIL))], 5_000);
    expect(world.outcomes).toMatchObject([{ status: 'returned', problem: { code: 'timeout' } }]);
    await world.send([record(articlePublished(DETAIL), 2)], 300_000);
    expect(world.outcomes[1]).toEqual({ status: 'processed', id: 'ecole' });
  });

  test('begins no call that could outlive the process, however long a call may take', async () => {
    const [CALL_MS, GRACE_MS, FUNCTION_MS] = [60_000, 62_000, 120_000];
    const begunMs: number[] = [];
    const world = setUpEvents({
      settings: { settleGraceMs: GRACE_MS },
      engine: {
        chunkSize: 1,
        beforeCall: () => {
          begunMs.push(world.clock.nowMs());
          return world.clock.sleep(CALL_MS);
        },
      },
    });
    const startMs = world.clock.nowMs();
    await world.send([record(articlePublished(DETAIL))], FUNCTION_MS - GRACE_MS - 6_000);
    expect(world.outcomes).toMatchObject([{ status: 'returned', problem: { code: 'timeout' } }]);
    expect(Math.max(...begunMs) + CALL_MS).toBeLessThan(startMs + FUNCTION_MS);
    expect(world.clock.nowMs()).toBeLessThan(startMs + FUNCTION_MS);
    // What it was charged for is kept: the next deliveries go on from there, and pay for nothing twice.
    for (let delivery = 2; world.outcomes.at(-1)?.status === 'returned'; delivery += 1) {
      await world.send([record(articlePublished(DETAIL), 2)], FUNCTION_MS - GRACE_MS - 6_000);
      expect(delivery).toBeLessThan(20);
    }
    expect(world.outcomes.at(-1)).toEqual({ status: 'processed', id: 'ecole' });
    expect(Math.max(...world.translator.stats.billedSentences.values())).toBe(1);
    expect(await world.useCases.readUsage({})).toMatchObject({
      billedCharacters: world.translator.stats.billedCharacters,
      uncertainCharacters: 0,
      reservedCharacters: 0,
    });
  });

  test('is given a quarter of its time where that is less than a call may take', () => {
    expect([settleMarginMs(62_000, 120_000), settleMarginMs(62_000, 60_000)]).toEqual([68_000, 45_000]);
  });

  test('is buried untold while the table takes nothing', async () => {
    const world = setUpBroken();
    world.deps.store.changeArticle = async () => {
      throw new DepecheError('storage-unavailable', 'Down.');
    };
    await world.send([record(articlePublished(DETAIL), MAX_RECEIVE_COUNT)]);
    expect(world.outcomes).toMatchObject([{ status: 'buried', isTold: false }]);
  });

  test('cut off by the end of the process says nothing about the article, not even the last time', async () => {
    const stopping = new AbortController();
    const world = setUpEvents({ engine: { beforeCall: () => stopping.abort() } });
    const messages = ['one', 'two', 'three', 'four'].map((id) =>
      record(articlePublished({ ...DETAIL, id }), MAX_RECEIVE_COUNT),
    );
    const { batchItemFailures } = await world.send(messages, 60_000, stopping.signal);
    expect(batchItemFailures).toHaveLength(4);
    expect(world.buried).toEqual([]);
    expect(world.publisher.events).toEqual([]);
    const { articles } = await world.useCases.listArticles({ limit: 10 });
    expect(articles.filter(({ status }) => status === 'failed')).toEqual([]);
    const { billedCharacters } = world.translator.stats;
    await world.send(messages);
    expect(world.publisher.events.map(({ type }) => type)).toEqual(Array(4).fill('ArticleProcessed'));
    expect(world.translator.stats.billedCharacters).toBe(billedCharacters);
  });

  test('stays with the queue when the dead-letter queue does not take it', async () => {
    const world = setUpEvents();
    world.faults.deadLetters = new DepecheError('storage-unavailable', 'Down.');
    expect((await world.send([record('poison')])).batchItemFailures).toHaveLength(1);
  });
});

test('an id that no header, log or queue attribute could hold is not taken over', async () => {
  const world = setUpEvents();
  const message = record(articlePublished({ text: 7 }, 'a\u0000\nb'.repeat(100)));
  await world.send([message]);
  expect(world.buried).toMatchObject([{ reason: { correlationId: message.messageId } }]);
});

test('an article stands whatever unknown members are nested in its event', async () => {
  const world = setUpEvents();
  const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const { id: _, ...detail } = DETAIL;
  const body = JSON.stringify(articlePublished({ ...detail, unknown: 0 })).replace(
    '"unknown":0',
    `"unknown":${nested}`,
  );
  await world.send([record(body)]);
  expect(world.outcomes).toMatchObject([{ status: 'processed' }]);
});

describe('a poison message', () => {
  const cases: [string, unknown, string][] = [
    ['text', 'Bonjour', 'invalid-json'],
    ['JSON of another kind', { hello: 'world' }, 'invalid-request'],
    [
      'an event of another kind',
      { ...objectCreated('inbox/a.txt'), 'detail-type': 'Object Deleted' },
      'invalid-request',
    ],
    ['an event without an object', { ...objectCreated('inbox/a.txt'), detail: {} }, 'invalid-request'],
    ['an object of another bucket', objectCreated('inbox/a.txt', { bucket: 'elsewhere' }), 'invalid-request'],
    ['a pointer to another bucket', articlePublished({ bucket: 'elsewhere', key: 'a.txt' }), 'invalid-request'],
    ['an article without id that breaks the schema', articlePublished({ text: 7 }), 'invalid-request'],
  ];
  test.each(cases)('(%s) goes to the dead-letter queue at once, with its reason', async (_, body, code) => {
    const world = setUpEvents();
    expect(await world.send([record(body)])).toEqual({ batchItemFailures: [] });
    expect(world.buried).toMatchObject([{ body: record(body).body, reason: { code, receiveCount: 1 } }]);
    expect(world.publisher.events).toEqual([]);
  });
});
