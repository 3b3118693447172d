import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createSystemClock } from '../../../shared/adapters/clock-system.ts';
import { type Fault, type FaultyDynamodb, startFaultyDynamodb } from '../../support/dynamodb/start-faulty-dynamodb.ts';
import type { SentenceMemory } from '../../../shared/ports/stores/sentence-memory.ts';
import { inCharacters } from '../../support/ledger.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

const SENTENCES = 60;

/** A table that answers takes longer than this on no machine, and one that does not is given up soon. */
const CALL_TIMEOUT_MS = 1_200;

let table: TestTable;
/** Agrees to whatever it is asked, at once: what answers before a table hangs takes no time then. */
let yes: Server;
const fronts: FaultyDynamodb[] = [];
beforeAll(async () => {
  table = await startTestTable();
  yes = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(yes, 'listening');
});
afterAll(async () => {
  for (const front of fronts) await front.stop();
  yes.closeAllConnections();
  yes.close();
  await table.stop();
});

/** A memory behind a front of its own: `decide` says what becomes of which request, the first being 1. */
async function setUp(endpoint: string, decide: (number: number) => Fault) {
  let number = 0;
  const front = await startFaultyDynamodb(endpoint, () => {
    number += 1;
    return decide(number);
  });
  fronts.push(front);
  return { front, memory: openStores(front.endpoint).segments };
}

function openStores(endpoint: string) {
  const client = createDynamodbClient({ ...LOCAL_CLIENT, endpoint, callTimeoutMs: CALL_TIMEOUT_MS });
  const { tableName } = table;
  return createDynamodbStores({ client, tableName, clock: createSystemClock(), random: Math.random });
}

const KEYS = Array.from({ length: SENTENCES }, (_, at) => `sentence ${at}`);
const CLAIMS = KEYS.map((key) => ({ key, seen: undefined }));

// Each waits for time-outs, which pass side by side.
describe.concurrent('a table that stops answering', () => {
  const endpointOfYes = () => `http://127.0.0.1:${(yes.address() as AddressInfo).port}`;

  test('an answer that gets lost among many costs one wait, and what was asked is done', async ({ expect }) => {
    const { front, memory } = await setUp(table.endpoint, (number) => (number === 20 ? 'hang' : 'none'));
    const claimed = await memory.claim(CLAIMS, 'worker');
    expect(claimed.size).toBe(SENTENCES);
    expect(front.vainAttempts).toBe(1);
  });

  test.for<[string, number, (memory: SentenceMemory) => Promise<unknown>]>([
    ['claims', 20, (memory) => memory.claim(CLAIMS, 'worker')],
    ['what is given back', 20, (memory) => memory.giveBack(KEYS, 'worker')],
    ['what is remembered', 1, (memory) => memory.remember(KEYS.map((key) => ({ key, translation: key })))],
    ['what is recalled', 1, (memory) => memory.recall([...KEYS, ...KEYS.map((key) => `another ${key}`)])],
  ])(
    'a table that hangs among %s is waited for twice, and told as unanswered',
    async ([, answers, ask], { expect }) => {
      const { front, memory } = await setUp(endpointOfYes(), (number) => (number > answers ? 'hang' : 'none'));
      await expect(ask(memory)).rejects.toMatchObject({ code: 'storage-unavailable', isUnanswered: true });
      expect(front.vainAttempts).toBe(2);
    },
  );

  test('a table that hangs under many jobs at once is waited for twice by all of them together', async ({ expect }) => {
    const { front, memory } = await setUp(endpointOfYes(), (number) => (number > 30 ? 'hang' : 'none'));
    const jobs = Array.from({ length: 8 }, (_, job) => memory.claim(CLAIMS, `worker ${job}`));
    for (const outcome of await Promise.allSettled(jobs)) {
      expect(outcome).toMatchObject({ reason: { code: 'storage-unavailable', isUnanswered: true } });
    }
    expect(front.vainAttempts).toBe(2);
  });

  test('a write whose answer is lost and that is refused at the repeat was made', async ({ expect }) => {
    const lose = await startFaultyDynamodb(table.endpoint, () =>
      lose.operations.length === 1 ? { delayMs: 2 * CALL_TIMEOUT_MS } : 'none',
    );
    fronts.push(lose);
    const { usage } = openStores(lose.endpoint);
    const account = usage.open('2026-03', [{ scope: 'total', maxCharacters: 10 }]);
    expect(await account.change({ reserve: inCharacters(10) })).toEqual({ ok: true });
    expect(await usage.read('2026-03', 'total')).toMatchObject({ reservedCharacters: 10 });
  });
});
