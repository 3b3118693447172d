import { beforeEach, describe, expect, test } from 'vitest';
import type { LeaseStore } from '../../shared/ports/lease-store.ts';
import type { ResultKey } from '../../shared/ports/result-key.ts';

const KEY: ResultKey = { id: 'a', target: 'en', pipelineVersion: 'v1' };
const T0 = 1_000_000;

/** What every LeaseStore does. `setUp` gives one that holds nothing yet. */
export function describeLeaseStore(name: string, setUp: () => LeaseStore | Promise<LeaseStore>): void {
  describe(`${name} as LeaseStore`, () => {
    let leases: LeaseStore;

    beforeEach(async () => {
      leases = await setUp();
    });

    test('gives a free lease to one of many', async () => {
      const owners = Array.from({ length: 50 }, (_, index) => `worker-${index}`);
      const taken = await Promise.all(owners.map((owner) => leases.acquire(KEY, owner, T0, 1_000)));
      const winners = taken.filter((lease) => lease !== undefined);
      expect(winners).toHaveLength(1);
      expect(winners[0]).toMatchObject({ key: KEY, leaseUntilMs: T0 + 1_000 });
    });

    test('leases of other articles, targets and versions are independent', async () => {
      for (const key of [KEY, { ...KEY, id: 'b' }, { ...KEY, target: 'de' }, { ...KEY, pipelineVersion: 'v2' }]) {
        expect(await leases.acquire(key, 'worker', T0, 1_000)).toBeDefined();
      }
    });

    test('is taken over when it expires, not a millisecond before', async () => {
      await leases.acquire(KEY, 'first', T0, 1_000);
      expect(await leases.acquire(KEY, 'second', T0 + 999, 1_000)).toBeUndefined();
      expect(await leases.acquire(KEY, 'second', T0 + 1_000, 1_000)).toMatchObject({ owner: 'second' });
    });

    test('a repeated acquisition by the same owner succeeds, for the answer to the first may have been lost', async () => {
      await leases.acquire(KEY, 'first', T0, 1_000);
      expect(await leases.acquire(KEY, 'first', T0 + 10, 1_000)).toMatchObject({ leaseUntilMs: T0 + 1_010 });
    });

    test('renewing holds others off', async () => {
      const lease = await leases.acquire(KEY, 'first', T0, 1_000);
      if (typeof lease !== 'object') throw new Error('The lease was free.');
      const renewed = await leases.renew(lease, T0 + 900, 1_000);
      expect(renewed).toEqual({ key: KEY, owner: 'first', leaseUntilMs: T0 + 1_900 });
      expect(await leases.acquire(KEY, 'second', T0 + 1_500, 1_000)).toBeUndefined();
    });

    test('one that expired, was taken over or given back cannot be renewed', async () => {
      const lease = await leases.acquire(KEY, 'first', T0, 1_000);
      if (typeof lease !== 'object') throw new Error('The lease was free.');
      expect(await leases.renew(lease, T0 + 1_000, 1_000)).toBeUndefined();
      const second = await leases.acquire(KEY, 'second', T0 + 1_000, 1_000);
      expect(await leases.renew(lease, T0 + 1_001, 1_000)).toBeUndefined();
      if (typeof second !== 'object') throw new Error('The lease had expired.');
      await leases.release(second);
      expect(await leases.renew(second, T0 + 1_002, 1_000)).toBeUndefined();
    });

    test('releasing frees one’s own lease only', async () => {
      const lost = await leases.acquire(KEY, 'first', T0, 1_000);
      const held = await leases.acquire(KEY, 'second', T0 + 1_000, 1_000);
      if (typeof lost !== 'object' || typeof held !== 'object') throw new Error('The lease was free.');
      await leases.release(lost);
      expect(await leases.acquire(KEY, 'third', T0 + 1_001, 1_000)).toBeUndefined();
      await leases.release(held);
      await leases.release(held);
      expect(await leases.acquire(KEY, 'third', T0 + 1_001, 1_000)).toBeDefined();
    });
  });
}
