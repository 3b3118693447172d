import { describe, expect, test } from 'vitest';
import { DepecheError } from '../../../shared/core/errors.ts';
import { input, TEXT } from '../../app/support/setup.ts';
import { articlePublished, MAX_RECEIVE_COUNT, objectCreated, record, setUpEvents } from './setup.ts';

const CONTEXT = { correlationId: 'request-1' };

/** Deletes an article, which may not be known, a while from now. */
async function forget(world: ReturnType<typeof setUpEvents>, id: string): Promise<void> {
  world.clock.advance(5_000);
  await world.useCases.deleteArticle(id).catch(() => {});
  world.clock.advance(5_000);
}

const isGone = async (world: ReturnType<typeof setUpEvents>, id: string) => {
  await expect(world.useCases.getArticle({ id, target: 'en' })).rejects.toMatchObject({ code: 'not-found' });
  expect((await world.useCases.listArticles({ limit: 5 })).articles).toEqual([]);
  expect(world.publisher.events).toEqual([]);
  expect(world.buried).toEqual([]);
};

describe('what a person deletes is deleted', () => {
  test('an accepted article, with its object; its message ends silently, however often it comes', async () => {
    const world = setUpEvents();
    await world.useCases.acceptArticle?.(input({ id: 'ecole' }), CONTEXT);
    await world.useCases.acceptArticle?.(input({ id: 'ecole-2' }), CONTEXT);
    const [key = ''] = world.inbox.keys();
    await world.useCases.deleteArticle('ecole-2');
    await forget(world, 'ecole');
    expect(world.inbox.keys()).toEqual([]);
    await world.send([record(objectCreated(key)), record(objectCreated(key), 3)]);
    expect(world.outcomes).toEqual([
      { status: 'dropped', id: 'ecole' },
      { status: 'dropped', id: 'ecole' },
    ]);
    await isGone(world, 'ecole');
    expect(world.translator.stats.billedCharacters).toBe(0);
  });

  test('an accepted article whose object was read before, by when it was asked for', async () => {
    const world = setUpEvents();
    await world.useCases.acceptArticle?.(input({ id: 'ecole' }), CONTEXT);
    const [key = ''] = world.inbox.keys();
    const { list } = world.inbox;
    world.inbox.list = async () => [];
    await forget(world, 'ecole');
    world.inbox.list = list;
    // Sent again by a redrive: both times of the message are new, the object's is not.
    const time = new Date(world.clock.nowMs()).toISOString();
    await world.send([record({ ...objectCreated(key), time })]);
    expect(world.outcomes).toMatchObject([{ status: 'dropped' }]);
    await isGone(world, 'ecole');
  });

  test('an article on the bus; one that is published after the deletion is processed', async () => {
    const world = setUpEvents();
    const detail = { id: 'bus', text: TEXT };
    await forget(world, 'bus');
    await world.send([record(articlePublished(detail)), record(articlePublished({ id: 'bus', text: '  ' }))]);
    expect(world.outcomes.map(({ status }) => status)).toEqual(['dropped', 'dropped']);
    await isGone(world, 'bus');
    const later = { ...articlePublished(detail), time: new Date(world.clock.nowMs()).toISOString() };
    await world.send([record(later)]);
    expect(await world.useCases.getArticle({ id: 'bus', target: 'en' })).toMatchObject({ status: 'completed' });
  });

  test('a message of no known age is as old as its reading; a bad time is none', async () => {
    const world = setUpEvents();
    await forget(world, 'bus');
    const { time: _, ...event } = articlePublished({ id: 'bus', text: TEXT });
    await world.send([record({ ...event, time: 'yesterday' })]);
    expect(world.outcomes).toMatchObject([{ status: 'processed' }]);
  });

  test('a message sent in the second of the deletion, but after it, is not taken for older', async () => {
    const world = setUpEvents();
    world.clock.advance(400);
    await world.useCases.deleteArticle('bus').catch(() => {});
    world.clock.advance(100);
    const message = record(articlePublished({ id: 'bus', text: TEXT }));
    message.attributes.SentTimestamp = String(world.clock.nowMs());
    await world.send([message]);
    expect(world.outcomes).toMatchObject([{ status: 'processed' }]);
  });

  test('an article whose worker gives up for good behind the deletion is not recorded as failed', async () => {
    const world = setUpEvents({
      engine: {
        beforeCall: () => {
          throw new DepecheError('translator-unavailable', 'Down.');
        },
      },
    });
    // Without leases only the record tells of the deletion.
    world.deps.leases.acquire = async () => {
      throw new DepecheError('storage-unavailable', 'Down.');
    };
    await forget(world, 'bus');
    await world.send([record(articlePublished({ id: 'bus', text: TEXT }), MAX_RECEIVE_COUNT)]);
    expect(world.outcomes).toEqual([{ status: 'dropped', id: 'bus' }]);
    await isGone(world, 'bus');
  });
});

describe('a worker whose article is deleted while the engine works', () => {
  test('stores nothing and says so; who asks anew meanwhile gets a result', async () => {
    let world = setUpEvents();
    let again: Promise<unknown> | undefined;
    const { translator } = world;
    world = setUpEvents({
      translator: {
        ...translator,
        engine: translator.engine,
        translate: async function* (...given) {
          if (!again) {
            await forget(world, 'ecole');
            again = world.useCases.processArticle(input({ id: 'ecole' }), CONTEXT);
          }
          yield* translator.translate(...given);
        },
      },
    });
    const first = world.useCases.processArticle(input({ id: 'ecole' }), CONTEXT);
    await expect(first).rejects.toMatchObject({ code: 'not-found' });
    expect(await again).toMatchObject({ id: 'ecole', status: 'completed' });
  });

  test('and that is taken on for later when its time is up is not taken on any more', async () => {
    const world = setUpEvents();
    const askedMs = world.clock.nowMs();
    await forget(world, 'ecole');
    const later = world.useCases.acceptArticle?.(input({ id: 'ecole' }), { ...CONTEXT, askedMs });
    await expect(later).rejects.toMatchObject({ code: 'not-found' });
    expect(world.inbox.keys()).toEqual([]);
  });
});
