import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLocalDeliveries, type SettledOutcome } from '../../../../functions/local/inbox/local-deliveries.ts';
import { createNoTracer } from '../../../../shared/adapters/telemetry/tracer-none.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import { setUpEvents } from '../../events/setup.ts';

const TEXT = 'Le phare de Brivanne a rouvert ses portes samedi devant cent visiteurs.';
const away = (retryAfterSeconds?: number) =>
  new DepecheError('translator-unavailable', 'Away.', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

type World = ReturnType<typeof setUpEvents>;

/** Deliveries whose articles end as `process` says, and what they were told. */
function setUp(process: (id: string, world: World) => Promise<void> = async () => {}) {
  const world = setUpEvents();
  const { clock, deps, publisher, useCases, inbox } = world;
  const deliveries = createLocalDeliveries({
    ...{ publisher, clock, logger: deps.logger, tracer: createNoTracer(), random: () => 0 },
    useCases: {
      ...useCases,
      processArticle: async (input, context) => {
        await process(input.id ?? '', world);
        return useCases.processArticle(input, context);
      },
    },
  });
  const settled: Record<string, SettledOutcome> = {};
  const deliver = async (id: string) => {
    const { key } = await inbox.put(`inbox/${id}.txt`, `${TEXT} ${id}`, { contentType: 'text/plain' });
    await deliveries.deliver(
      async () => ({ inbox, key }),
      async (outcome) => void Object.assign(settled, { [id]: outcome }),
    );
  };
  return { ...world, deliveries, deliver, settled };
}

afterEach(() => vi.restoreAllMocks());

describe('an object that arrived on a laptop', () => {
  test('comes back after the waits of the queue until its result is there, never before the Retry-After', async () => {
    const attempts: number[] = [];
    const waits: (number | undefined)[] = [undefined, undefined, 300, undefined];
    const { deliver, settled, clock } = setUp(async (_, world) => {
      attempts.push(world.clock.nowMs());
      const wait = waits[attempts.length - 1];
      if (attempts.length <= waits.length) throw away(wait);
    });
    const startMs = clock.nowMs();
    await deliver('a');
    expect(attempts.map((ms) => (ms - startMs) / 1_000)).toEqual([0, 10, 40, 340, 940]);
    expect(settled).toMatchObject({ a: { status: 'processed' } });
  });

  test('holds no place while it waits: with a hundred of them away, the next is settled before any comes back', async () => {
    const warned = vi.spyOn(process, 'emitWarning');
    const order: string[] = [];
    const { deliver, clock, settled } = setUp(async (id) => {
      const isFirst = !order.includes(id);
      order.push(id);
      if (id.startsWith('slow') && isFirst) throw away();
    });
    const startMs = clock.nowMs();
    const slow = Array.from({ length: 100 }, (_, n) => deliver(`slow${n}`));
    await deliver('quick');
    expect(clock.nowMs()).toBe(startMs);
    expect(Object.keys(settled)).toEqual(['quick']);
    await Promise.all(slow);
    expect(Object.keys(settled)).toHaveLength(101);
    expect(warned).not.toHaveBeenCalled();
  });

  test('waits for its turn before it is taken', async () => {
    let underWay = 0;
    let most = 0;
    const { deliveries, inbox } = setUp(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    });
    let taken = 0;
    let done = 0;
    const deliveringAll = Array.from({ length: 12 }, async (_, n) => {
      const { key } = await inbox.put(`inbox/${n}.txt`, `${TEXT} ${n}`, { contentType: 'text/plain' });
      await deliveries.deliver(
        async () => {
          taken += 1;
          expect(taken - done).toBeLessThanOrEqual(3);
          return { inbox, key };
        },
        async () => {
          done += 1;
        },
      );
    });
    await Promise.all(deliveringAll);
    expect([most, taken, done]).toEqual([3, 12, 12]);
  });

  test.each([
    ['over the budget', new DepecheError('budget-exhausted', 'Spent.', { retryAfterSeconds: 86_400 }), 1],
    ['given back ten times', away(), 10],
  ])('%s is buried with its reason, and the article says so', async (_, error, deliveries) => {
    let attempts = 0;
    const { deliver, settled, useCases, publisher } = setUp(async () => {
      attempts += 1;
      throw error;
    });
    await deliver('a');
    expect(settled).toEqual({
      a: { status: 'buried', problem: { code: error.code, detail: error.message }, isTold: true },
    });
    expect(attempts).toBe(deliveries);
    expect(publisher.events).toMatchObject([{ type: 'ArticleFailed', id: 'a', code: error.code }]);
    expect(await useCases.getArticle({ id: 'a', target: 'en' })).toMatchObject({ status: 'failed' });
  });

  test('that is gone when its turn comes is nothing, and trouble with taking or settling is told', async () => {
    const { deliveries, inbox } = setUp();
    const settle = vi.fn();
    await deliveries.deliver(async () => undefined, settle);
    await expect(deliveries.deliver(() => Promise.reject(new Error('taken')), settle)).rejects.toThrow('taken');
    expect(settle).not.toHaveBeenCalled();
    const { key } = await inbox.put('inbox/a.txt', TEXT, { contentType: 'text/plain' });
    const settling = deliveries.deliver(
      async () => ({ inbox, key }),
      () => Promise.reject(new Error('settled')),
    );
    await expect(settling).rejects.toThrow('settled');
  });
});

describe('at the end', () => {
  test('what is under way is finished and settled, what waits is not begun', async () => {
    let finish = () => {};
    const { deliveries, deliver, settled } = setUp(
      (id) =>
        new Promise((resolve, reject) => {
          if (id === 'away') reject(away());
          else finish = resolve;
        }),
    );
    const waiting = deliver('away');
    const running = deliver('running');
    await new Promise((resolve) => setImmediate(resolve));
    const closing = deliveries.close(10_000);
    await deliver('late');
    finish();
    await Promise.all([closing, running, waiting]);
    expect(settled).toMatchObject({ running: { status: 'processed' } });
    expect(Object.keys(settled)).toEqual(['running']);
  });

  test('what does not finish in time is cut off and not settled', async () => {
    const { deliveries, deliver, settled, publisher } = setUp(() => Promise.reject(away()));
    const inbox = {
      get: async () => {
        for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        throw new Error('The disk is away.');
      },
    };
    const running = deliveries.deliver(
      async () => ({ inbox, key: 'inbox/a.txt' }),
      async (outcome) => void Object.assign(settled, { running: outcome }),
    );
    const waiting = deliver('away');
    await deliveries.close(0);
    await Promise.all([running, waiting]);
    expect(settled).toEqual({});
    expect(publisher.events).toEqual([]);
  });
});
