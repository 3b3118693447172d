import type { Clock } from '../../ports/clock.ts';
import type { BudgetLimit, UsageCounters, UsageLedger, UsageScope } from '../../ports/usage-ledger.ts';

interface Held {
  month: string;
  scopes: readonly UsageScope[];
  remaining: number;
  expiresAtMs: number;
}

export function createMemoryUsageLedger(options: { clock: Clock; reservationTtlMs: number }): UsageLedger {
  const { clock, reservationTtlMs } = options;
  const counters = new Map<string, UsageCounters>();
  const reservations = new Map<string, Held>();
  let reservationCount = 0;

  const countersOf = (month: string, scope: UsageScope): UsageCounters => {
    const name = JSON.stringify([month, scope]);
    const found = counters.get(name) ?? emptyCounters();
    counters.set(name, found);
    return found;
  };

  const release = (held: Held, characters: number) => {
    const released = Math.min(characters, held.remaining);
    held.remaining -= released;
    for (const scope of held.scopes) countersOf(held.month, scope).reservedCharacters -= released;
  };

  const releaseAbandoned = () => {
    for (const [id, held] of reservations) {
      if (held.expiresAtMs > clock.nowMs()) continue;
      release(held, held.remaining);
      reservations.delete(id);
    }
  };

  const findExceeded = (month: string, limits: readonly BudgetLimit[], characters: number) =>
    limits.find(({ scope, maxCharacters }) => {
      const { billedCharacters, uncertainCharacters, reservedCharacters } = countersOf(month, scope);
      const committed = billedCharacters + uncertainCharacters + reservedCharacters;
      return maxCharacters !== undefined && committed + characters > maxCharacters;
    });

  return {
    async reserve(month, limits, characters) {
      if (findExceeded(month, limits, characters)) releaseAbandoned();
      const exceeded = findExceeded(month, limits, characters);
      if (exceeded) return { ok: false, scope: exceeded.scope };

      const scopes = [...new Set(limits.map(({ scope }) => scope))];
      for (const scope of scopes) countersOf(month, scope).reservedCharacters += characters;
      reservationCount += 1;
      const id = String(reservationCount);
      reservations.set(id, { month, scopes, remaining: characters, expiresAtMs: clock.nowMs() + reservationTtlMs });
      return { ok: true, reservation: { id, month, scopes, characters } };
    },

    async settle({ id, month, scopes }, { releasedCharacters, spent = {} }) {
      const held = reservations.get(id);
      if (held) {
        release(held, releasedCharacters);
        held.expiresAtMs = clock.nowMs() + reservationTtlMs;
        if (held.remaining === 0) reservations.delete(id);
      }
      for (const scope of scopes) {
        const totals = countersOf(month, scope);
        totals.articles += spent.articles ?? 0;
        totals.billedCharacters += spent.billedCharacters ?? 0;
        totals.uncertainCharacters += spent.uncertainCharacters ?? 0;
        totals.savedCharacters += spent.savedCharacters ?? 0;
        totals.costMicroUsd += spent.costMicroUsd ?? 0;
        totals.inputTokens += spent.inputTokens ?? 0;
        totals.outputTokens += spent.outputTokens ?? 0;
      }
    },

    async read(month, scope) {
      return { ...countersOf(month, scope) };
    },
  };
}

function emptyCounters(): UsageCounters {
  return {
    articles: 0,
    billedCharacters: 0,
    uncertainCharacters: 0,
    savedCharacters: 0,
    reservedCharacters: 0,
    costMicroUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
  };
}
