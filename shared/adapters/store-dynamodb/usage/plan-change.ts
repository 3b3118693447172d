import type { AccountChange, Amounts, BudgetLimit, UsageScope } from '../../../ports/usage-ledger.ts';
import { type AccountEntry, NOTHING } from './account-entry.ts';
import type { CommittedCounter, UsageChange } from './usage-change.ts';

/** A limit in one unit. */
export interface UnitLimit {
  unit: keyof Amounts;
  counter: CommittedCounter;
  scope: UsageScope;
  max: number;
}

/** What a change makes of an account and adds to the counters. */
export interface PlannedChange {
  add: UsageChange['add'];
  to: AccountEntry | undefined;
  /** Of what was taken for uncertain before, what is known now. */
  late: Amounts;
  limits: readonly (UnitLimit & { most: number })[];
}

/** The lowest limit of each scope and unit that has one. */
export function lowestLimits(limits: readonly BudgetLimit[]): UnitLimit[] {
  const lowest = new Map<string, UnitLimit>();
  const take = (limit: Omit<UnitLimit, 'max'>, max: number | undefined) => {
    if (max === undefined) return;
    const name = `${limit.unit} ${limit.scope}`;
    lowest.set(name, { ...limit, max: Math.min(max, lowest.get(name)?.max ?? max) });
  };
  for (const { scope, maxCharacters, maxMicroUsd } of limits) {
    take({ unit: 'characters', counter: 'committedCharacters', scope }, maxCharacters);
    take({ unit: 'microUsd', counter: 'committedMicroUsd', scope }, maxMicroUsd);
  }
  return [...lowest.values()];
}

/** The amounts of which a ledger keeps account under these limits: money only where one is in money. */
export function kept(amounts: Amounts | undefined, limits: readonly UnitLimit[]): Amounts {
  if (!amounts) return NOTHING;
  return limits.some(({ unit }) => unit === 'microUsd') ? amounts : { ...amounts, microUsd: 0 };
}

/** What is sent and was not promised before is asked for as well. */
export function askedFor(change: AccountChange, entry: AccountEntry | undefined): Amounts {
  const { reserve = NOTHING, send = NOTHING } = change;
  return each((unit) => Math.max(reserve[unit], send[unit] - (entry?.promised[unit] ?? 0)));
}

export function planChange(
  change: AccountChange,
  account: {
    entry: AccountEntry | undefined;
    scopes: readonly UsageScope[];
    limits: readonly UnitLimit[];
    givenUp: Amounts;
    turn: number;
    expiresAtMs: number;
  },
): PlannedChange {
  const { entry, scopes, limits, givenUp, turn, expiresAtMs } = account;
  const asked = kept(askedFor(change, entry), limits);
  const send = kept(change.send, limits);
  const answered = kept(change.answered, limits);
  const before = entry ?? { promised: NOTHING, sent: NOTHING };
  const promised = each((unit) => before.promised[unit] + asked[unit] - send[unit]);
  const sent = each((unit) => Math.max(0, before.sent[unit] + send[unit] - answered[unit]));
  const late = each((unit) => Math.min(givenUp[unit], answered[unit]));
  // An account that only counts is opened all the same, so that a repeated request finds it; a second change ends it.
  const isOver = change.close === true && entry !== undefined;
  const heldBefore = each((unit) => before.promised[unit] + before.sent[unit]);
  const heldAfter = isOver ? NOTHING : each((unit) => promised[unit] + sent[unit]);
  const { spent = {} } = change;
  const uncertainCharacters = (spent.uncertainCharacters ?? 0) + (isOver ? sent.characters : 0) - late.characters;
  const uncertainMicroUsd = (spent.uncertainMicroUsd ?? 0) + (isOver ? sent.microUsd : 0) - late.microUsd;
  const committed = {
    committedCharacters:
      (spent.billedCharacters ?? 0) + uncertainCharacters + heldAfter.characters - heldBefore.characters,
    committedMicroUsd: (spent.costMicroUsd ?? 0) + uncertainMicroUsd + heldAfter.microUsd - heldBefore.microUsd,
  };
  return {
    add: { ...spent, uncertainCharacters, uncertainMicroUsd, ...committed },
    to: isOver ? undefined : { promised, sent, expiresAtMs, turn, scopes },
    late,
    limits: limits
      .filter(({ unit }) => asked[unit] > 0)
      .map((limit) => ({ ...limit, most: limit.max - committed[limit.counter] })),
  };
}

/** The amounts of both units, made one by one. */
export function each(make: (unit: keyof Amounts) => number): Amounts {
  return { characters: make('characters'), microUsd: make('microUsd') };
}
