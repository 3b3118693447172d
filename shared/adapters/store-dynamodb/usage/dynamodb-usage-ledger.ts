import { randomUUID } from 'node:crypto';
import { DepecheError } from '../../../core/errors.ts';
import type { Clock, Random } from '../../../ports/clock.ts';
import type { BudgetLimit, UsageLedger, UsageScope } from '../../../ports/usage-ledger.ts';
import { backOff } from '../back-off.ts';
import type { DynamodbTable, Item } from '../dynamodb-table.ts';
import { usageKey } from '../keys.ts';
import { usageUpdate } from './usage-change.ts';
import {
  findExpiredReservations,
  readCounter,
  readCounters,
  readReservation,
  reservationAttribute,
  writeReservation,
} from './usage-item.ts';

/**
 * A reservation settled in full stays this long, so that a repeated request can tell that it was counted: the client
 * repeats up to three times, 5 s apart or a little more. Not longer, for each makes every change of the item dearer.
 */
const KEEP_SETTLED_MS = 25_000;
/** Lost races for one reservation before giving up. */
const MAX_ATTEMPTS = 12;

/**
 * One item a month holds the counters of every scope and the reservations under way, so that one conditional UpdateItem
 * changes all scopes or none. An item takes 1,000 write units a second, one per KB of its size: hundreds of writes a
 * second for a newsroom with a handful of API keys, which is what this is for (400 KB hold about a thousand keys).
 *
 * - DynamoDB's conditions have no arithmetic. The item therefore keeps `committed` = billed + uncertain + reserved, and a
 *   reservation of n asks for `committed <= limit − n`.
 * - UpdateItem may be repeated by the SDK when an answer is lost. Each change leaves its name (`lastChange`) on its
 *   reservation and is conditional on the name before, so that no change is counted twice.
 * - A worker that dies leaves its reservation. After `reservationTtlMs` it is given back by the next settlement, or
 *   before the next refusal, whichever comes first. What the worker had billed was counted when it was billed. Where no
 *   other process can open the table, all that was left before `soleSinceMs` is given back at once.
 */
export function createDynamodbUsageLedger(options: {
  table: DynamodbTable;
  clock: Clock;
  random: Random;
  reservationTtlMs: number;
  soleSinceMs?: number | undefined;
}): UsageLedger {
  const { table, clock, random, reservationTtlMs, soleSinceMs = Number.NEGATIVE_INFINITY } = options;
  /** Reservations of this process end at or after it. */
  const ownFromMs = soleSinceMs + reservationTtlMs;

  const giveBackExpired = async (month: string, item: Item | undefined): Promise<boolean> => {
    const expired = findExpiredReservations(item, clock.nowMs(), ownFromMs);
    for (const { attribute, held, scopes } of expired) {
      const add = { committedCharacters: -held.remaining };
      const change = { month, scopes, add, reservation: { attribute }, expectedLastChange: held.lastChange };
      await table.update(usageKey(month), usageUpdate(change));
    }
    return expired.some(({ held }) => held.remaining > 0);
  };

  return {
    async reserve(month, limits, characters) {
      const scopes = [...new Set(limits.map(({ scope }) => scope))];
      const maxCommitted = lowestLimits(limits, characters);
      const tooSmall = scopes.find((scope) => (maxCommitted.get(scope) ?? 0) < 0);
      if (tooSmall !== undefined) return { ok: false, scope: tooSmall };

      const id = randomUUID();
      const attribute = reservationAttribute(id);
      const held = { remaining: characters, expiresAtMs: clock.nowMs() + reservationTtlMs, lastChange: id };
      const update = usageUpdate({
        month,
        scopes,
        add: { committedCharacters: characters },
        reservation: { attribute, becomes: writeReservation(held, scopes) },
        expectedLastChange: undefined,
        maxCommitted,
      });

      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const { held: isDone } = await table.update(usageKey(month), update);
        const item = isDone ? undefined : await table.get(usageKey(month));
        if (isDone || item?.[attribute]) return { ok: true, reservation: { id, month, scopes, characters } };

        const isRoomMade = await giveBackExpired(month, item);
        const exceeded = scopes.find(
          (scope) =>
            readCounter(item, 'committedCharacters', scope) > (maxCommitted.get(scope) ?? Number.POSITIVE_INFINITY),
        );
        if (exceeded !== undefined && !isRoomMade) return { ok: false, scope: exceeded };
        await backOff(attempt, { clock, random });
      }
      throw contended();
    },

    async settle({ id, month, scopes }, { releasedCharacters, spent = {} }) {
      const attribute = reservationAttribute(id);
      const lastChange = randomUUID();

      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const item = await table.get(usageKey(month));
        const seen = readReservation(item?.[attribute]);
        if (seen?.lastChange === lastChange) return;

        const released = Math.min(releasedCharacters, seen?.remaining ?? 0);
        const remaining = (seen?.remaining ?? 0) - released;
        const keptMs = remaining === 0 ? KEEP_SETTLED_MS : reservationTtlMs;
        const held = { remaining, expiresAtMs: clock.nowMs() + keptMs, lastChange };
        const update = usageUpdate({
          month,
          scopes,
          add: {
            ...spent,
            committedCharacters: (spent.billedCharacters ?? 0) + (spent.uncertainCharacters ?? 0) - released,
          },
          reservation: { attribute, becomes: writeReservation(held, scopes) },
          expectedLastChange: seen?.lastChange,
        });
        const { held: isDone } = await table.update(usageKey(month), update);
        if (isDone) {
          await giveBackExpired(month, withoutAttribute(item, attribute));
          return;
        }
        await backOff(attempt, { clock, random });
      }
      throw contended();
    },

    async read(month, scope) {
      return readCounters(await table.get(usageKey(month)), scope);
    },
  };
}

/** Per limited scope, the most it may have committed for `characters` more to fit. */
function lowestLimits(limits: readonly BudgetLimit[], characters: number): Map<UsageScope, number> {
  const lowest = new Map<UsageScope, number>();
  for (const { scope, maxCharacters } of limits) {
    if (maxCharacters === undefined) continue;
    lowest.set(scope, Math.min(lowest.get(scope) ?? Number.POSITIVE_INFINITY, maxCharacters - characters));
  }
  return lowest;
}

function withoutAttribute(item: Item | undefined, attribute: string): Item {
  return Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => name !== attribute));
}

function contended(): DepecheError {
  return new DepecheError('storage-unavailable', 'The usage counters are contended; try again in a moment.');
}
