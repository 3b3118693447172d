import { expect, test } from 'vitest';
import { createSoleProcessLeases } from '../../../shared/adapters/sole-process/leases-sole-process.ts';
import { createMemoryStores } from '../../../shared/adapters/store-memory/create-memory-stores.ts';
import { describeLeaseStore } from '../../contracts/lease-store-contract.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';
import { takeLease } from '../../support/take-lease.ts';

const KEY = { id: 'a', target: 'en', pipelineVersion: 'v1' };
const NOW = { nowMs: 1_000_000 };

const openTable = () => createMemoryStores({ clock: createManualClock() }).leases;

describeLeaseStore('sole process', () => createSoleProcessLeases(openTable()));

test('a lease of an earlier process is free at once, renewed or not, over any number of restarts', async () => {
  const table = openTable();
  const first = createSoleProcessLeases(table);
  await first.renew(await takeLease(first, KEY, 'worker', NOW));
  for (const _ of ['second', 'third']) {
    const restarted = createSoleProcessLeases(table);
    expect(await restarted.acquire(KEY, 'worker', NOW)).toMatchObject({ renewal: 0 });
  }
});

test('a lease of this process keeps others out, also when the time is set back below its start', async () => {
  const leases = createSoleProcessLeases(openTable());
  const { owner } = await takeLease(leases, KEY, 'first', NOW);
  const earlier = { nowMs: NOW.nowMs - 60_000 };
  expect(await leases.acquire(KEY, 'second', earlier)).toEqual({ heldBy: { owner, renewal: 0 } });
});
