import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamodbClient } from '../../../shared/adapters/store-dynamodb/create-dynamodb-client.ts';
import { createDynamodbStores } from '../../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { DISK_FULL_EXCEPTION } from '../../../shared/config/constants.ts';
import type { UsageLedger } from '../../../shared/ports/stores/usage-ledger.ts';
import { inCharacters, reserve } from '../../support/ledger.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { PATIENT_CLIENT, startTestTable, type TestTable } from '../../support/dynamodb/start-test-table.ts';

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

test('an account that could not be closed is this process’s own until it is: its bill is no doubt', async () => {
  const month = '2026-06';
  const clock = createManualClock();
  const client = createDynamodbClient({ ...PATIENT_CLIENT, endpoint: table.endpoint });
  let isFull = false;
  client.middlewareStack.add(
    (next) => (args) => {
      if (isFull) throw Object.assign(new Error('The disk is full.'), { name: DISK_FULL_EXCEPTION });
      return next(args);
    },
    { step: 'initialize' },
  );
  const { usage } = createDynamodbStores({
    client,
    tableName: table.tableName,
    clock,
    random: Math.random,
    isSole: true,
  });
  const billed = await reserve(usage, { month, characters: 40 });
  await billed.change({ send: inCharacters(40) });
  isFull = true;
  const close = { answered: inCharacters(40), spent: { billedCharacters: 40 }, close: true };
  await expect(billed.change(close)).rejects.toMatchObject({ isFull: true });
  isFull = false;
  // The second change of another account is the one that takes along what has ended.
  const other = await reserve(usage, { month, characters: 10 });
  await other.change({ close: true });
  await billed.change({ close: true });
  expect(await usage.read(month, 'total')).toMatchObject({ billedCharacters: 40, uncertainCharacters: 0 });
  client.destroy();
});
