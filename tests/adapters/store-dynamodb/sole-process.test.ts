import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { findExpiredReservations, writeReservation } from '../../../shared/adapters/store-dynamodb/usage/usage-item.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

const LIMITS = [{ scope: 'total', maxCharacters: 100 }];

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

/** What a process that was killed had reserved and spent, and how the next one opens the table. */
async function setUpKilled(month: string) {
  const clock = createManualClock();
  const open = (soleSinceMs?: number) =>
    createDynamodbStores({ client: table.client, tableName: table.tableName, clock, random: Math.random, soleSinceMs })
      .usage;
  const killed = open();
  const reserved = await killed.reserve(month, LIMITS, 90);
  if (!reserved.ok) throw new Error('There was room.');
  await killed.settle(reserved.reservation, { releasedCharacters: 30, spent: { billedCharacters: 30 } });
  clock.advance(1_000);
  return { clock, open, month };
}

test('what a killed process had reserved is free at the next start, and what it had spent is not', async () => {
  const { clock, open, month } = await setUpKilled('2026-03');
  const usage = open(clock.nowMs());
  expect(await usage.reserve(month, LIMITS, 71)).toMatchObject({ ok: false });
  expect(await usage.reserve(month, LIMITS, 70)).toMatchObject({ ok: true });
  expect(await usage.read(month, 'total')).toMatchObject({ billedCharacters: 30, reservedCharacters: 70 });
});

test('what this process has reserved stays reserved, from its first moment on', async () => {
  const { clock, open, month } = await setUpKilled('2026-04');
  const usage = open(clock.nowMs());
  expect(await usage.reserve(month, LIMITS, 60)).toMatchObject({ ok: true });
  clock.advance(5_000);
  expect(await usage.reserve(month, LIMITS, 20)).toMatchObject({ ok: false });
});

test('where other processes can open the table, it stays reserved for as long as they may need it', async () => {
  const { open, month } = await setUpKilled('2026-05');
  expect(await open().reserve(month, LIMITS, 70)).toMatchObject({ ok: false });
});

test('a settled reservation stays for those who ask twice, though it ends early', () => {
  const held = { expiresAtMs: 2_000, lastChange: 'a' };
  const item = {
    'reservation settled': writeReservation({ ...held, remaining: 0 }, ['total']),
    'reservation left': writeReservation({ ...held, remaining: 5 }, ['total']),
  };
  const found = findExpiredReservations(item, 1_000, 3_000).map(({ attribute }) => attribute);
  expect(found).toEqual(['reservation left']);
  expect(findExpiredReservations(item, 2_000, 0)).toHaveLength(2);
});
