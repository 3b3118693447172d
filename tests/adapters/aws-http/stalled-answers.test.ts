import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { createCallHandler } from '../../../shared/adapters/aws-http/create-call-handler.ts';
import { createS3Inbox } from '../../../shared/adapters/inbox-s3.ts';
import { createEventbridgePublisher } from '../../../shared/adapters/publisher-eventbridge.ts';
import { createSqsQueue } from '../../../shared/adapters/queue-sqs.ts';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { failed } from '../../contracts/event-publisher-contract.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import {
  type Stall,
  type StallingServer,
  STALLS,
  startStallingServer,
} from '../../support/stalling-server/start-stalling-server.ts';

const ACCESS = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const CALL_TIMEOUT_MS = 60;
/** Long enough for every call to get there first, however busy the machine. */
const PATIENT_CALL_TIMEOUT_MS = 500;
/** Of the SDK, the first included. */
const ATTEMPTS = 3;

const READ = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } });

/** Takes this long for each answer, however many it is asked for at once. */
async function startSlowTable(answerMs: number) {
  let under = 0;
  let most = 0;
  const table = createServer((request, response) => {
    most = Math.max(most, ++under);
    request.resume();
    setTimeout(() => {
      under -= 1;
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    }, answerMs);
  }).listen(0, '127.0.0.1');
  await once(table, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(table.address() as AddressInfo).port}`,
    mostAtOnce: () => most,
    async stop() {
      table.closeAllConnections();
      table.close();
      await once(table, 'close');
    },
  };
}

/** Every adapter that calls out and waits for a whole answer: how it is made impatient, and one call of it. */
const CALLS: Record<string, (endpoint: string) => Promise<unknown>> = {
  'a read of the table': (endpoint) => {
    const client = createDynamodbClient({ ...ACCESS, endpoint, callTimeoutMs: CALL_TIMEOUT_MS, maxAttempts: 2 });
    const stores = createDynamodbStores({ client, tableName: 't', clock: createManualClock(), random: () => 0.5 });
    return stores.articles.getArticle('a');
  },
  'an object put into the inbox': (endpoint) =>
    openInbox(endpoint).put('inbox/a.txt', 'Bonjour.', { contentType: 'text/plain' }),
  'an object removed from it': (endpoint) => openInbox(endpoint).remove({ bucket: 'b', key: 'inbox/a.txt' }),
  'a message sent': (endpoint) => openQueue(endpoint).send('a'),
  'messages received': (endpoint) => openQueue(endpoint).receive({ visibilitySeconds: 30 }),
  'an event published': (endpoint) =>
    createEventbridgePublisher({
      bus: 'news',
      clock: createManualClock(),
      random: () => 0.5,
      callTimeoutMs: CALL_TIMEOUT_MS,
      sdk: { ...ACCESS, endpoint },
    }).publish([failed('a')]),
};

function openInbox(endpoint: string, callTimeoutMs = CALL_TIMEOUT_MS) {
  return createS3Inbox({
    bucket: 'b',
    callTimeoutMs,
    sdk: { ...ACCESS, endpoint, forcePathStyle: true },
  });
}

function openQueue(endpoint: string) {
  return createSqsQueue({ queueUrl: `${endpoint}/q`, callTimeoutMs: CALL_TIMEOUT_MS, sdk: { ...ACCESS, endpoint } });
}

let server: StallingServer | undefined;
afterEach(() => server?.stop());

// Each waits for time-outs, which pass side by side.
describe.concurrent.each(Object.entries(CALLS))('%s', (_, call) => {
  test.for(STALLS)('ends, and leaves its connection, when the answer is %s', async (stall: Stall, { expect }) => {
    const stalling = await startStallingServer(stall);
    await expect(call(stalling.endpoint)).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
    await stalling.allLeft();
    await stalling.stop();
  });
});

test('an object whose body stalls after its headers is given up', async () => {
  server = await startStallingServer('byte by byte');
  const asking = openInbox(server.endpoint, PATIENT_CALL_TIMEOUT_MS).get(
    { bucket: 'b', key: 'inbox/a.txt' },
    { maxBytes: 2_000_000, acceptsType: () => true },
  );
  await expect(asking).rejects.toMatchObject({ code: 'storage-unavailable', retryable: true });
  expect(server.requests).toBeGreaterThan(1); // the look, which has no body, and the object
  await server.allLeft();
});

test('a call that its caller gives up ends at once, whatever its deadline', async () => {
  server = await startStallingServer('headers only');
  const controller = new AbortController();
  const waiting = createSqsQueue({
    queueUrl: `${server.endpoint}/q`,
    sdk: { ...ACCESS, endpoint: server.endpoint },
  }).receive({
    visibilitySeconds: 30,
    waitSeconds: 20,
    signal: controller.signal,
  });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'storage-unavailable' });
});

test('an answer that came while this process was busy is no silence', async () => {
  // Long enough that what the rest of a busy machine does in between is no silence either.
  const callTimeoutMs = 5 * CALL_TIMEOUT_MS;
  const busy = createServer((_, response) => {
    const endMs = performance.now() + 4 * callTimeoutMs;
    while (performance.now() < endMs); // as a long computation holds the event loop
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const endpoint = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
  const client = createDynamodbClient({ ...ACCESS, endpoint, callTimeoutMs, maxAttempts: 1 });
  await expect(client.send(READ)).resolves.toBeDefined();
  busy.closeAllConnections();
  busy.close();
});

describe('a burst of calls', () => {
  test('waits for its turn as long as the server answers', async () => {
    const table = await startSlowTable(500);
    const client = new DynamoDBClient({
      ...ACCESS,
      endpoint: table.endpoint,
      maxAttempts: 1,
      requestHandler: createCallHandler({ connectionTimeoutMs: 60_000, callTimeoutMs: 2_000 }),
    });
    // Five times as many as go at once: the last ones wait longer than one call may take.
    const outcomes = await Promise.allSettled(Array.from({ length: 5 * 50 }, () => client.send(READ)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(table.mostAtOnce()).toBe(50);
    client.destroy();
    await table.stop();
  });

  test('is given up as one when the server says nothing', async () => {
    server = await startStallingServer('silent');
    const inbox = openInbox(server.endpoint);
    const removing = Array.from({ length: 12 * 50 }, (_, at) => inbox.remove({ bucket: 'b', key: `inbox/${at}.txt` }));
    const outcomes = await Promise.allSettled(removing);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    // Those that had no turn by then go without one, but for what got in as the first ones left; each is tried again.
    expect(server.requests).toBeLessThanOrEqual(ATTEMPTS * 100);
    await server.allLeft();
  });
});

test('of a burst of reads two are under way at a time, and as many wait in vain when the table says nothing', async () => {
  server = await startStallingServer('silent');
  const { endpoint } = server;
  const client = createDynamodbClient({ ...ACCESS, endpoint, callTimeoutMs: PATIENT_CALL_TIMEOUT_MS });
  const outcomes = await Promise.allSettled(Array.from({ length: 96 }, () => client.send(READ)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
  expect(server.requests).toBe(2);
  await server.allLeft();
});

test('a deadline that has grown when it is over holds longer', async () => {
  let answer: ServerResponse | undefined;
  const table = createServer((_, response) => {
    answer = response;
  }).listen(0, '127.0.0.1');
  await once(table, 'listening');
  let startedMs: number | undefined;
  const callTimeoutMs = () => {
    startedMs ??= performance.now();
    if (performance.now() - startedMs < CALL_TIMEOUT_MS / 2) return CALL_TIMEOUT_MS;
    if (!answer?.writableEnded) answer?.end('{}');
    return 600_000;
  };
  const client = new DynamoDBClient({
    ...ACCESS,
    endpoint: `http://127.0.0.1:${(table.address() as AddressInfo).port}`,
    maxAttempts: 1,
    requestHandler: createCallHandler({ connectionTimeoutMs: 60_000, callTimeoutMs }),
  });
  await expect(client.send(READ)).resolves.toBeDefined();
  table.closeAllConnections();
  table.close();
});
