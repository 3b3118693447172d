import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createSystemClock } from '../../../shared/adapters/clock-system.ts';
import { type Fault, type FaultyDynamodb, startFaultyDynamodb } from '../../support/dynamodb/start-faulty-dynamodb.ts';
import { inCharacters } from '../../support/ledger.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

const SENTENCES = 60;

/** A table that answers takes longer than this on no machine, and one that does not is given up soon. */
const CALL_TIMEOUT_MS = 1_200;

let table: TestTable;
let front: FaultyDynamodb;
let decide: (number: number) => Fault;
beforeEach(async () => {
  table = await startTestTable();
  let number = 0;
  decide = () => 'none';
  front = await startFaultyDynamodb(table.endpoint, () => {
    number += 1;
    return decide(number);
  });
});
afterEach(async () => {
  await front.stop();
  await table.stop();
});

function openMemory() {
  const client = createDynamodbClient({ ...LOCAL_CLIENT, endpoint: front.endpoint, callTimeoutMs: CALL_TIMEOUT_MS });
  const { tableName } = table;
  return createDynamodbStores({ client, tableName, clock: createSystemClock(), random: Math.random }).segments;
}

const CLAIMS = Array.from({ length: SENTENCES }, (_, number) => ({ key: `sentence ${number}`, seen: undefined }));
const SEGMENTS = CLAIMS.map(({ key }) => ({ key, translation: key }));

test('an answer that gets lost among many costs one wait, and what was asked is done', async () => {
  decide = (number) => (number === 20 ? 'hang' : 'none');
  const claimed = await openMemory().claim(CLAIMS, 'worker');
  expect(claimed.size).toBe(SENTENCES);
  expect(front.vainAttempts).toBe(1);
});

test.each([
  ['claims', 20, () => openMemory().claim(CLAIMS, 'worker')],
  [
    'what is given back',
    20,
    () =>
      openMemory().giveBack(
        Array.from(CLAIMS, ({ key }) => key),
        'worker',
      ),
  ],
  ['what is remembered', 1, () => openMemory().remember(SEGMENTS)],
  ['what is recalled', 1, () => openMemory().recall([...CLAIMS, ...SEGMENTS].map(({ key }, at) => `${key} ${at}`))],
])('a table that hangs among %s is waited for twice, and told as unanswered', async (_, answers, ask) => {
  decide = (number) => (number > answers ? 'hang' : 'none');
  await expect(ask()).rejects.toMatchObject({ code: 'storage-unavailable', isUnanswered: true });
  expect(front.vainAttempts).toBe(2);
});

test('a table that hangs under many jobs at once is waited for twice by all of them together', async () => {
  decide = (number) => (number > 30 ? 'hang' : 'none');
  const memory = openMemory();
  const jobs = Array.from({ length: 8 }, (_, job) => memory.claim(CLAIMS, `worker ${job}`));
  for (const outcome of await Promise.allSettled(jobs)) {
    expect(outcome).toMatchObject({ reason: { code: 'storage-unavailable', isUnanswered: true } });
  }
  expect(front.vainAttempts).toBe(2);
});

test('a write whose answer is lost and that is refused at the repeat was made', async () => {
  let isLost = false;
  const lose = await startFaultyDynamodb(front.endpoint, () => {
    if (isLost) return 'none';
    isLost = true;
    return { delayMs: 2 * CALL_TIMEOUT_MS };
  });
  const client = createDynamodbClient({ ...LOCAL_CLIENT, endpoint: lose.endpoint, callTimeoutMs: CALL_TIMEOUT_MS });
  const { tableName } = table;
  const { usage } = createDynamodbStores({ client, tableName, clock: createSystemClock(), random: Math.random });
  const account = usage.open('2026-03', [{ scope: 'total', maxCharacters: 10 }]);
  expect(await account.change({ reserve: inCharacters(10) })).toEqual({ ok: true });
  expect(await usage.read('2026-03', 'total')).toMatchObject({ reservedCharacters: 10 });
  await lose.stop();
});
