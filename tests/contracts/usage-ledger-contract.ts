import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { AccountChange, BudgetLimit, UsageAccount, UsageLedger } from '../../shared/ports/stores/usage-ledger.ts';
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
  uncertainMicroUsd: 0,
  reservedMicroUsd: 0,
  inputTokens: 0,
  outputTokens: 0,
};

const inCharacters = (characters: number) => ({ characters, microUsd: 0 });

/** Accounts at once, for half of which there is room. */
const CROWD = Math.min(60, 30 * inject('fuzzFactor'));

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

    const total = (maxCharacters?: number): BudgetLimit[] => [{ scope: 'total', maxCharacters }];

    /** Makes a change that no limit refuses. */
    const make = async (account: UsageAccount, change: AccountChange): Promise<void> => {
      expect(await account.change(change)).toEqual({ ok: true });
    };

    const reserve = async (characters: number, maxCharacters?: number): Promise<UsageAccount> => {
      const account = usage.open(MONTH, total(maxCharacters));
      await make(account, { reserve: inCharacters(characters) });
      return account;
    };

    const isRefused = async (characters: number, maxCharacters: number): Promise<boolean> =>
      !(await usage.open(MONTH, total(maxCharacters)).change({ reserve: inCharacters(characters) })).ok;

    test('starts at zero, and opening writes nothing', async () => {
      usage.open(MONTH, total(5));
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
    });

    test('a reservation is sent, becomes billed, and the rest is given back', async () => {
      const account = await reserve(100, 100);
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, reservedCharacters: 100 });
      await make(account, { send: inCharacters(60) });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, reservedCharacters: 100 });
      const billed = { billedCharacters: 60, costMicroUsd: 900 };
      await make(account, { answered: inCharacters(60), spent: billed, send: inCharacters(10) });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, ...billed, reservedCharacters: 40 });
      await make(account, {
        answered: inCharacters(10),
        spent: { articles: 1, savedCharacters: 40, inputTokens: 5, outputTokens: 6 },
        close: true,
      });
      expect(await usage.read(MONTH, 'total')).toEqual({
        ...ZERO,
        articles: 1,
        billedCharacters: 60,
        savedCharacters: 40,
        costMicroUsd: 900,
        inputTokens: 5,
        outputTokens: 6,
      });
    });

    test('an account that only counts is one change', async () => {
      const spent = { articles: 1, savedCharacters: 7 };
      await make(usage.open(MONTH, total()), { spent, close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, ...spent });
    });

    test('what was sent and never answered is uncertain, and counts against the limit', async () => {
      const account = usage.open(MONTH, total(100));
      await make(account, { reserve: inCharacters(70), send: inCharacters(60) });
      await make(account, { answered: inCharacters(20), spent: { billedCharacters: 20 }, close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 20, uncertainCharacters: 40 });
      expect(await isRefused(41, 100)).toBe(true);
      expect(await isRefused(40, 100)).toBe(false);
    });

    test('a call that was not billed leaves nothing behind', async () => {
      const account = usage.open(MONTH, total(100));
      await make(account, { reserve: inCharacters(70), send: inCharacters(70) });
      await make(account, { answered: inCharacters(70), close: true });
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
    });

    test('what is sent beyond the reservation is reserved with it, or refused with it', async () => {
      const account = await reserve(10, 30);
      await make(account, { send: inCharacters(10) });
      await make(account, { send: inCharacters(15) });
      expect((await usage.read(MONTH, 'total')).reservedCharacters).toBe(25);
      expect(await account.change({ send: inCharacters(6) })).toEqual({
        ok: false,
        scope: 'total',
        unit: 'characters',
      });
      await make(account, { answered: inCharacters(25), spent: { billedCharacters: 25 }, close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 25 });
    });

    test('a refusal counts nothing of its change, which goes through without what was refused', async () => {
      const account = await reserve(10, 10);
      await make(account, { send: inCharacters(10) });
      const facts = { answered: inCharacters(10), spent: { billedCharacters: 10 } };
      expect(await account.change({ ...facts, reserve: inCharacters(1) })).toEqual({
        ok: false,
        scope: 'total',
        unit: 'characters',
      });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, reservedCharacters: 10 });
      await make(account, facts);
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 10 });
    });

    test('allows up to the limit and not one character more', async () => {
      await make(await reserve(60, 100), { spent: { billedCharacters: 50 }, close: true });
      expect(await isRefused(51, 100)).toBe(true);
      await reserve(50, 100);
      expect(await isRefused(1, 100)).toBe(true);
    });

    test('what is spent is counted though it passes the limit: it is a fact', async () => {
      await make(usage.open(MONTH, total(10)), { spent: { billedCharacters: 11 }, close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 11 });
      expect(await isRefused(1, 10)).toBe(true);
    });

    test('refuses what is larger than the limit, and reserves nothing for it', async () => {
      const account = usage.open(MONTH, total(10));
      expect(await account.change({ reserve: inCharacters(11) })).toEqual({
        ok: false,
        scope: 'total',
        unit: 'characters',
      });
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
    });

    test('a limit that is passed stops the change for every scope, and is named', async () => {
      const limits = [
        { scope: 'total', maxCharacters: undefined },
        { scope: 'key:small', maxCharacters: 10 },
      ];
      const account = usage.open(MONTH, limits);
      expect(await account.change({ reserve: inCharacters(11) })).toEqual({
        ok: false,
        scope: 'key:small',
        unit: 'characters',
      });
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
      await make(account, { reserve: inCharacters(10), send: inCharacters(10) });
      await make(account, { answered: inCharacters(10), spent: { billedCharacters: 10 }, close: true });
      for (const scope of ['total', 'key:small']) {
        expect(await usage.read(MONTH, scope)).toEqual({ ...ZERO, billedCharacters: 10 });
      }
    });

    test('money is limited beside characters, and reserved only where it is', async () => {
      const limits = (maxMicroUsd?: number) => [{ scope: 'total', maxCharacters: 100, maxMicroUsd }];
      await make(usage.open(MONTH, limits()), {
        reserve: { characters: 10, microUsd: 150 },
        spent: { costMicroUsd: 50 },
      });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, reservedCharacters: 10, costMicroUsd: 50 });
      const account = usage.open(MONTH, limits(200));
      const tooDear = { reserve: { characters: 10, microUsd: 151 } };
      expect(await account.change(tooDear)).toEqual({ ok: false, scope: 'total', unit: 'microUsd' });
      const tooLong = { reserve: { characters: 91, microUsd: 10 } };
      expect(await account.change(tooLong)).toEqual({ ok: false, scope: 'total', unit: 'characters' });
      await make(account, { reserve: { characters: 10, microUsd: 150 }, send: { characters: 4, microUsd: 60 } });
      expect(await usage.read(MONTH, 'total')).toMatchObject({ reservedCharacters: 20, reservedMicroUsd: 150 });
      await make(account, { close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({
        ...ZERO,
        reservedCharacters: 10,
        uncertainCharacters: 4,
        costMicroUsd: 50,
        uncertainMicroUsd: 60,
      });
      expect(await usage.open(MONTH, limits(200)).change({ reserve: { characters: 1, microUsd: 91 } })).toMatchObject({
        ok: false,
      });
    });

    test('under a limit of money, too, what a crashed worker had sent is uncertain in each of its scopes', async () => {
      const scope = 'key:a b#é';
      const limits = [
        { scope: 'total', maxCharacters: undefined, maxMicroUsd: 1e9 },
        { scope, maxCharacters: undefined },
      ];
      const crashed = usage.open(MONTH, limits);
      await make(crashed, {
        reserve: { characters: 300, microUsd: 70_000_000 },
        send: { characters: 200, microUsd: 129 },
      });
      clock.advance(CONTRACT_RESERVATION_TTL_MS);
      const uncertain = { uncertainCharacters: 200, uncertainMicroUsd: 129 };
      for (const one of ['total', scope]) expect(await usage.read(MONTH, one)).toEqual({ ...ZERO, ...uncertain });
      await make(usage.open(MONTH, total(1_000)), { reserve: inCharacters(1) });
      await make(crashed, {
        answered: { characters: 200, microUsd: 129 },
        spent: { billedCharacters: 200, costMicroUsd: 8 },
      });
      for (const one of ['total', scope]) {
        expect(await usage.read(MONTH, one)).toMatchObject({
          billedCharacters: 200,
          costMicroUsd: 8,
          uncertainMicroUsd: 0,
        });
      }
    });

    test('a scope given twice counts once, under its lower limit', async () => {
      const limits = [...total(50), ...total(20)];
      expect((await usage.open(MONTH, limits).change({ reserve: inCharacters(21) })).ok).toBe(false);
      expect((await usage.open(MONTH, limits).change({ reserve: inCharacters(20) })).ok).toBe(true);
      expect((await usage.read(MONTH, 'total')).reservedCharacters).toBe(20);
    });

    test('months and odd scopes are counted apart', async () => {
      const scope = 'key:a b#é"__proto__';
      await make(usage.open(MONTH, [{ scope, maxCharacters: undefined }]), {
        reserve: inCharacters(3),
        send: inCharacters(1),
      });
      expect((await usage.read(MONTH, scope)).reservedCharacters).toBe(3);
      expect(await usage.read('2026-04', scope)).toEqual(ZERO);
      expect(await usage.read(MONTH, 'total')).toEqual(ZERO);
      clock.advance(CONTRACT_RESERVATION_TTL_MS);
      expect(await usage.read(MONTH, scope)).toEqual({ ...ZERO, uncertainCharacters: 1 });
    });

    test('answering more than was sent, or twice, takes nothing from others', async () => {
      const mine = await reserve(10);
      await reserve(30);
      await make(mine, { send: inCharacters(10) });
      await make(mine, { answered: inCharacters(25), spent: { billedCharacters: 12 } });
      await make(mine, { answered: inCharacters(10), close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 12, reservedCharacters: 30 });
    });

    test('what a crashed worker had promised is given back after its time, what it had sent is not', async () => {
      const crashed = await reserve(90, 100);
      await make(crashed, { send: inCharacters(25) });
      clock.advance(CONTRACT_RESERVATION_TTL_MS - 1);
      expect(await isRefused(11, 100)).toBe(true);
      expect((await usage.read(MONTH, 'total')).reservedCharacters).toBe(90);
      clock.advance(1);
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, uncertainCharacters: 25 });
      expect(await isRefused(76, 100)).toBe(true);
      await reserve(75, 100);
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, uncertainCharacters: 25, reservedCharacters: 75 });
    });

    test('more crashed workers than one change gives up make room at once', async () => {
      await Promise.all(Array.from({ length: 120 }, () => reserve(1, 130)));
      clock.advance(CONTRACT_RESERVATION_TTL_MS);
      await reserve(130, 130);
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, reservedCharacters: 130 });
    });

    test('each change prolongs the rest of its reservation', async () => {
      const account = await reserve(90, 100);
      clock.advance(CONTRACT_RESERVATION_TTL_MS - 1);
      await make(account, { spent: { savedCharacters: 10 } });
      clock.advance(CONTRACT_RESERVATION_TTL_MS - 1);
      expect(await isRefused(11, 100)).toBe(true);
    });

    test('a worker slower than its reservation still has its spending counted, once', async () => {
      const slow = await reserve(90, 100);
      await make(slow, { send: inCharacters(50) });
      clock.advance(CONTRACT_RESERVATION_TTL_MS);
      const other = await reserve(20, 100);
      await make(other, { close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, uncertainCharacters: 50 });
      await make(slow, { answered: inCharacters(30), spent: { billedCharacters: 30 } });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 30, uncertainCharacters: 20 });
      await make(slow, { answered: inCharacters(20), spent: { billedCharacters: 20 }, close: true });
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 50 });
    });

    test('accounts at once never pass the limit, and every character is accounted for', async () => {
      const limits = [...total(5 * CROWD), { scope: 'key:a', maxCharacters: undefined }];
      const billed = await Promise.all(
        Array.from({ length: CROWD }, async (_, index) => {
          const account = usage.open(MONTH, limits);
          const asked = await account.change({ reserve: inCharacters(10), send: inCharacters(10) });
          if (!asked.ok) return 0;
          const billedCharacters = index % 2 === 0 ? 10 : 7;
          await make(account, {
            answered: inCharacters(10),
            spent: { billedCharacters, articles: 1 },
            close: index % 3 === 0,
          });
          if (index % 3 !== 0) await make(account, { close: true });
          return billedCharacters;
        }),
      );
      const sum = billed.reduce<number>((left, right) => left + right, 0);
      const articles = billed.filter((characters) => characters > 0).length;
      expect(sum).toBeLessThanOrEqual(5 * CROWD);
      expect(articles).toBeGreaterThanOrEqual(CROWD / 2);
      for (const scope of ['total', 'key:a']) {
        expect(await usage.read(MONTH, scope)).toEqual({ ...ZERO, billedCharacters: sum, articles });
      }
    });

    test('accounts at once pass neither limit, whatever the calls turn out to cost', async () => {
      const limits = [{ scope: 'total', maxCharacters: 5 * CROWD, maxMicroUsd: 15 * CROWD }];
      const most = { characters: 10, microUsd: 45 };
      const costs = await Promise.all(
        Array.from({ length: CROWD }, async (_, index) => {
          const account = usage.open(MONTH, limits);
          const asked = await account.change({ reserve: most, send: most });
          if (!asked.ok) return 0;
          const costMicroUsd = 15 + (index % 7);
          await make(account, { answered: most, spent: { billedCharacters: 10, costMicroUsd }, close: true });
          return costMicroUsd;
        }),
      );
      const sum = costs.reduce<number>((left, right) => left + right, 0);
      const answered = costs.filter((cost) => cost > 0).length;
      expect(sum).toBeLessThanOrEqual(15 * CROWD);
      expect(answered).toBeGreaterThanOrEqual(CROWD / 3);
      expect(await usage.read(MONTH, 'total')).toEqual({
        ...ZERO,
        billedCharacters: 10 * answered,
        costMicroUsd: sum,
      });
    });

    test('changes of one account at once are all made, one after the other', async () => {
      const account = await reserve(100);
      await make(account, { send: inCharacters(80) });
      const change = { answered: inCharacters(10), spent: { billedCharacters: 10 } };
      await Promise.all(Array.from({ length: 8 }, () => make(account, change)));
      expect(await usage.read(MONTH, 'total')).toEqual({ ...ZERO, billedCharacters: 80, reservedCharacters: 20 });
    });
  });
}
