import { expect, test } from 'vitest';
import { createSoleProcessLeases } from '../../../shared/adapters/leases-sole-process.ts';
import { createMemoryStores } from '../../../shared/adapters/store-memory/create-memory-stores.ts';
import { describeLeaseStore } from '../../contracts/lease-store-contract.ts';
import { createManualClock } from '../../support/dynamodb/manual-clock.ts';

const LEASE_MS = 30_000;
const KEY = { id: 'a', target: 'en', pipelineVersion: 'v1' };

describeLeaseStore('sole process', () =>
  createSoleProcessLeases(createMemoryStores({ clock: createManualClock() }).leases, 0),
);

test('a lease from before the start is free at once, also one that was renewed at the last moment', async () => {
  const clock = createManualClock();
  const { leases } = createMemoryStores({ clock });
  const first = await leases.acquire(KEY, 'dead', clock.nowMs(), LEASE_MS);
  clock.advance(10_000);
  if (typeof first !== 'object' || !(await leases.renew(first, clock.nowMs(), LEASE_MS)))
    throw new Error('The lease was held.');
  clock.advance(1);
  const restarted = createSoleProcessLeases(leases, clock.nowMs());
  expect(await restarted.acquire(KEY, 'alive', clock.nowMs(), LEASE_MS)).toMatchObject({ owner: 'alive' });
});

test.each([0, 1, 9_999, 29_999])(
  'a lease of this process, taken %i ms after the start, keeps others out',
  async (ms) => {
    const clock = createManualClock();
    const { leases } = createMemoryStores({ clock });
    const restarted = createSoleProcessLeases(leases, clock.nowMs());
    clock.advance(ms);
    const lease = await restarted.acquire(KEY, 'first', clock.nowMs(), LEASE_MS);
    if (typeof lease !== 'object') throw new Error('The lease was free.');
    expect(await restarted.acquire(KEY, 'second', clock.nowMs(), LEASE_MS)).toBeUndefined();
    clock.advance(LEASE_MS / 3);
    expect(await restarted.renew(lease, clock.nowMs(), LEASE_MS)).toMatchObject({ owner: 'first' });
    expect(await restarted.acquire(KEY, 'second', clock.nowMs(), LEASE_MS)).toBeUndefined();
  },
);

test('a lease ends in time though it was taken early, so that a second restart finds it free', async () => {
  const clock = createManualClock();
  const { leases } = createMemoryStores({ clock });
  for (const owner of ['first', 'second', 'third']) {
    const restarted = createSoleProcessLeases(leases, clock.nowMs());
    expect(await restarted.acquire(KEY, owner, clock.nowMs(), LEASE_MS)).toEqual({
      key: KEY,
      owner,
      leaseUntilMs: clock.nowMs() + LEASE_MS,
    });
    clock.advance(1);
  }
});
