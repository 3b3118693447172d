import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBury } from '../../../functions/events/dead-letter.ts';
import { createEventHandler, type EventHandler } from '../../../functions/events/handler.ts';
import { createPostpone } from '../../../functions/events/postpone-message.ts';
import { redeliveryDelaySeconds } from '../../../functions/events/redelivery-delay.ts';
import { createLocalDeliveries, type SettledOutcome } from '../../../functions/local/inbox/local-deliveries.ts';
import { createNoTracer } from '../../../shared/adapters/telemetry/tracer-none.ts';
import { MAX_RECEIVE_COUNT } from '../../../shared/config/constants.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { input } from '../../app/support/setup.ts';
import { createSimulatedQueue } from '../../support/simulated-queue.ts';
import { articlePublished, record, setUpEvents } from './setup.ts';

const MINUTE_MS = 60_000;
const plan = (receiveCount: number, retryAfterSeconds?: number) =>
  redeliveryDelaySeconds({ receiveCount, retryAfterSeconds, random: () => 0 });

describe('a message that goes back', () => {
  test('is seen again after 10 s, 30 s, 2 min, then every 10 min', () => {
    expect([1, 2, 3, 4, 5, 9].map((count) => plan(count))).toEqual([10, 30, 120, 600, 600, 600]);
  });

  test('never sooner than the error says, within what SQS allows, and spread by at most a fifth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (receiveCount, retryAfterSeconds, random) => {
          const delay = redeliveryDelaySeconds({ receiveCount, retryAfterSeconds, random: () => random });
          expect(delay).toBeLessThanOrEqual(43_200);
          expect(delay).toBeGreaterThanOrEqual(Math.min(39_600, Math.max(plan(receiveCount), retryAfterSeconds)));
          expect(delay).toBeLessThanOrEqual(Math.max(Math.ceil(plan(receiveCount) * 1.2), retryAfterSeconds));
        },
      ),
    );
  });

  test('no more when its article twice lost the lease: that is a failure for good', async () => {
    const world = setUpEvents();
    world.deps.store.completeResult = async () => false;
    await world.send([record(articlePublished({ ...input(), id: 'slow' }))]);
    expect(world.outcomes).toMatchObject([{ status: 'refused', id: 'slow', problem: { code: 'timeout' } }]);
    expect(await world.useCases.getArticle({ id: 'slow', target: 'en' })).toMatchObject({
      status: 'failed',
      problem: { code: 'timeout' },
    });
  });

  test('has at least 60 minutes before it is buried', () => {
    const waits = Array.from({ length: MAX_RECEIVE_COUNT - 1 }, (_, index) => plan(index + 1));
    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThanOrEqual(3_600);
  });

  test('waits as long as the engine asks for, and no other is hidden', async () => {
    const released: unknown[] = [];
    const { deps } = setUpEvents();
    const postpone = createPostpone({
      queue: { release: async ({ receipt }, seconds) => void released.push([receipt, seconds]) },
      random: () => 0,
      logger: deps.logger,
    });
    const message = { ...record('{}'), receiptHandle: 'receipt-1' };
    const problem = { code: 'throttled', detail: 'Wait.' } as const;
    await postpone(message, { status: 'returned', problem, retryAfterSeconds: 77 });
    await postpone(message, { status: 'processed', id: 'a' });
    await postpone(message, { status: 'buried', problem, isTold: true });
    expect(released).toEqual([['receipt-1', 77]]);
  });

  test('a queue that does not take the wait fails no batch', async () => {
    const { deps } = setUpEvents();
    const release = () => Promise.reject(new DepecheError('storage-unavailable', 'Down.'));
    const postpone = createPostpone({ queue: { release }, random: () => 0, logger: deps.logger });
    const problem = { code: 'throttled', detail: 'Wait.' } as const;
    await expect(
      postpone({ ...record('{}'), receiptHandle: 'receipt-1' }, { status: 'returned', problem }),
    ).resolves.toBeUndefined();
  });
});

test('an exhausted budget buries a message with its reason at once', async () => {
  const refused = new DepecheError('budget-exhausted', 'The budget of this month is spent.', {
    retryAfterSeconds: 86_400,
  });
  const world = setUpEvents({ engine: { beforeCall: () => Promise.reject(refused) } });
  await world.send([record(articlePublished({ id: 'a', text: 'Le phare de Brivanne a rouvert ses portes samedi.' }))]);
  expect(world.buried).toMatchObject([{ reason: { code: 'budget-exhausted', receiveCount: 1 } }]);
  expect(world.publisher.events).toMatchObject([{ type: 'ArticleFailed', code: 'budget-exhausted' }]);
});

const away = new DepecheError('translator-unavailable', 'The engine is away.');
const forbidden = new DepecheError('translator-unavailable', 'Check the permission.', {
  retryable: false,
  misconfigured: true,
});

const MESSAGES = 150;
const TEXTS = Array.from(
  { length: MESSAGES },
  (_, n) => `Le phare de Brivanne a rouvert ses portes samedi devant ${n} visiteurs.`,
);

describe.each([
  ['engine', away],
  ['permission', forbidden],
  ['table', new DepecheError('storage-unavailable', 'The table is away.')],
])('%s away for 45 minutes, many messages: none is buried, all are processed', (_, error) => {
  async function setUp() {
    const world = setUpEvents();
    const { clock, useCases } = world;
    const result = await useCases.processArticle(input(), { correlationId: 'a' });
    const backMs = clock.nowMs() + 45 * MINUTE_MS;
    const processArticle: typeof useCases.processArticle = async ({ id = 'none' }) => {
      if (clock.nowMs() < backMs) throw error;
      return { ...result, id };
    };
    return { ...world, backMs, useCases: { ...useCases, processArticle } };
  }

  test('on a laptop', async () => {
    const { clock, useCases, inbox, publisher, deps, backMs } = await setUp();
    const tracer = createNoTracer();
    const { logger, random } = deps;
    const local = createLocalDeliveries({ useCases, publisher, logger, tracer, clock, random });
    const outcomes: SettledOutcome[] = [];
    await Promise.all(
      TEXTS.map(async (text, n) => {
        const { key } = await inbox.put(`inbox/a${n}.txt`, text, { contentType: 'text/plain' });
        await local.deliver(
          async () => ({ inbox, key }),
          async (outcome) => void outcomes.push(outcome),
        );
      }),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(TEXTS.map(() => 'processed'));
    expect(clock.nowMs()).toBeGreaterThan(backMs);
    expect(clock.nowMs()).toBeLessThan(backMs + 12 * MINUTE_MS);
  });

  test('in the cloud', async () => {
    const { clock, useCases, inbox, publisher, deps, backMs } = await setUp();
    const queue = createSimulatedQueue(clock);
    const deadLetters = createSimulatedQueue(clock);
    const statuses: string[] = [];
    const { logger, random } = deps;
    const postpone = createPostpone({ queue, random, logger });
    const handle = createEventHandler({
      ...{ useCases, inbox, inboxBucket: 'inbox', publisher, logger, tracer: createNoTracer(), clock },
      bury: createBury(deadLetters),
      maxReceiveCount: MAX_RECEIVE_COUNT,
      onOutcome: async (message, outcome) => {
        if (outcome.status !== 'returned') statuses.push(outcome.status);
        await postpone(message, outcome);
      },
    });
    for (const [n, text] of TEXTS.entries()) await queue.send(JSON.stringify(articlePublished({ id: `a${n}`, text })));
    await consume(queue, handle);
    expect(statuses).toEqual(TEXTS.map(() => 'processed'));
    expect(deadLetters.waiting()).toBe(0);
    expect(clock.nowMs()).toBeGreaterThan(backMs);
  });
});

/** What Lambda does between queue and function, until the queue is empty. */
async function consume(queue: ReturnType<typeof createSimulatedQueue>, handle: EventHandler): Promise<void> {
  while (queue.waiting() > 0) {
    const messages = await queue.receive({ visibilitySeconds: 180 });
    const Records = messages.map(({ id, receipt, body, receiveCount }) => ({
      messageId: id,
      receiptHandle: receipt,
      body,
      attributes: { ApproximateReceiveCount: String(receiveCount) },
    }));
    const { batchItemFailures } = await handle({ Records }, { getRemainingTimeInMillis: () => 60_000 });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const message of messages.filter(({ id }) => !failed.has(id))) await queue.remove(message);
  }
}
