import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { LeaseHolder, LeaseStore } from '../../shared/ports/stores/lease-store.ts';
import type { ResultKey } from '../../shared/ports/stores/result-key.ts';
import { takeLease } from '../support/take-lease.ts';

const KEY: ResultKey = { id: 'a', target: 'en', pipelineVersion: 'v1' };
const NOW = { nowMs: Date.UTC(2026, 10, 23) };

/** Workers that want the same lease at once. */
const CROWD = Math.min(50, 25 * inject('fuzzFactor'));

/** What every LeaseStore does. `setUp` gives one that holds nothing yet; it may add to the names of owners. */
export function describeLeaseStore(name: string, setUp: () => LeaseStore | Promise<LeaseStore>): void {
  describe(`${name} as LeaseStore`, () => {
    let leases: LeaseStore;

    beforeEach(async () => {
      leases = await setUp();
    });

    const take = (owner: string, abandoned?: LeaseHolder) => takeLease(leases, KEY, owner, { ...NOW, abandoned });
    /** Who has it, as somebody else is told. */
    const holder = async (abandoned?: LeaseHolder, nowMs = NOW.nowMs): Promise<LeaseHolder> => {
      const outcome = await leases.acquire(KEY, 'somebody else', { nowMs, abandoned });
      if (outcome === 'deleted' || !('heldBy' in outcome)) throw new Error('Nobody held the lease.');
      return outcome.heldBy;
    };

    test('gives a free lease to one of many, and tells the others who has it', async () => {
      const owners = Array.from({ length: CROWD }, (_, index) => `worker-${index}`);
      const outcomes = await Promise.all(owners.map((owner) => leases.acquire(KEY, owner, NOW)));
      const winners = outcomes.flatMap((outcome) => (outcome !== 'deleted' && 'key' in outcome ? [outcome] : []));
      expect(winners).toEqual([{ key: KEY, owner: expect.any(String), renewal: 0 }]);
      expect(await holder()).toEqual({ owner: winners[0]?.owner, renewal: 0 });
    });

    test('leases of other articles, targets and versions are independent', async () => {
      for (const key of [KEY, { ...KEY, id: 'b' }, { ...KEY, target: 'de' }, { ...KEY, pipelineVersion: 'v2' }]) {
        expect(await leases.acquire(key, 'worker', NOW)).toMatchObject({ key });
      }
    });

    test.each([-3_600_000, -60_000, 60_000, 3_600_000])(
      'is not to be had whatever the time is at whoever asks: %i ms off',
      async (offMs) => {
        const { owner } = await take('first');
        expect(await holder(undefined, NOW.nowMs + offMs)).toEqual({ owner, renewal: 0 });
        expect(await holder({ owner: 'another', renewal: 0 }, NOW.nowMs + offMs)).toEqual({ owner, renewal: 0 });
      },
    );

    test('is taken over from the holder that was seen, by one of many', async () => {
      await take('first');
      const abandoned = await holder();
      const heirs = Array.from({ length: 20 }, (_, index) =>
        leases.acquire(KEY, `heir-${index}`, { ...NOW, abandoned }),
      );
      const winners = (await Promise.all(heirs)).filter((outcome) => outcome !== 'deleted' && 'key' in outcome);
      expect(winners).toHaveLength(1);
      expect(winners).toMatchObject([await holder()]);
    });

    test('is not taken over from a holder that has given a sign of life since', async () => {
      const lease = await take('first');
      const seen = await holder();
      const renewed = await leases.renew(lease);
      expect(renewed).toEqual({ ...lease, renewal: 1 });
      expect(await holder(seen)).toEqual({ owner: lease.owner, renewal: 1 });
      expect(renewed && (await leases.renew(renewed))).toEqual({ ...lease, renewal: 2 });
      expect(await holder({ owner: lease.owner, renewal: 1 })).toEqual({ owner: lease.owner, renewal: 2 });
      expect(await take('heir', await holder())).toMatchObject({ renewal: 0 });
    });

    test('a repeated acquisition by the same owner succeeds, for the answer to the first may have been lost', async () => {
      const first = await take('first');
      expect(await take('first')).toEqual(first);
    });

    test('one that was taken over or given back cannot be renewed', async () => {
      const lost = await take('first');
      const second = await take('second', await holder());
      expect(await leases.renew(lost)).toBeUndefined();
      await leases.release(second);
      expect(await leases.renew(second)).toBeUndefined();
    });

    test('releasing frees one’s own lease only', async () => {
      const lost = await take('first');
      const held = await take('second', await holder());
      await leases.release(lost);
      expect(await holder()).toEqual({ owner: held.owner, renewal: 0 });
      await leases.release(held);
      await leases.release(held);
      expect(await take('third')).toMatchObject({ renewal: 0 });
    });
  });
}
