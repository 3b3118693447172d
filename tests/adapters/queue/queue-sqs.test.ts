import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedAws, startEmbeddedAws } from '../../support/start-embedded-aws.ts';
import { createSqsQueue } from '../../../shared/adapters/queue-sqs.ts';
import type { Queue, QueueMessage } from '../../../shared/ports/queue.ts';

let aws: EmbeddedAws;
let queue: Queue & { close(): void };
let deadLetters: Queue & { close(): void };

beforeAll(async () => {
  aws = await startEmbeddedAws({ maxReceiveCount: 2 });
});
afterAll(() => aws.close());
beforeEach(async () => {
  queue = createSqsQueue({ queueUrl: aws.queueUrl, sdk: aws.sdk });
  deadLetters = createSqsQueue({ queueUrl: aws.deadLetterQueueUrl, sdk: aws.sdk });
});

async function receiveOne(from: Queue = queue): Promise<QueueMessage> {
  const [message] = await from.receive({ visibilitySeconds: 30 });
  if (!message) throw new Error('The queue is empty.');
  return message;
}

describe('the SQS queue', () => {
  test('delivers a message with its attributes until it is removed', async () => {
    await queue.send('{"a":"é"}', { ReasonCode: 'invalid-json' });
    const message = await receiveOne();
    expect(message).toMatchObject({ body: '{"a":"é"}', receiveCount: 1, attributes: { ReasonCode: 'invalid-json' } });
    expect(Math.abs(Date.now() - message.sentAtMs)).toBeLessThan(60_000);
    expect(await queue.receive({ visibilitySeconds: 30 })).toEqual([]);
    await queue.release(message);
    const again = await receiveOne();
    expect(again).toMatchObject({ id: message.id, receiveCount: 2 });
    await queue.remove(again);
    expect(await queue.receive({ visibilitySeconds: 30 })).toEqual([]);
  });

  test('gives a message up to the dead-letter queue after its deliveries', async () => {
    await queue.send('nobody can read this');
    for (const delivery of [1, 2]) {
      const message = await receiveOne();
      expect(message.receiveCount).toBe(delivery);
      await queue.release(message);
    }
    expect(await queue.receive({ visibilitySeconds: 30 })).toEqual([]);
    const dead = await receiveOne(deadLetters);
    expect(dead.body).toBe('nobody can read this');
    await deadLetters.remove(dead);
  });

  test('waiting for messages ends with the signal', async () => {
    const controller = new AbortController();
    const waiting = queue.receive({ visibilitySeconds: 30, waitSeconds: 20, signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  test('a queue that does not answer is unavailable for the moment', async () => {
    const unreachable = createSqsQueue({ queueUrl: aws.queueUrl, sdk: { ...aws.sdk, endpoint: 'http://127.0.0.1:1' } });
    await expect(unreachable.send('a')).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
  });
});
