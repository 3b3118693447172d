import type { Clock } from '../../ports/clock.ts';
import {
  each,
  type Held,
  lowestLimits,
  NOTHING,
  type PlannedChange,
  planChange,
  type StoredCounter,
  toUsageCounters,
  type UnitLimit,
} from '../../ports/stores/plan-usage.ts';
import type { Amounts, UsageLedger, UsageScope } from '../../ports/stores/usage-ledger.ts';

interface Account {
  month: string;
  scopes: readonly UsageScope[];
  limits: readonly UnitLimit[];
  /** While it is open. */
  entry: Held | undefined;
  /** What it had sent when it ended by itself. */
  givenUp: Amounts;
  expiresAtMs: number;
}

export function createMemoryUsageLedger(options: { clock: Clock; reservationTtlMs: number }): UsageLedger {
  const { clock, reservationTtlMs } = options;
  const counters = new Map<string, number>();
  const open = new Set<Account>();

  const nameOf = (month: string, scope: UsageScope, counter: StoredCounter) => JSON.stringify([month, scope, counter]);
  const read = (month: string, scope: UsageScope, counter: StoredCounter) =>
    counters.get(nameOf(month, scope, counter)) ?? 0;

  const carryOut = (account: Account, { add, to, late }: PlannedChange) => {
    const { month, scopes, givenUp } = account;
    for (const [counter, amount] of Object.entries(add) as [StoredCounter, number][]) {
      for (const scope of scopes) counters.set(nameOf(month, scope, counter), read(month, scope, counter) + amount);
    }
    account.givenUp = each((unit) => givenUp[unit] - late[unit]);
    account.entry = to;
    if (to) open.add(account);
    else open.delete(account);
  };

  const endExpired = () => {
    for (const account of open) {
      if (account.expiresAtMs > clock.nowMs()) continue;
      const { entry, givenUp } = account;
      carryOut(account, planChange({ close: true }, account));
      account.givenUp = each((unit) => givenUp[unit] + (entry?.sent[unit] ?? 0));
    }
  };

  return {
    open(month, budgets) {
      const scopes = [...new Set(budgets.map(({ scope }) => scope))];
      const limits = lowestLimits(budgets);
      const account: Account = { month, scopes, limits, entry: undefined, givenUp: NOTHING, expiresAtMs: 0 };
      return {
        async change(change) {
          endExpired();
          const planned = planChange(change, account);
          const refusing = planned.limits.find(({ scope, counter, most }) => read(month, scope, counter) > most);
          if (refusing) return { ok: false, scope: refusing.scope, unit: refusing.unit };
          account.expiresAtMs = clock.nowMs() + reservationTtlMs;
          carryOut(account, planned);
          if (change.close && account.entry) carryOut(account, planChange({ close: true }, account));
          return { ok: true };
        },
      };
    },

    async read(month, scope) {
      endExpired();
      return toUsageCounters((counter) => read(month, scope, counter));
    },
  };
}
