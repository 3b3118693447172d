import { beforeEach, describe, expect, test } from 'vitest';
import type { Reservation, UsageLedger } from '../../shared/ports/usage-ledger.ts';
import type { ManualClock } from '../support/dynamodb/manual-clock.ts';

export const CONTRACT_RESERVATION_TTL_MS = 3_600_000;

const MONTH = '2026-03';
const ZERO = {
  articles: 0,
  billedCharacters: 0,
  uncertainCharacters: 0,
  savedCharacters: 0,
  reservedCharacters: 0,
  costMicroUsd: 0,
  inputTokens: 0,
  outputTokens: 0,
};

/** What every UsageLedger does; reservations are to be kept for `CONTRACT_RESERVATION_TTL_MS`. */
export function describeUsageLedger(
  name: string,
  setUp: () => Promise<{ usage: UsageLedger; clock: ManualClock }> | { usage: UsageLedger; clock: ManualClock },
): void {
  describe(`${name} as UsageLedger`, () => {
    let usage: UsageLedger;
    let clock: ManualClock;

    beforeEach(async () => {
      ({ usage, clock } = await setUp());
    });

    const reserve = async (characters: number, maxCharacters?: number): Promise<Reservation> => {
      const outcome = await usage.reserve(MONTH, [{ scope: 'total', maxCharacters }], characters);
      if (!outcome.ok) throw new Error('Refused.');
      return outcome.reservation;
    };

    test('starts at zero', async () => {
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
    });

    test('a reservation becomes billed call by call, and the rest is given back', async () => {
      const reservation = await reserve(100, 100);
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, reservedCharacters: 100 });
      const billed = { billedCharacters: 60, costMicroUsd: 900 };
      await usage.settle(reservation, { releasedCharacters: 60, spent: billed });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, ...billed, reservedCharacters: 40 });
      await usage.settle(reservation, {
        releasedCharacters: 40,
        spent: { articles: 1, savedCharacters: 40, inputTokens: 5, outputTokens: 6 },
      });
      expect(await usage.read(MONTH, 'total')).toEqual({
        articles: 1,
        billedCharacters: 60,
        uncertainCharacters: 0,
        savedCharacters: 40,
        reservedCharacters: 0,
        costMicroUsd: 900,
        inputTokens: 5,
        outputTokens: 6,
      });
    });

    test('allows up to the limit and not one character more', async () => {
      const reservation = await reserve(60, 100);
      await usage.settle(reservation, { releasedCharacters: 60, spent: { billedCharacters: 50 } });
      const limits = [{ scope: 'total', maxCharacters: 100 }];
      expect(await usage.reserve(MONTH, limits, 51)).toEqual({ ok: false, scope: 'total' });
      expect((await usage.reserve(MONTH, limits, 50)).ok).toBe(true);
      expect(await usage.reserve(MONTH, limits, 1)).toEqual({ ok: false, scope: 'total' });
    });

    test('refuses at once what is larger than the limit, and reserves nothing for it', async () => {
      expect(await usage.reserve(MONTH, [{ scope: 'total', maxCharacters: 10 }], 11)).toEqual({
        ok: false,
        scope: 'total',
      });
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
    });

    test('a limit that is passed stops the change for every scope, and is named', async () => {
      const limits = [
        { scope: 'total', maxCharacters: undefined },
        { scope: 'key:small', maxCharacters: 10 },
      ];
      expect(await usage.reserve(MONTH, limits, 11)).toEqual({ ok: false, scope: 'key:small' });
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
      const outcome = await usage.reserve(MONTH, limits, 10);
      if (!outcome.ok) throw new Error('Refused.');
      await usage.settle(outcome.reservation, { releasedCharacters: 10, spent: { billedCharacters: 10 } });
      for (const scope of ['total', 'key:small']) {
        expect(await usage.read(MONTH, scope)).toEqual({ ...ZERO, billedCharacters: 10 });
      }
    });

    test('a scope given twice counts once, under its lower limit', async () => {
      const limits = [
        { scope: 'total', maxCharacters: 50 },
        { scope: 'total', maxCharacters: 20 },
      ];
      expect((await usage.reserve(MONTH, limits, 21)).ok).toBe(false);
      expect((await usage.reserve(MONTH, limits, 20)).ok).toBe(true);
      expect((await usage.read(MONTH, 'total')).reservedCharacters).toBe(20);
    });

    test('months and odd scopes are counted apart', async () => {
      await usage.reserve(MONTH, [{ scope: 'key:a b#é"__proto__', maxCharacters: undefined }], 3);
      expect((await usage.read(MONTH, 'key:a b#é"__proto__')).reservedCharacters).toBe(3);
      expect(await usage.read('2026-04', 'key:a b#é"__proto__')).toEqual(ZERO);
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
    });

    test('releasing more than was reserved, or twice, takes nothing from others', async () => {
      const mine = await reserve(10);
      await reserve(30);
      await usage.settle(mine, { releasedCharacters: 25, spent: { billedCharacters: 12 } });
      await usage.settle(mine, { releasedCharacters: 10 });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 12, reservedCharacters: 30 });
    });

    test('what a crashed worker reserved is given back after its time, before anyone is refused', async () => {
      await reserve(90, 100);
      clock.advance(CONTRACT_RESERVATION_TTL_MS - 1);
      expect((await usage.reserve(MONTH, [{ scope: 'total', maxCharacters: 100 }], 20)).ok).toBe(false);
      clock.advance(1);
      await reserve(20, 100);
      expect((await usage.read(MONTH, 'total')).reservedCharacters).toBe(20);
    });

    test('each settlement prolongs the rest of its reservation', async () => {
      const reservation = await reserve(90, 100);
      clock.advance(CONTRACT_RESERVATION_TTL_MS - 1);
      await usage.settle(reservation, { releasedCharacters: 10, spent: { billedCharacters: 10 } });
      clock.advance(CONTRACT_RESERVATION_TTL_MS - 1);
      expect((await usage.reserve(MONTH, [{ scope: 'total', maxCharacters: 100 }], 11)).ok).toBe(false);
    });

    test('a worker slower than its reservation still has its spending counted', async () => {
      const slow = await reserve(90, 100);
      clock.advance(CONTRACT_RESERVATION_TTL_MS);
      await reserve(20, 100);
      await usage.settle(slow, { releasedCharacters: 90, spent: { billedCharacters: 90 } });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 90, reservedCharacters: 20 });
    });

    test('200 calls at once never pass the limit, and every character is accounted for', {
      timeout: 60_000,
    }, async () => {
      const limits = [
        { scope: 'total', maxCharacters: 1_000 },
        { scope: 'key:a', maxCharacters: undefined },
      ];
      const billed = await Promise.all(
        Array.from({ length: 200 }, async (_, index) => {
          const outcome = await usage.reserve(MONTH, limits, 10);
          if (!outcome.ok) return 0;
          const billedCharacters = index % 2 === 0 ? 10 : 7;
          await usage.settle(outcome.reservation, {
            releasedCharacters: billedCharacters,
            spent: { billedCharacters },
          });
          await usage.settle(outcome.reservation, {
            releasedCharacters: 10 - billedCharacters,
            spent: { articles: 1 },
          });
          return billedCharacters;
        }),
      );
      const total = billed.reduce<number>((sum, characters) => sum + characters, 0);
      const articles = billed.filter((characters) => characters > 0).length;
      expect(total).toBeLessThanOrEqual(1_000);
      expect(articles).toBeGreaterThanOrEqual(100);
      for (const scope of ['total', 'key:a']) {
        expect(await usage.read(MONTH, scope)).toEqual({ ...ZERO, billedCharacters: total, articles });
      }
    });

    test('what may have been billed counts against a budget, beside what was', async () => {
      const limits = [{ scope: 'total', maxCharacters: 100 }];
      const outcome = await usage.reserve(MONTH, limits, 60);
      if (!outcome.ok) throw new Error('Refused.');
      await usage.settle(outcome.reservation, {
        releasedCharacters: 60,
        spent: { billedCharacters: 20, uncertainCharacters: 30 },
      });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 20, uncertainCharacters: 30 });
      expect(await usage.reserve(MONTH, limits, 51)).toEqual({ ok: false, scope: 'total' });
      expect((await usage.reserve(MONTH, limits, 50)).ok).toBe(true);
    });

    test('concurrent settlements of one reservation are all counted', async () => {
      const reservation = await reserve(100);
      await Promise.all(
        Array.from({ length: 8 }, () =>
          usage.settle(reservation, { releasedCharacters: 10, spent: { billedCharacters: 10 } }),
        ),
      );
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 80, reservedCharacters: 20 });
    });
  });
}
