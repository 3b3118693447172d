import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { DepecheError } from '../../../core/errors.ts';
import type { Clock, Random } from '../../../ports/clock.ts';
import {
  askedFor,
  each,
  lowestLimits,
  NOTHING,
  type PlannedChange as Planned,
  planChange,
  type UnitLimit,
} from '../../../ports/stores/plan-usage.ts';
import type {
  AccountChange,
  BudgetLimit,
  ChangeOutcome,
  Spending,
  UsageAccount,
} from '../../../ports/stores/usage-ledger.ts';
import { backOff } from '../back-off.ts';
import type { DynamodbTable, Item } from '../dynamodb-table.ts';
import { usageKey } from '../keys.ts';
import { type AccountEntry, type EndedEntry, entryAttribute, findEnded, writeEntry } from './account-entry.ts';
import { usageUpdate } from './usage-change.ts';
import { readCounter } from './usage-item.ts';

export interface UsageOptions {
  table: DynamodbTable;
  clock: Clock;
  random: Random;
  reservationTtlMs: number;
}

interface UsageAccountOptions extends UsageOptions {
  month: string;
  limits: readonly BudgetLimit[];
  isEnded: (attribute: string, entry: AccountEntry) => boolean;
  /** Told under which attribute the account stands in the item, and when it is over. */
  onOpen: (attribute: string) => void;
  onClose: (attribute: string) => void;
}

type PlannedChange = Planned & { to: AccountEntry | undefined };

/** Lost races before giving up. */
const MAX_ATTEMPTS = 12;
/** Ended accounts that go with one change: a condition has at most 300 operators, two for each, and 4 KB. */
const MAX_ENDED_PER_CHANGE = 100;
/** The clocks of two machines may differ by so much. */
const MAX_CLOCK_SKEW_MS = 60_000;
/** Six letters, 36 bits: hundreds of accounts are open at a time, and none is opened over another. */
const ID_LENGTH = 6;

/**
 * One account in the month's item. It knows what it wrote there last, so no change needs a read before it, and none is
 * made twice: each is conditional on the entry as the one before left it.
 *
 *   absent ──reserve──▶ entry, turn 1 ──send──▶ entry, turn 2 ──answered, close──▶ absent
 *                            └───────────── nobody changes it in time ──────────▶ absent, what was sent is uncertain
 */
export function createUsageAccount(options: UsageAccountOptions): UsageAccount {
  const { table, clock, random, reservationTtlMs, month, onOpen, onClose } = options;
  const key = usageKey(month);
  const scopes = [...new Set(options.limits.map(({ scope }) => scope))];
  const limits = lowestLimits(options.limits);

  const isInMoney = limits.some(({ unit }) => unit === 'microUsd');
  let attribute = newAttribute(isInMoney);
  let entry: AccountEntry | undefined;
  /** What was sent when others ended the account: counted as uncertain until it is answered after all. */
  let givenUp = NOTHING;
  let turn = 0;
  /** The item as it was before our last change: tells which other accounts have ended. */
  let seen: Item | undefined;
  /** A change whose outcome was not heard. */
  let unheard: { change: AccountChange; planned: PlannedChange } | undefined;
  /** What changes told that were not even tried, because one before them is unheard of: it goes with the next. */
  let owed: Facts = { answered: NOTHING, spent: {} };
  let last: Promise<unknown> = Promise.resolve();

  const plan = (change: AccountChange): PlannedChange => {
    turn += 1;
    const { to, ...planned } = planChange(change, { entry, limits, givenUp });
    return { ...planned, to: to && { ...to, expiresAtMs: clock.nowMs() + reservationTtlMs, turn, scopes } };
  };
  const write = (state: AccountEntry | undefined) => state && writeEntry(attribute, state, month);
  const endedIn = (item: Item | undefined) =>
    findEnded(item, { month, isEnded: options.isEnded }).filter((other) => other.attribute !== attribute);

  const update = ({ add, limits: asked, to }: Omit<PlannedChange, 'late'>, ended: readonly EndedEntry[]) =>
    table.update(
      key,
      usageUpdate({
        month,
        scopes,
        add,
        entry: { attribute, from: write(entry), to: write(to) },
        limits: asked.map((limit) => ({ ...limit, most: limit.most + givenBack(ended, limit) })),
        ended,
      }),
    );

  /** Whether an entry can have been ended by others, by their clock. */
  const isLate = (state: AccountEntry | undefined) =>
    state !== undefined && clock.nowMs() >= state.expiresAtMs - MAX_CLOCK_SKEW_MS;

  /** Whether the entry found shows that the change was made at an attempt before. In doubt it was: uncertain covers it. */
  const isMade = (found: AttributeValue | undefined, { to }: PlannedChange, isRepeated: boolean): boolean => {
    if (found !== undefined) return isDeepStrictEqual(found, write(to));
    return to === undefined ? isRepeated || !isLate(entry) : isRepeated && isLate(to);
  };

  const carryOut = async (change: AccountChange, before?: PlannedChange): Promise<ChangeOutcome> => {
    let planned = before ?? plan(change);
    let ended = endedIn(seen).slice(0, MAX_ENDED_PER_CHANGE);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      unheard = { change, planned };
      const outcome = await update(planned, ended);
      const item = outcome.held ? undefined : (outcome.found ?? (await table.get(key)));
      if (outcome.held) seen = outcome.before;
      if (outcome.held || isMade(item?.[attribute], planned, before !== undefined || outcome.isRepeated)) {
        unheard = undefined;
        entry = planned.to;
        const { late } = planned;
        givenUp = each((unit) => givenUp[unit] - late[unit]);
        return { ok: true };
      }
      if (!isDeepStrictEqual(item?.[attribute], write(entry))) {
        // Others ended it and took what was sent for uncertain; an account not opened yet met one of the same name.
        const { sent } = entry ?? { sent: NOTHING };
        givenUp = each((unit) => givenUp[unit] + sent[unit]);
        entry = undefined;
        attribute = newAttribute(isInMoney);
        onOpen(attribute);
        planned = plan(change);
        ended = [];
        continue;
      }
      const gone = endedIn(item);
      const passed = (limit: PlannedChange['limits'][number], given: readonly EndedEntry[]) =>
        readCounter(item, limit.counter, limit.scope) > limit.most + givenBack(given, limit);
      const refusing = planned.limits.find((limit) => passed(limit, gone));
      if (refusing) {
        unheard = undefined;
        return { ok: false, scope: refusing.scope, unit: refusing.unit };
      }
      ended = planned.limits.some((limit) => passed(limit, [])) ? gone.slice(0, MAX_ENDED_PER_CHANGE) : [];
      // More have ended than one change can take along.
      if (planned.limits.some((limit) => passed(limit, ended))) await update({ add: {}, limits: [], to: entry }, ended);
      await backOff(attempt, { clock, random });
    }
    throw new DepecheError('storage-unavailable', 'The usage counters are contended; try again in a moment.');
  };

  const repeatUnheard = async (): Promise<void> => {
    if (!unheard) return;
    const { change, planned } = unheard;
    const { reserve: _, send: __, ...facts } = change;
    const repeated = await carryOut(change, planned);
    if (!repeated.ok) await carryOut(facts);
  };

  const make = async (change: AccountChange): Promise<ChangeOutcome> => {
    if (!entry) onOpen(attribute);
    await repeatUnheard().catch((error) => {
      owed = addFacts(owed, change);
      throw error;
    });
    const asked = askedFor(change, entry);
    const tooSmall = limits.find(({ unit, max }) => asked[unit] > max);
    if (tooSmall) return { ok: false, scope: tooSmall.scope, unit: tooSmall.unit };
    const before = owed;
    owed = { answered: NOTHING, spent: {} };
    const outcome = await carryOut({ ...change, ...addFacts(before, change) });
    if (!outcome.ok) owed = before;
    if (outcome.ok && change.close && entry) await carryOut({ close: true });
    // One that could not be closed is not over: who keeps its bill closes it later, and no other may end it until then.
    if (change.close) onClose(attribute);
    return outcome;
  };

  return {
    change(change) {
      const made = last.then(() => make(change));
      last = made.catch(() => {});
      return made;
    },
  };
}

/** What a change tells of the past. */
type Facts = Required<Pick<AccountChange, 'answered' | 'spent'>>;

function addFacts({ answered, spent }: Facts, more: AccountChange): Facts {
  const sum = { ...spent };
  for (const [name, amount] of Object.entries(more.spent ?? {}) as [keyof Spending, number][]) {
    sum[name] = (sum[name] ?? 0) + amount;
  }
  return { answered: each((unit) => answered[unit] + (more.answered ?? NOTHING)[unit]), spent: sum };
}

function givenBack(ended: readonly EndedEntry[], { scope, unit }: UnitLimit): number {
  return ended.reduce((sum, { entry }) => sum + (entry.scopes.includes(scope) ? entry.promised[unit] : 0), 0);
}

function newAttribute(isInMoney: boolean): string {
  return entryAttribute(randomBytes(ID_LENGTH).toString('base64url').slice(0, ID_LENGTH), isInMoney);
}
