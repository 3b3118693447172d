import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Amounts, UsageScope } from '../../../ports/usage-ledger.ts';

/** See `AccountEntry`. */
interface CompactEntry {
  promised: Amounts;
  sent: Amounts;
  /** From the month's start. */
  expiresAtSeconds: number;
  turn: number;
  scopes: readonly UsageScope[];
}

/** Digits of a number are seven bits each, the lowest first; the eighth says that more come (LEB128). */
const BASE = 128;

function writeNumber(number: number): number[] {
  const rest = Math.floor(number / BASE);
  return rest === 0 ? [number % BASE] : [(number % BASE) + BASE, ...writeNumber(rest)];
}

/** Numbers of the account in as few bytes as they have, then its scopes. */
export function writeCompactEntry(
  { promised, sent, expiresAtSeconds, turn, scopes }: CompactEntry,
  usualScope: UsageScope,
): AttributeValue {
  const numbers = [promised.characters, sent.characters, promised.microUsd, sent.microUsd, expiresAtSeconds, turn];
  const isUsual = scopes.length === 1 && scopes[0] === usualScope;
  const others = isUsual ? '' : scopes.map(encodeURIComponent).join(' ');
  return { B: Uint8Array.from([...numbers.flatMap(writeNumber), ...Buffer.from(others)]) };
}

export function readCompactEntry(
  { B: bytes = new Uint8Array() }: AttributeValue,
  usualScope: UsageScope,
): CompactEntry {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++] ?? 0;
    return byte < BASE ? byte : byte - BASE + BASE * next();
  };
  const [promisedCharacters, sentCharacters, promisedMicroUsd, sentMicroUsd] = [next(), next(), next(), next()];
  const [expiresAtSeconds, turn] = [next(), next()];
  const scopes = Buffer.from(bytes.subarray(at)).toString();
  return {
    promised: { characters: promisedCharacters, microUsd: promisedMicroUsd },
    sent: { characters: sentCharacters, microUsd: sentMicroUsd },
    expiresAtSeconds,
    turn,
    scopes: scopes === '' ? [usualScope] : scopes.split(' ').map(decodeURIComponent),
  };
}
