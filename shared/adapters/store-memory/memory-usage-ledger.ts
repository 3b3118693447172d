import type { Clock } from '../../ports/clock.ts';
import type {
  AccountChange,
  Amounts,
  BudgetLimit,
  ChangeOutcome,
  UsageCounters,
  UsageLedger,
  UsageScope,
} from '../../ports/usage-ledger.ts';

interface OpenAccount {
  month: string;
  scopes: readonly UsageScope[];
  promised: Amounts;
  sent: Amounts;
  /** What it had sent when it ended. */
  givenUp: Amounts;
  expiresAtMs: number;
}

const NOTHING: Amounts = { characters: 0, microUsd: 0 };

export function createMemoryUsageLedger(options: { clock: Clock; reservationTtlMs: number }): UsageLedger {
  const { clock, reservationTtlMs } = options;
  const counters = new Map<string, UsageCounters>();
  const open = new Set<OpenAccount>();

  const countersOf = (month: string, scope: UsageScope): UsageCounters => {
    const name = JSON.stringify([month, scope]);
    const found = counters.get(name) ?? emptyCounters();
    counters.set(name, found);
    return found;
  };

  const add = ({ month, scopes }: Pick<OpenAccount, 'month' | 'scopes'>, amounts: Partial<UsageCounters>) => {
    for (const scope of scopes) {
      const totals = countersOf(month, scope);
      for (const [counter, amount] of Object.entries(amounts) as [keyof UsageCounters, number][]) {
        totals[counter] += amount;
      }
    }
  };

  const hold = (account: OpenAccount, promised: Amounts, sent: Amounts) => {
    const held = (unit: keyof Amounts) => promised[unit] + sent[unit] - account.promised[unit] - account.sent[unit];
    add(account, { reservedCharacters: held('characters'), reservedMicroUsd: held('microUsd') });
    Object.assign(account, { promised, sent });
  };

  const end = (account: OpenAccount) => {
    const { sent } = account;
    hold(account, NOTHING, NOTHING);
    add(account, { uncertainCharacters: sent.characters, uncertainMicroUsd: sent.microUsd });
    account.givenUp = sent;
    open.delete(account);
  };

  const endExpired = () => {
    for (const account of open) if (account.expiresAtMs <= clock.nowMs()) end(account);
  };

  const findExceeded = (month: string, limits: readonly BudgetLimit[], asked: Amounts) => {
    for (const { scope, maxCharacters = Infinity, maxMicroUsd = Infinity } of limits) {
      const used = countersOf(month, scope);
      const characters = used.billedCharacters + used.uncertainCharacters + used.reservedCharacters;
      if (asked.characters > 0 && characters + asked.characters > maxCharacters)
        return { scope, unit: 'characters' } as const;
      const microUsd = used.costMicroUsd + used.uncertainMicroUsd + used.reservedMicroUsd;
      if (asked.microUsd > 0 && microUsd + asked.microUsd > maxMicroUsd) return { scope, unit: 'microUsd' } as const;
    }
    return undefined;
  };

  return {
    open(month, limits) {
      const scopes = [...new Set(limits.map(({ scope }) => scope))];
      const hasMoney = limits.some(({ maxMicroUsd }) => maxMicroUsd !== undefined);
      const kept = ({ characters, microUsd }: Amounts = NOTHING) => ({ characters, microUsd: hasMoney ? microUsd : 0 });
      const account = { month, scopes, promised: NOTHING, sent: NOTHING, givenUp: NOTHING, expiresAtMs: 0 };

      const make = (change: AccountChange): ChangeOutcome => {
        endExpired();
        const reserve = kept(change.reserve);
        const send = kept(change.send);
        const answered = kept(change.answered);
        const asked = each((unit) => Math.max(reserve[unit], send[unit] - account.promised[unit]));
        const exceeded = findExceeded(month, limits, asked);
        if (exceeded) return { ok: false, ...exceeded };

        const late = each((unit) => Math.min(account.givenUp[unit], answered[unit]));
        account.givenUp = each((unit) => account.givenUp[unit] - late[unit]);
        account.expiresAtMs = clock.nowMs() + reservationTtlMs;
        open.add(account);
        hold(
          account,
          each((unit) => account.promised[unit] + asked[unit] - send[unit]),
          each((unit) => Math.max(0, account.sent[unit] + send[unit] - answered[unit])),
        );
        add(account, change.spent ?? {});
        add(account, { uncertainCharacters: -late.characters, uncertainMicroUsd: -late.microUsd });
        if (change.close) end(account);
        return { ok: true };
      };
      return { change: async (change) => make(change) };
    },

    async read(month, scope) {
      endExpired();
      return { ...countersOf(month, scope) };
    },
  };
}

function each(make: (unit: keyof Amounts) => number): Amounts {
  return { characters: make('characters'), microUsd: make('microUsd') };
}

function emptyCounters(): UsageCounters {
  return {
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
}
