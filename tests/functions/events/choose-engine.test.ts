import { describe, expect, test } from 'vitest';
import { severalEngines } from '../../app/support/several-engines.ts';
import { TEXT } from '../../app/support/setup.ts';
import { articlePublished, bytes, objectCreated, record, setUpEvents } from './setup.ts';

/** Both ways in by which an article may come with its engine. */
const WAYS: [name: string, body: (world: ReturnType<typeof setUpEvents>, article: object) => Promise<unknown>][] = [
  ['on the bus', async (_, article) => articlePublished(article)],
  [
    'as a file',
    async ({ inbox }, article) => {
      await inbox.put('inbox/ecole.json', bytes(JSON.stringify(article)), { contentType: 'application/json' });
      return objectCreated('inbox/ecole.json');
    },
  ],
];

describe.each(WAYS)('an article that comes %s', (_, bodyOf) => {
  const start = () => {
    const { engines, translator, local } = severalEngines();
    return { ...setUpEvents({ engines, translator }), local };
  };

  test('with an engine is made by it', async () => {
    const world = start();
    const body = await bodyOf(world, { id: 'ecole', text: TEXT, engine: 'local' });
    expect(await world.send([record(body)])).toEqual({ batchItemFailures: [] });
    const made = await world.useCases.getArticle({ id: 'ecole', target: 'en' });
    expect(made).toMatchObject({ status: 'completed', translation: { engine: 'phrase' } });
  });

  test('with one that is not allowed fails with that reason, told once, and what is there stays', async () => {
    const world = start();
    await world.send([record(await bodyOf(world, { id: 'ecole', text: TEXT }))]);
    const { publisher } = world;
    publisher.events.length = 0;
    const body = await bodyOf(world, { id: 'neuve', text: `${TEXT} Fin.`, engine: 'openai' });
    expect(await world.send([record(body)])).toEqual({ batchItemFailures: [] });
    const detail = 'This service has no engine "openai" to choose; it allows: amazon, local.';
    expect(publisher.events).toMatchObject([{ type: 'ArticleFailed', id: 'neuve', code: 'invalid-request', detail }]);
    expect(await world.useCases.getArticle({ id: 'neuve', target: 'en' })).toMatchObject({
      status: 'failed',
      problem: { code: 'invalid-request', detail },
    });
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
    expect(world.buried).toEqual([]);
  });
});

test('a refresh that is accepted for later keeps the engine of its article, read when its turn comes', async () => {
  const { engines, translator } = severalEngines();
  const world = setUpEvents({ engines, translator });
  await world.send([record(articlePublished({ id: 'ecole', text: TEXT }))]);
  const refresh = await world.useCases.readRefresh({ id: 'ecole', target: 'en' });
  world.clock.advance(1_000);
  await world.useCases.acceptArticle?.(refresh, { correlationId: 'r', askedMs: world.clock.nowMs() });
  world.clock.advance(1_000);
  const other = await world.useCases.readRefresh({ id: 'ecole', target: 'en', engine: 'local' });
  await world.useCases.processArticle(other, { correlationId: 's' });
  world.clock.advance(1_000);
  await world.send(world.inbox.keys().map((key) => record(objectCreated(key))));
  const now = await world.useCases.getArticle({ id: 'ecole', target: 'en' });
  expect(now).toMatchObject({ translation: { engine: 'phrase' } });
});
