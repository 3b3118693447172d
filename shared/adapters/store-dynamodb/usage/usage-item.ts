import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { UsageCounters, UsageScope } from '../../../ports/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';

/** The counters as the month's item keeps them; `committed` is billed, uncertain and reserved characters together. */
export const STORED_COUNTERS = [
  'articles',
  'billedCharacters',
  'uncertainCharacters',
  'savedCharacters',
  'committedCharacters',
  'costMicroUsd',
  'inputTokens',
  'outputTokens',
] as const;

export type StoredCounter = (typeof STORED_COUNTERS)[number];

/** What is left of a promise of characters; `lastChange` names the settlement that was counted last. */
export interface HeldReservation {
  remaining: number;
  expiresAtMs: number;
  lastChange: string;
}

export function counterAttribute(counter: StoredCounter, scope: UsageScope): string {
  return `${counter} ${scope}`;
}

const RESERVATION_PREFIX = 'reservation ';

export function reservationAttribute(id: string): string {
  return `${RESERVATION_PREFIX}${id}`;
}

export function readCounter(item: Item | undefined, counter: StoredCounter, scope: UsageScope): number {
  return Number(item?.[counterAttribute(counter, scope)]?.N ?? 0);
}

export function readCounters(item: Item | undefined, scope: UsageScope): UsageCounters {
  const read = (counter: StoredCounter) => readCounter(item, counter, scope);
  return {
    articles: read('articles'),
    billedCharacters: read('billedCharacters'),
    uncertainCharacters: read('uncertainCharacters'),
    savedCharacters: read('savedCharacters'),
    reservedCharacters: read('committedCharacters') - read('billedCharacters') - read('uncertainCharacters'),
    costMicroUsd: read('costMicroUsd'),
    inputTokens: read('inputTokens'),
    outputTokens: read('outputTokens'),
  };
}

export function writeReservation(held: HeldReservation, scopes: readonly UsageScope[]): AttributeValue.MMember {
  return {
    M: {
      remaining: { N: String(held.remaining) },
      expiresAtMs: { N: String(held.expiresAtMs) },
      lastChange: { S: held.lastChange },
      scopes: { L: scopes.map((scope) => ({ S: scope })) },
    },
  };
}

export function readReservation(attribute: AttributeValue | undefined): HeldReservation | undefined {
  const { remaining, expiresAtMs, lastChange } = attribute?.M ?? {};
  if (!remaining?.N || !expiresAtMs?.N || !lastChange?.S) return undefined;
  return { remaining: Number(remaining.N), expiresAtMs: Number(expiresAtMs.N), lastChange: lastChange.S };
}

/** Reservations of the month that nobody may settle any more: expired, or to end before `ownFromMs` with a rest. */
export function findExpiredReservations(item: Item | undefined, nowMs: number, ownFromMs: number) {
  return Object.entries(item ?? {}).flatMap(([attribute, value]) => {
    const held = attribute.startsWith(RESERVATION_PREFIX) ? readReservation(value) : undefined;
    if (!held) return [];
    const isAbandoned = held.remaining > 0 && held.expiresAtMs < ownFromMs;
    if (held.expiresAtMs > nowMs && !isAbandoned) return [];
    const scopes = (value.M?.scopes?.L ?? []).map((scope) => scope.S ?? '');
    return [{ attribute, held, scopes }];
  });
}
