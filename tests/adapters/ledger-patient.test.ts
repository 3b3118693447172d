import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPatientLedger } from '../../shared/adapters/ledger-patient.ts';
import { createMemoryUsageLedger } from '../../shared/adapters/store-memory/memory-usage-ledger.ts';
import { setup } from '../app/support/setup.ts';
import { createFlakyLedger, inCharacters } from '../support/ledger.ts';

const MONTH = '2026-11';

function start() {
  const { clock, deps, logged } = setup();
  const world = { isDown: false };
  const ledger = createMemoryUsageLedger({ clock, reservationTtlMs: 3_600_000 });
  const patient = createPatientLedger(
    createFlakyLedger(ledger, () => world.isDown),
    deps,
  );
  const bill = async (billedCharacters: number) => {
    const account = patient.open(MONTH, [{ scope: 'total', maxCharacters: undefined }]);
    world.isDown = false;
    await account.change({ reserve: inCharacters(100), send: inCharacters(100) });
    world.isDown = true;
    const answered = inCharacters(100);
    await account.change({ answered, spent: { billedCharacters }, close: true });
  };
  return { clock, world, patient, logged, bill };
}

test('a bill that cannot be written is settled, once, when it can be', async () => {
  const { clock, world, patient, logged, bill } = start();
  await expect(bill(60)).rejects.toMatchObject({ code: 'storage-unavailable' });
  await expect(bill(30)).rejects.toMatchObject({ code: 'storage-unavailable' });
  clock.advance(10_000);
  for (let turns = 0; turns < 10; turns += 1) await turn();
  world.isDown = false;
  clock.advance(10_000);
  for (let turns = 0; turns < 10; turns += 1) await turn();
  const settled = { billedCharacters: 90, reservedCharacters: 0, uncertainCharacters: 0 };
  expect(await patient.read(MONTH, 'total')).toMatchObject(settled);
  await patient.close();
  expect(await patient.read(MONTH, 'total')).toMatchObject(settled);
  expect(logged.map(({ message }) => message)).toEqual([
    expect.stringContaining('kept in memory'),
    expect.stringContaining('are written'),
  ]);
});

test('at the end it is tried once more, and what is lost is said', async () => {
  const { world, patient, bill, logged } = start();
  await expect(bill(60)).rejects.toMatchObject({ code: 'storage-unavailable' });
  world.isDown = false;
  await patient.close();
  expect(await patient.read(MONTH, 'total')).toMatchObject({ billedCharacters: 60 });

  const other = start();
  await expect(other.bill(60)).rejects.toMatchObject({ code: 'storage-unavailable' });
  await other.patient.close();
  expect(logged.map(({ level }) => level)).toEqual(['error']);
  expect(other.logged.map(({ message }) => message).at(-1)).toContain('lost with this process');
});
