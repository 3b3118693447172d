import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { input } from '../../app/support/setup.ts';
import { objectCreated, record, setUpEvents } from './setup.ts';

const CONTEXT = { correlationId: 'request-1', apiKeyId: 'key-1' };

/** The article as the HTTP function takes it on. */
async function accept(world: ReturnType<typeof setUpEvents>, overrides = {}) {
  const accepted = await world.useCases.acceptArticle?.(input(overrides), CONTEXT);
  if (!accepted) throw new Error('There is an inbox, so articles can be accepted.');
  return accepted;
}

/** What S3 and the queue do with everything in the inbox. */
const deliverAll = (world: ReturnType<typeof setUpEvents>) =>
  world.send(world.inbox.keys().map((key) => record(objectCreated(key))));

describe('an article that is accepted for later', () => {
  test('is being processed, then has its result, under one id', async () => {
    const world = setUpEvents();
    const { id, status } = await accept(world);
    expect(status).toBe('processing');
    expect(await world.useCases.getArticle({ id, target: 'en' })).toMatchObject({ id, status: 'processing' });
    await deliverAll(world);
    expect(await world.useCases.getArticle({ id, target: 'en' })).toMatchObject({ id, status: 'completed' });
  });

  test('is told and paid under the request that brought it', async () => {
    const world = setUpEvents();
    await accept(world);
    await deliverAll(world);
    expect(world.publisher.events).toMatchObject([{ correlationId: 'request-1' }]);
    const month = '2026-11';
    const { billedCharacters } = await world.stores.usage.read(month, 'key:key-1');
    expect(billedCharacters).toBe(world.translator.stats.billedCharacters);
    expect(billedCharacters).toBeGreaterThan(0);
  });

  test('lies in the inbox as the plain input, whatever else is asked for it', async () => {
    const world = setUpEvents();
    const { id } = await accept(world, { target: 'en' });
    await accept(world, { id, target: 'de' });
    await accept(world, { id, target: 'de' });
    expect(world.inbox.keys()).toHaveLength(2);
    const [key = ''] = world.inbox.keys();
    const limits = { maxBytes: 100_000, acceptsType: () => true };
    const { body } = await world.inbox.get({ bucket: 'inbox', key }, limits);
    expect(JSON.parse(new TextDecoder().decode(body))).toEqual({ ...input(), id });
    await deliverAll(world);
    for (const target of ['en', 'de']) {
      expect(await world.useCases.getArticle({ id, target })).toMatchObject({ status: 'completed' });
    }
  });

  test('that is bad is refused at once and goes nowhere', async () => {
    const world = setUpEvents();
    await expect(accept(world, { text: ' ' })).rejects.toMatchObject({ code: 'empty-article' });
    expect(world.inbox.keys()).toEqual([]);
  });

  test('is marked as failed when the inbox does not take it; another attempt mends that', async () => {
    const world = setUpEvents();
    world.faults.inbox = new DepecheError('storage-unavailable', 'Down.');
    await expect(accept(world, { id: 'ecole' })).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'failed' });
    world.faults.inbox = undefined;
    await accept(world, { id: 'ecole' });
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'processing' });
  });

  test('tells the first trouble when the table goes down as well', async () => {
    const world = setUpEvents();
    const inboxDown = new DepecheError('storage-unavailable', 'The inbox is down.');
    world.faults.inbox = inboxDown;
    const { store } = world.deps;
    const put = store.putArticle;
    store.putArticle = async (article, source) => {
      if (article.status === 'failed') throw new DepecheError('storage-unavailable', 'The table is down.');
      return put(article, source);
    };
    await expect(accept(world, { id: 'ecole' })).rejects.toBe(inboxDown);
    expect(world.logged).toContainEqual(expect.objectContaining({ level: 'error' }));
  });
});
