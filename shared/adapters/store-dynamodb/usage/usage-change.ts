import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { UsageScope } from '../../../ports/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';
import { counterAttribute, type StoredCounter } from './usage-item.ts';
import { ttlAttribute } from '../value-store.ts';

/** One change of a month's item: the same amounts for every scope, and the reservation they belong to. */
export interface UsageChange {
  month: string;
  scopes: readonly UsageScope[];
  add: Partial<Record<StoredCounter, number>>;
  /** Attribute of the reservation, and what becomes of it; without a value it is removed. */
  reservation: { attribute: string; becomes?: AttributeValue };
  /** `lastChange` the reservation must have now; `undefined` when there must be none. */
  expectedLastChange: string | undefined;
  /** Most committed characters, from 0, that a scope may have before the change. */
  maxCommitted?: ReadonlyMap<UsageScope, number>;
}

/** Counted from the month's start: a month can still be compared with the same one a year later. */
const KEPT_MONTHS = 15;

/** The change as one UpdateItem: it applies to all scopes or, when a condition fails, to none. */
export function usageUpdate({ month, scopes, add, reservation, expectedLastChange, maxCommitted }: UsageChange) {
  const names: Record<string, string> = { '#reservation': reservation.attribute, '#ttl': TABLE_KEYS.ttl };
  const values: Item = { ':ttl': ttlAttribute(endOfKeeping(month)) };
  const additions: string[] = [];
  const conditions: string[] = [];

  for (const [counter, amount] of Object.entries(add) as [StoredCounter, number][]) {
    if (amount === 0) continue;
    values[`:${counter}`] = { N: String(amount) };
    for (const [index, scope] of scopes.entries()) {
      names[`#${counter}${index}`] = counterAttribute(counter, scope);
      additions.push(`#${counter}${index} :${counter}`);
    }
  }

  let settings = 'SET #ttl = :ttl';
  if (reservation.becomes) {
    settings += ', #reservation = :reservation';
    values[':reservation'] = reservation.becomes;
  } else settings += ' REMOVE #reservation';

  if (expectedLastChange === undefined) conditions.push('attribute_not_exists(#reservation)');
  else {
    names['#lastChange'] = 'lastChange';
    values[':expected'] = { S: expectedLastChange };
    conditions.push('#reservation.#lastChange = :expected');
  }

  for (const [index, scope] of scopes.entries()) {
    const most = maxCommitted?.get(scope);
    if (most === undefined) continue;
    names[`#limited${index}`] = counterAttribute('committedCharacters', scope);
    values[`:most${index}`] = { N: String(most) };
    conditions.push(`(attribute_not_exists(#limited${index}) OR #limited${index} <= :most${index})`);
  }

  return {
    UpdateExpression: additions.length === 0 ? settings : `${settings} ADD ${additions.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function endOfKeeping(month: string): number {
  const start = new Date(`${month}-01T00:00:00.000Z`);
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + KEPT_MONTHS);
}
