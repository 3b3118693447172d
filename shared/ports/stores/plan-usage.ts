import type { AccountChange, Amounts, BudgetLimit, Spending, UsageCounters, UsageScope } from './usage-ledger.ts';

export type CommittedCounter = 'committedCharacters' | 'committedMicroUsd';

/** The counters as a ledger keeps them: `committed` is billed, uncertain and reserved together, so that one number is compared. */
export type StoredCounter = keyof Spending | CommittedCounter;

/** What an account that is open holds. */
export interface Held {
  /** Reserved for calls that are not sent yet. */
  promised: Amounts;
  /** Reserved for calls that are sent and not settled. */
  sent: Amounts;
}

export const NOTHING: Amounts = { characters: 0, microUsd: 0 };

/** A limit in one unit. */
export interface UnitLimit {
  unit: keyof Amounts;
  counter: CommittedCounter;
  scope: UsageScope;
  max: number;
}

/** What a change makes of an account and adds to the counters. */
export interface PlannedChange {
  add: Partial<Record<StoredCounter, number>>;
  to: Held | undefined;
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
function kept(amounts: Amounts | undefined, limits: readonly UnitLimit[]): Amounts {
  if (!amounts) return NOTHING;
  return limits.some(({ unit }) => unit === 'microUsd') ? amounts : { ...amounts, microUsd: 0 };
}

/** What is sent and was not promised before is asked for as well. */
export function askedFor(change: AccountChange, entry: Held | undefined): Amounts {
  const { reserve = NOTHING, send = NOTHING } = change;
  return each((unit) => Math.max(reserve[unit], send[unit] - (entry?.promised[unit] ?? 0)));
}

export function planChange(
  change: AccountChange,
  account: {
    entry: Held | undefined;
    limits: readonly UnitLimit[];
    /** What had been sent when others ended the account: uncertain until it is answered after all. */
    givenUp: Amounts;
  },
): PlannedChange {
  const { entry, limits, givenUp } = account;
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
    to: isOver ? undefined : { promised, sent },
    late,
    limits: limits
      .filter(({ unit }) => asked[unit] > 0)
      .map((limit) => ({ ...limit, most: limit.max - committed[limit.counter] })),
  };
}

/** The counters as they are told, from those that are kept. */
export function toUsageCounters(read: (counter: StoredCounter) => number): UsageCounters {
  return {
    articles: read('articles'),
    billedCharacters: read('billedCharacters'),
    uncertainCharacters: read('uncertainCharacters'),
    savedCharacters: read('savedCharacters'),
    reservedCharacters: read('committedCharacters') - read('billedCharacters') - read('uncertainCharacters'),
    costMicroUsd: read('costMicroUsd'),
    uncertainMicroUsd: read('uncertainMicroUsd'),
    reservedMicroUsd: read('committedMicroUsd') - read('costMicroUsd') - read('uncertainMicroUsd'),
    inputTokens: read('inputTokens'),
    outputTokens: read('outputTokens'),
  };
}

/** The amounts of both units, made one by one. */
export function each(make: (unit: keyof Amounts) => number): Amounts {
  return { characters: make('characters'), microUsd: make('microUsd') };
}
