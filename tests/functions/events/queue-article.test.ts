import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { input } from '../../app/support/setup.ts';
import { objectCreated, record, setUpEvents } from './setup.ts';

const PROBLEM = { code: 'timeout', detail: 'It took too long.' } as const;
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

  test('is read again without the remarks that were made on it before', async () => {
    const world = setUpEvents();
    const remarks = [{ code: 'unknown-member', detail: 'Not read: /traget is not known' }];
    const { id } = await accept(world, { remarks, keep: ['Partager'] });
    await deliverAll(world);
    expect(await world.useCases.getArticle({ id, target: 'en' })).toMatchObject({
      warnings: [{ code: 'keep-not-found' }],
    });
  });

  test('that is bad is refused at once and goes nowhere', async () => {
    const world = setUpEvents();
    await expect(accept(world, { text: ' ' })).rejects.toMatchObject({ code: 'empty-article' });
    expect(world.inbox.keys()).toEqual([]);
  });

  test('that the inbox does not take is not known at all; another attempt is the first', async () => {
    const world = setUpEvents();
    world.faults.inbox = new DepecheError('storage-unavailable', 'Down.');
    await expect(accept(world, { id: 'ecole' })).rejects.toMatchObject({ code: 'storage-unavailable' });
    const asked = world.useCases.getArticle({ id: 'ecole', target: 'en' });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    world.faults.inbox = undefined;
    await accept(world, { id: 'ecole' });
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'processing' });
  });

  test('is processed all the same when its acceptance is cut off behind the queue', async () => {
    const world = setUpEvents();
    const { store } = world.deps;
    const change = store.changeArticle;
    store.changeArticle = (id, makeChange) =>
      change(id, async (...seen) => {
        await makeChange(...seen);
        throw new DepecheError('storage-unavailable', 'The table is down.');
      });
    await expect(accept(world, { id: 'ecole' })).rejects.toMatchObject({ code: 'storage-unavailable' });
    store.changeArticle = change;
    await deliverAll(world);
    expect(await world.useCases.getArticle({ id: 'ecole', target: 'en' })).toMatchObject({ status: 'completed' });
  });

  test.each(['completed', 'failed'])('and has %s before its mark is set stays so in the listing', async (becomes) => {
    const world = setUpEvents();
    const { put } = world.inbox;
    world.inbox.put = async (...object) => {
      const location = await put(...object);
      const { store } = world.deps;
      await deliverAll(world);
      if (becomes === 'failed') await world.useCases.recordFailure({ id: 'ecole', problem: PROBLEM });
      expect(await store.getArticle('ecole')).toMatchObject({ status: becomes });
      return location;
    };
    expect(await accept(world, { id: 'ecole' })).toMatchObject({ status: 'processing' });
    const { articles } = await world.useCases.listArticles({ limit: 5 });
    expect(articles).toMatchObject([{ id: 'ecole', status: becomes }]);
  });
});
