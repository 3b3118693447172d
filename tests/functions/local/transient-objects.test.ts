import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalPipeline, openLocalPipeline } from '../../../functions/wiring/local.ts';
import { createTransientObjects, type TransientObjects } from '../../../functions/local/transient-objects.ts';
import { createStreamLogger } from '../../../shared/adapters/logger-stream.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

let pipeline: LocalPipeline;
let objects: TransientObjects;
const logger = createStreamLogger({ write: () => {}, level: 'error', clock: createManualClock() });

beforeAll(async () => {
  pipeline = await openLocalPipeline();
  objects = createTransientObjects(pipeline, logger);
});
afterAll(() => pipeline.close());

const deliver = (key: string, work: () => Promise<string>) =>
  objects.during({ key, bytes: 1, body: 'a', options: { contentType: 'text/plain' } }, work);

const read = (key: string) =>
  pipeline.inbox
    .get({ bucket: pipeline.inboxBucket, key }, { maxBytes: 10, acceptsType: () => true })
    .then(({ body }) => new TextDecoder().decode(body));

test('an object is there for its message and goes with it, also when that fails', async () => {
  expect(await deliver('inbox/one.txt', () => read('inbox/one.txt'))).toBe('a');
  await expect(read('inbox/one.txt')).rejects.toMatchObject({ code: 'not-found' });
  const failing = deliver('inbox/two.txt', () => Promise.reject(new Error('lost')));
  await expect(failing).rejects.toThrow('lost');
  await expect(read('inbox/two.txt')).rejects.toMatchObject({ code: 'not-found' });
});

test('an object stays for every message of it, whenever it comes', async () => {
  const key = 'inbox/shared.txt';
  const chain = async () => {
    for (let turn = 0; turn < 20; turn += 1) expect(await deliver(key, () => read(key))).toBe('a');
  };
  await Promise.all([chain(), chain(), chain()]);
  await expect(read(key)).rejects.toMatchObject({ code: 'not-found' });
});

test('a bucket that keeps its object does no harm', async () => {
  const { inbox, inboxBucket } = pipeline;
  const remove = () => Promise.reject(new Error('not now'));
  const stubborn = createTransientObjects({ inbox: { ...inbox, remove }, inboxBucket }, logger);
  const delivery = { key: 'inbox/kept.txt', bytes: 1, body: 'a', options: { contentType: 'text/plain' } };
  expect(await stubborn.during(delivery, () => read('inbox/kept.txt'))).toBe('a');
});

test('what is settled after the end leaves its object to the bucket, which ends too', async () => {
  const { inbox, inboxBucket } = pipeline;
  const removed: string[] = [];
  const remove = async ({ key }: { key: string }) => void removed.push(key);
  const closing = createTransientObjects({ inbox: { ...inbox, remove }, inboxBucket }, logger);
  const during = (key: string, work: () => Promise<string>) =>
    closing.during({ key, bytes: 1, body: 'a', options: { contentType: 'text/plain' } }, work);
  await during('inbox/early.txt', async () => 'settled');
  let settle = (_: string) => {};
  const outcome = new Promise<string>((resolve) => {
    settle = resolve;
  });
  const late = during('inbox/late.txt', () => outcome);
  await closing.close();
  settle('settled');
  expect(await late).toBe('settled');
  expect(removed).toEqual(['inbox/early.txt']);
});
