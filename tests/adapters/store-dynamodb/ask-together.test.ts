import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createSystemClock } from '../../../shared/adapters/clock-system.ts';
import { type Fault, type FaultyDynamodb, startFaultyDynamodb } from '../../support/dynamodb/start-faulty-dynamodb.ts';
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

/** Two batches of what is remembered wait when the first is answered, and one of what is recalled; claims go 32 at a time. */
test.each([
  ['claims', 20, 32, () => openMemory().claim(CLAIMS, 'worker')],
  [
    'what is given back',
    20,
    32,
    () =>
      openMemory().giveBack(
        Array.from(CLAIMS, ({ key }) => key),
        'worker',
      ),
  ],
  ['what is remembered', 1, 2, () => openMemory().remember(SEGMENTS)],
  ['what is recalled', 1, 1, () => openMemory().recall([...CLAIMS, ...SEGMENTS].map(({ key }, at) => `${key} ${at}`))],
])(
  'a table that hangs among %s is asked by one alone once more, and told as unanswered',
  async (_, answers, atATime, ask) => {
    decide = (number) => (number > answers ? 'hang' : 'none');
    await expect(ask()).rejects.toMatchObject({ code: 'storage-unavailable', isUnanswered: true });
    expect(front.vainAttempts).toBeGreaterThan(1);
    expect(front.vainAttempts).toBeLessThanOrEqual(atATime + 1);
  },
);
