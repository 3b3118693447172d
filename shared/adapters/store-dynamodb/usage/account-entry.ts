import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Held, NOTHING } from '../../../ports/plan-usage.ts';
import type { UsageScope } from '../../../ports/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';
import { readCompactEntry, writeCompactEntry } from './compact-entry.ts';

/** What a month's item holds of an account that is open. */
export interface AccountEntry extends Held {
  expiresAtMs: number;
  /** Number of its last change: no two entries of an account are equal. */
  turn: number;
  scopes: readonly UsageScope[];
}

const PREFIX = '@';
/** Of accounts under a budget of money, which have more numbers to keep: in bytes, so that they are no longer than the others. */
const MONEY_PREFIX = '$';
/** Of the first release: a map with a rest of characters, none of them known to be sent. */
const FIRST_RELEASE_PREFIX = 'reservation ';
/** The scope that nearly all entries have alone; it is left out of them. */
const USUAL_SCOPE = 'total';
const RADIX = 36;

export function entryAttribute(id: string, isInMoney: boolean): string {
  return `${isInMoney ? MONEY_PREFIX : PREFIX}${id}`;
}

/** An entry as it stands under this attribute. */
export function writeEntry(attribute: string, entry: AccountEntry, month: string): AttributeValue {
  const expiresAtSeconds = Math.ceil((entry.expiresAtMs - monthStartMs(month)) / 1_000);
  return attribute.startsWith(MONEY_PREFIX)
    ? writeCompactEntry({ ...entry, expiresAtSeconds }, USUAL_SCOPE)
    : writeTextEntry(entry, expiresAtSeconds);
}

/**
 * `promised sent expiry turn promisedMoney sentMoney scopes…`, numbers in base 36, the expiry in seconds from the month's
 * start, the end left out where it is usual. Each write of the item is paid for by its size, and this is the part of it
 * that grows with the traffic.
 */
function writeTextEntry({ promised, sent, turn, scopes }: AccountEntry, expiresAtSeconds: number): AttributeValue {
  const isUsual = scopes.length === 1 && scopes[0] === USUAL_SCOPE;
  const money = promised.microUsd > 0 || sent.microUsd > 0 || !isUsual ? [promised.microUsd, sent.microUsd] : [];
  const numbers = [promised.characters, sent.characters, expiresAtSeconds, turn, ...money];
  const others = isUsual ? [] : scopes.map(encodeURIComponent);
  return { S: [...numbers.map((number) => number.toString(RADIX)), ...others].join(' ') };
}

function readMoneyEntry(value: AttributeValue, month: string): AccountEntry {
  const { expiresAtSeconds, ...entry } = readCompactEntry(value, USUAL_SCOPE);
  return { ...entry, expiresAtMs: monthStartMs(month) + expiresAtSeconds * 1_000 };
}

function readTextEntry(value: AttributeValue, month: string): AccountEntry {
  const fields = (value.S ?? '').split(' ');
  const number = (at: number) => Number.parseInt(fields[at] ?? '0', RADIX);
  const scopes = fields.slice(6).map(decodeURIComponent);
  return {
    promised: { characters: number(0), microUsd: number(4) },
    sent: { characters: number(1), microUsd: number(5) },
    expiresAtMs: monthStartMs(month) + number(2) * 1_000,
    turn: number(3),
    scopes: scopes.length === 0 ? [USUAL_SCOPE] : scopes,
  };
}

function readFirstReleaseEntry({ M = {} }: AttributeValue): AccountEntry {
  return {
    promised: { characters: Number(M.remaining?.N ?? 0), microUsd: 0 },
    sent: NOTHING,
    expiresAtMs: Number(M.expiresAtMs?.N ?? 0),
    turn: 0,
    scopes: (M.scopes?.L ?? []).map((scope) => scope.S ?? ''),
  };
}

export interface EndedEntry {
  attribute: string;
  value: AttributeValue;
  entry: AccountEntry;
}

/** The entries of accounts that nobody changes any more. */
export function findEnded(
  item: Item | undefined,
  { month, isEnded }: { month: string; isEnded: (attribute: string, entry: AccountEntry) => boolean },
): EndedEntry[] {
  return Object.entries(item ?? {}).flatMap(([attribute, value]) => {
    const read = READERS.find(([prefix]) => attribute.startsWith(prefix))?.[1];
    const entry = read?.(value, month);
    return entry && isEnded(attribute, entry) ? [{ attribute, value, entry }] : [];
  });
}

const READERS: readonly (readonly [prefix: string, read: (value: AttributeValue, month: string) => AccountEntry])[] = [
  [PREFIX, readTextEntry],
  [MONEY_PREFIX, readMoneyEntry],
  [FIRST_RELEASE_PREFIX, readFirstReleaseEntry],
];

function monthStartMs(month: string): number {
  return Date.parse(`${month}-01T00:00:00.000Z`);
}
