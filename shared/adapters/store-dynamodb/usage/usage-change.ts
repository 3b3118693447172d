import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { TABLE_KEYS } from '../../../config/constants.ts';
import type { CommittedCounter, StoredCounter } from '../../../ports/stores/plan-usage.ts';
import type { UsageScope } from '../../../ports/stores/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';
import { ttlAttribute } from '../value-store.ts';
import type { EndedEntry } from './account-entry.ts';
import { counterAttribute, settlementOf } from './usage-item.ts';

/** One change of a month's item. */
export interface UsageChange {
  month: string;
  /** The same amounts for every scope. */
  scopes: readonly UsageScope[];
  add: Partial<Record<StoredCounter, number>>;
  /** The entry of the account: what it must be, and what it becomes; absent is `undefined`. */
  entry: { attribute: string; from: AttributeValue | undefined; to: AttributeValue | undefined };
  /** The most that may be committed before the change; all that `ended` gives back included. */
  limits: readonly { counter: CommittedCounter; scope: UsageScope; most: number }[];
  /** Entries that go with it: their promises are given back, what they had sent becomes uncertain. */
  ended: readonly EndedEntry[];
}

/** Counted from the month's start: a month can still be compared with the same one a year later. */
const KEPT_MONTHS = 15;

/** The change as one UpdateItem: it applies whole or, when a condition fails, not at all. */
export function usageUpdate({ month, scopes, add, entry, limits, ended }: UsageChange) {
  const names: Record<string, string> = { '#entry': entry.attribute, '#ttl': TABLE_KEYS.ttl };
  const values: Item = { ':ttl': ttlAttribute(endOfKeeping(month)) };
  const sets = ['#ttl = :ttl'];
  const removes: string[] = [];
  const conditions: string[] = [];

  const name = (attribute: string): string => {
    const known = Object.keys(names).find((alias) => names[alias] === attribute);
    const alias = known ?? `#n${Object.keys(names).length}`;
    names[alias] = attribute;
    return alias;
  };
  const value = (content: AttributeValue): string => {
    const alias = `:v${Object.keys(values).length}`;
    values[alias] = content;
    return alias;
  };

  if (entry.from === undefined) conditions.push('attribute_not_exists(#entry)');
  else conditions.push(`#entry = ${value(entry.from)}`);
  if (entry.to !== undefined) sets.push(`#entry = ${value(entry.to)}`);
  else if (entry.from !== undefined) removes.push('#entry');

  for (const gone of ended) {
    const alias = name(gone.attribute);
    removes.push(alias);
    conditions.push(`${alias} = ${value(gone.value)}`);
  }
  for (const { counter, scope, most } of limits) conditions.push(isAtMost(counter, scope, most, name, value));

  const additions: string[] = [];
  for (const [counter, scope, amount] of sumUp(scopes, add, ended)) {
    const alias = name(counterAttribute(counter, scope));
    const by = value({ N: String(amount) });
    if (counter === 'committedMicroUsd') {
      const cost = name(counterAttribute('costMicroUsd', scope));
      sets.push(`${alias} = if_not_exists(${alias}, if_not_exists(${cost}, ${value({ N: '0' })})) + ${by}`);
    } else additions.push(`${alias} ${by}`);
  }

  return {
    UpdateExpression: [
      `SET ${sets.join(', ')}`,
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
      ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function isAtMost(
  counter: CommittedCounter,
  scope: UsageScope,
  most: number,
  name: (attribute: string) => string,
  value: (content: AttributeValue) => string,
): string {
  const committed = name(counterAttribute(counter, scope));
  const limit = value({ N: String(most) });
  if (counter === 'committedCharacters') {
    return most < 0 ? `${committed} <= ${limit}` : `(attribute_not_exists(${committed}) OR ${committed} <= ${limit})`;
  }
  // An item of the first release, whose cost is all that is committed.
  const cost = name(counterAttribute('costMicroUsd', scope));
  const isCostless = most < 0 ? '' : `attribute_not_exists(${cost}) OR `;
  return `(${committed} <= ${limit} OR (attribute_not_exists(${committed}) AND (${isCostless}${cost} <= ${limit})))`;
}

/** What is added to which counter of which scope, the ended accounts settled; without zeros. */
function sumUp(
  scopes: readonly UsageScope[],
  add: UsageChange['add'],
  ended: readonly EndedEntry[],
): [StoredCounter, UsageScope, number][] {
  const sums = new Map<string, [StoredCounter, UsageScope, number]>();
  const count = (of: readonly UsageScope[], amounts: UsageChange['add']) => {
    for (const [counter, amount] of Object.entries(amounts) as [StoredCounter, number][]) {
      for (const scope of of) {
        const attribute = counterAttribute(counter, scope);
        sums.set(attribute, [counter, scope, (sums.get(attribute)?.[2] ?? 0) + amount]);
      }
    }
  };
  count(scopes, add);
  for (const { entry } of ended) count(entry.scopes, settlementOf(entry));
  return [...sums.values()].filter(([, , amount]) => amount !== 0);
}

function endOfKeeping(month: string): number {
  const start = new Date(`${month}-01T00:00:00.000Z`);
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + KEPT_MONTHS);
}
