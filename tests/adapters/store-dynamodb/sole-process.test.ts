import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import type { UsageLedger } from '../../../shared/ports/usage-ledger.ts';
import { inCharacters, reserve } from '../../support/ledger.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

const LIMIT = 100;

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

/** What a process that was killed had reserved and spent, and how the next one opens the table. */
async function setUpKilled(month: string) {
  const clock = createManualClock();
  const open = (isSole = false) =>
    createDynamodbStores({ client: table.client, tableName: table.tableName, clock, random: Math.random, isSole })
      .usage;
  const killed = await reserve(open(), { month, characters: 90, maxCharacters: LIMIT });
  await killed.change({ send: inCharacters(40) });
  await killed.change({ answered: inCharacters(30), spent: { billedCharacters: 30 } });
  clock.advance(1_000);
  return { clock, open, month };
}

const isRefused = async (usage: UsageLedger, month: string, characters: number) =>
  !(await reserve(usage, { month, characters, maxCharacters: LIMIT })).outcome.ok;

test('what a killed process had not sent is free at the next start; what it had sent and not heard of is uncertain', async () => {
  const { open, month } = await setUpKilled('2026-03');
  const usage = open(true);
  const spent = { billedCharacters: 30, uncertainCharacters: 10 };
  expect(await usage.read(month, 'total')).toMatchObject({ ...spent, reservedCharacters: 0 });
  expect(await isRefused(usage, month, 61)).toBe(true);
  expect(await isRefused(usage, month, 60)).toBe(false);
  expect(await usage.read(month, 'total')).toMatchObject({ ...spent, reservedCharacters: 60 });
});

test('what this process has reserved stays reserved, from its first moment on', async () => {
  const { clock, open, month } = await setUpKilled('2026-04');
  const usage = open(true);
  expect(await isRefused(usage, month, 50)).toBe(false);
  clock.advance(5_000);
  expect(await isRefused(usage, month, 20)).toBe(true);
});

test('where other processes can open the table, it stays reserved for as long as they may need it', async () => {
  const { open, month } = await setUpKilled('2026-05');
  expect(await isRefused(open(), month, 70)).toBe(true);
});
