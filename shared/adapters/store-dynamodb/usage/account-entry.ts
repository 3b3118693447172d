import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Held, NOTHING } from '../../../ports/stores/plan-usage.ts';
import type { UsageScope } from '../../../ports/stores/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';

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
/** Digits in bytes are seven bits each, the lowest first; the eighth says that more come (LEB128). */
const BASE = 128;

export function entryAttribute(id: string, isInMoney: boolean): string {
  return `${isInMoney ? MONEY_PREFIX : PREFIX}${id}`;
}

/**
 * An entry as it stands under this attribute: `promised sent expiry turn promisedMoney sentMoney scopes…`, numbers in base
 * 36, the expiry in seconds from the month's start, the end left out where it is usual; or `promised sent promisedMoney
 * sentMoney expiry turn` in as few bytes as they have, then the scopes. Each write of the item is paid for by its size, and
 * this is the part of it that grows with the traffic.
 */
export function writeEntry(
  attribute: string,
  { promised, sent, expiresAtMs, turn, scopes }: AccountEntry,
  month: string,
): AttributeValue {
  const characters = [promised.characters, sent.characters];
  const money = [promised.microUsd, sent.microUsd];
  const expiry = Math.ceil((expiresAtMs - monthStartMs(month)) / 1_000);
  const isUsual = scopes.length === 1 && scopes[0] === USUAL_SCOPE;
  const others = isUsual ? [] : scopes.map(encodeURIComponent);
  if (attribute.startsWith(MONEY_PREFIX)) {
    const numbers = [...characters, ...money, expiry, turn].flatMap(toBytes);
    return { B: Uint8Array.from([...numbers, ...Buffer.from(others.join(' '))]) };
  }
  const hasMoney = !isUsual || money.some((amount) => amount > 0);
  const numbers = [...characters, expiry, turn, ...(hasMoney ? money : [])];
  return { S: [...numbers.map((number) => number.toString(RADIX)), ...others].join(' ') };
}

function toBytes(number: number): number[] {
  const rest = Math.floor(number / BASE);
  return rest === 0 ? [number % BASE] : [(number % BASE) + BASE, ...toBytes(rest)];
}

function readMoneyEntry({ B: bytes = new Uint8Array() }: AttributeValue, month: string): AccountEntry {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++] ?? 0;
    return byte < BASE ? byte : byte - BASE + BASE * next();
  };
  const characters = [next(), next()];
  const money = [next(), next()];
  const [expiry, turn] = [next(), next()];
  const scopes = Buffer.from(bytes.subarray(at)).toString();
  return toEntry(characters, money, expiry, turn, scopes === '' ? [] : scopes.split(' '), month);
}

function readTextEntry({ S: text = '' }: AttributeValue, month: string): AccountEntry {
  const fields = text.split(' ');
  const number = (at: number) => Number.parseInt(fields[at] ?? '0', RADIX);
  return toEntry([number(0), number(1)], [number(4), number(5)], number(2), number(3), fields.slice(6), month);
}

/** `characters` and `money`: what is promised, and what is sent. */
function toEntry(
  [promised = 0, sent = 0]: readonly number[],
  [promisedMicroUsd = 0, sentMicroUsd = 0]: readonly number[],
  expiry: number,
  turn: number,
  scopes: readonly string[],
  month: string,
): AccountEntry {
  return {
    promised: { characters: promised, microUsd: promisedMicroUsd },
    sent: { characters: sent, microUsd: sentMicroUsd },
    expiresAtMs: monthStartMs(month) + expiry * 1_000,
    turn,
    scopes: scopes.length === 0 ? [USUAL_SCOPE] : scopes.map(decodeURIComponent),
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
