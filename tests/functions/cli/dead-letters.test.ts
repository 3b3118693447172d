import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listDeadLetters, redriveDeadLetters } from '../../../functions/cli/dead-letters.ts';
import { createBury } from '../../../functions/events/dead-letter.ts';
import { type EmbeddedAws, startEmbeddedAws } from '../../support/start-embedded-aws.ts';
import { createSqsQueue } from '../../../shared/adapters/queue-sqs.ts';
import type { Queue } from '../../../shared/ports/queue.ts';

let aws: EmbeddedAws;
let queue: Queue;
let deadLetters: Queue;
const clock = { nowMs: () => Date.now() + 2 * 3_600_000, monotonicMs: () => performance.now(), sleep: async () => {} };

/** Waits for nothing, which the embedded queue does not need to overlook no message. */
function impatient(target: Queue): Queue {
  return { ...target, receive: (options) => target.receive({ ...options, waitSeconds: 0 }) };
}

beforeAll(async () => {
  aws = await startEmbeddedAws({ maxReceiveCount: 1 });
  queue = createSqsQueue({ queueUrl: aws.queueUrl, sdk: aws.sdk });
  deadLetters = impatient(createSqsQueue({ queueUrl: aws.deadLetterQueueUrl, sdk: aws.sdk }));
});
afterAll(() => aws.close());

beforeEach(async () => {
  for (const target of [queue, deadLetters]) {
    for (const message of await target.receive({ visibilitySeconds: 30 })) await target.remove(message);
  }
});

const bury = (body: string, code = 'invalid-json') =>
  createBury(deadLetters)(
    { body },
    { code, detail: 'The message must be one JSON object.', receiveCount: 2, correlationId: 'corr-1' },
  );

const list = async () =>
  JSON.parse(await listDeadLetters({ kind: 'dlq', format: 'json' }, { queue, deadLetters, clock }));

async function drain(target: Queue): Promise<string[]> {
  const messages = await target.receive({ visibilitySeconds: 30 });
  return messages.map(({ body }) => body).sort();
}

describe('depeche dlq', () => {
  test('tells of each message why, how often and since when, and nothing of its text', async () => {
    await bury('{"text":"Le secret du phare"}');
    const deps = { queue, deadLetters, clock };
    const shown = await listDeadLetters({ kind: 'dlq', format: 'text' }, deps);
    expect(shown).toMatch(
      /^[\w-]{36} {2}invalid-json, 2 deliveries, 2 h old: The message must be one JSON object\.\n$/,
    );
    const lines = await listDeadLetters({ kind: 'dlq', format: 'jsonl' }, deps);
    expect(JSON.parse(lines)).toMatchObject({ code: 'invalid-json', receiveCount: 2, correlationId: 'corr-1' });
    expect(shown + lines).not.toContain('phare');
  });

  test('looking takes nothing away', async () => {
    await bury('a');
    await bury('b');
    expect(await list()).toHaveLength(2);
    expect(await list()).toHaveLength(2);
  });

  test('a message that the queue gave up by itself has no reason but its deliveries', async () => {
    await queue.send('lost');
    const [message] = await queue.receive({ visibilitySeconds: 30 });
    if (message) await queue.release(message);
    await queue.receive({ visibilitySeconds: 30 });
    expect(await list()).toMatchObject([{ code: 'unanswered', receiveCount: expect.any(Number) }]);
  });

  test('says when there is nothing', async () => {
    const shown = await listDeadLetters({ kind: 'dlq', format: 'text' }, { queue, deadLetters, clock });
    expect(shown).toBe('There are no dead letters.\n');
  });
});

describe('depeche redrive', () => {
  test('sends all of them to the queue, however many', async () => {
    const bodies = Array.from({ length: 25 }, (_, index) => `message-${String(index).padStart(2, '0')}`);
    await Promise.all(bodies.map((body) => bury(body)));
    const moved = await redriveDeadLetters({ kind: 'redrive', id: undefined }, { queue, deadLetters, clock });
    expect(moved).toBe(25);
    expect([...(await drain(queue)), ...(await drain(queue)), ...(await drain(queue))].sort()).toEqual(bodies);
    expect(await list()).toEqual([]);
  });

  test('sends the one that is named and leaves the others', async () => {
    await bury('a');
    await bury('b');
    const letters = (await list()) as { id: string }[];
    const id = letters[1]?.id;
    expect(await redriveDeadLetters({ kind: 'redrive', id }, { queue, deadLetters, clock })).toBe(1);
    expect(await drain(queue)).toHaveLength(1);
    expect(await list()).toMatchObject([{ id: letters[0]?.id }]);
  });

  test('moves nothing for an id that is not there', async () => {
    await bury('a');
    expect(await redriveDeadLetters({ kind: 'redrive', id: 'none' }, { queue, deadLetters, clock })).toBe(0);
    expect(await list()).toHaveLength(1);
  });

  test('keeps a message that the queue does not take', async () => {
    await bury('a');
    const broken = { send: () => Promise.reject(new Error('down')) };
    await expect(
      redriveDeadLetters({ kind: 'redrive', id: undefined }, { queue: broken, deadLetters, clock }),
    ).rejects.toThrow('down');
    expect(await list()).toHaveLength(1);
  });
});
