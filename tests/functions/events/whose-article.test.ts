import { describe, expect, test } from 'vitest';
import { input, TEXT } from '../../app/support/setup.ts';
import { articlePublished, bytes, objectCreated, record, setUpEvents } from './setup.ts';

const OTHER = `${TEXT} Une phrase de plus change tout le contenu.`;
const OF_KEY_1 = { correlationId: 'request-1', apiKeyId: 'key-1' };

const deliverAll = (world: ReturnType<typeof setUpEvents>) =>
  world.send(world.inbox.keys().map((key) => record(objectCreated(key))));

async function accept(world: ReturnType<typeof setUpEvents>, overrides: Parameters<typeof input>[0], given = OF_KEY_1) {
  const accepted = await world.useCases.acceptArticle?.(input(overrides), given);
  return accepted?.id ?? '';
}

describe('an id that was derived', () => {
  test('is noted with the accepted article, and belongs to its content once that is processed', async () => {
    const world = setUpEvents();
    const id = await accept(world, {});
    await deliverAll(world);
    expect(await world.deps.store.getArticle(id)).toMatchObject({ status: 'completed', idIsDerived: true });
    const stated = await accept(world, { id: 'ecole' });
    await deliverAll(world);
    expect(await world.deps.store.getArticle(stated)).toMatchObject({ status: 'completed', idIsDerived: false });
  });

  test('is kept by an accepted article that cleans to something else since the upgrade', async () => {
    const world = setUpEvents();
    const id = await accept(world, {});
    const [key = ''] = world.inbox.keys();
    const object = await world.inbox.get({ bucket: 'inbox', key }, { maxBytes: 100_000, acceptsType: () => true });
    // The cleaner of the next release finds another text in the same input.
    const changed = { ...JSON.parse(new TextDecoder().decode(object.body)), text: OTHER };
    await world.inbox.put(key, JSON.stringify(changed), { contentType: 'application/json', metadata: object.metadata });
    await deliverAll(world);
    expect(await world.useCases.getArticle({ id, target: 'en' })).toMatchObject({ status: 'completed', id });
  });

  test.each([
    ['published on the bus', (id: string) => articlePublished({ ...input({ text: OTHER }), id })],
    ['published on the bus without a text', (id: string) => articlePublished({ id })],
    ['put into the bucket', (id: string) => objectCreated(`inbox/${id}.json`)],
  ])('is not for what was %s: it is refused and told, and the article on record stays', async (_, toEvent) => {
    const world = setUpEvents();
    const id = await accept(world, {});
    await deliverAll(world);
    const forged = { contentType: 'application/json', metadata: { 'id-is-derived': 'true' } };
    await world.inbox.put(`inbox/${id}.json`, bytes(JSON.stringify({ id, text: OTHER })), forged);
    world.publisher.events.length = 0;
    await world.send([record(toEvent(id))]);
    expect(world.outcomes.at(-1)).toMatchObject({ status: 'refused', id });
    expect(world.publisher.events).toMatchObject([{ type: 'ArticleFailed', id }]);
    expect(await world.deps.store.getArticle(id)).toMatchObject({ status: 'completed' });
    expect(await world.useCases.getArticle({ id, target: 'en' })).toMatchObject({ status: 'completed' });
  });
});

describe('keys kept apart', () => {
  const apart = { settings: { keepKeysApart: true } };

  test('each find what they had accepted, and delete their own', async () => {
    const world = setUpEvents(apart);
    const keys = ['key-1', 'key-2'];
    for (const apiKeyId of keys) {
      await accept(world, { id: 'a', text: `${TEXT} Pour ${apiKeyId}.` }, { correlationId: apiKeyId, apiKeyId });
    }
    await world.useCases.deleteArticle('a', 'key-2');
    await deliverAll(world);
    expect(await world.useCases.getArticle({ id: 'a', target: 'en', apiKeyId: 'key-1' })).toMatchObject({
      id: 'a',
      source: { text: expect.stringContaining('Pour key-1') },
    });
    const gone = world.useCases.getArticle({ id: 'a', target: 'en', apiKeyId: 'key-2' });
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
  });

  test('leave bus and inbox one space of its own', async () => {
    const world = setUpEvents(apart);
    await accept(world, { id: 'a' });
    await deliverAll(world);
    await world.send([record(articlePublished({ ...input({ text: OTHER }), id: 'a' }))]);
    await world.inbox.put('inbox/b.txt', bytes(TEXT), { contentType: 'text/plain' });
    await world.send([record(objectCreated('inbox/b.txt'))]);
    const shared = await world.useCases.listArticles({ limit: 5 });
    expect(shared.articles.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    const { articles } = await world.useCases.listArticles({ limit: 5, apiKeyId: 'key-1' });
    expect(articles.map(({ id }) => id)).toEqual(['a']);
  });
});
