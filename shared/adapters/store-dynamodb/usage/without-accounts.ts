import { TABLE_KEYS } from '../../../config/constants.ts';
import type { Item } from '../dynamodb-table.ts';
import { type EndedEntry, findEnded } from './account-entry.ts';
import { counterAttribute, readCounter, type StoredCounter } from './usage-item.ts';

/**
 * A month's item as it is once every account in it has ended: what they had promised is given back, what they had sent is
 * uncertain. Returns how many there were.
 */
export function withoutAccounts(item: Item, month: string): { item: Item; accounts: number } {
  const ended = findEnded(item, { month, isEnded: () => true });
  const settled = { ...item };
  for (const { attribute } of ended) delete settled[attribute];
  for (const { entry } of ended) for (const scope of entry.scopes) settle(settled, scope, entry);
  return { item: settled, accounts: ended.length };
}

function settle(item: Item, scope: string, { promised, sent }: EndedEntry['entry']): void {
  const add = (counter: StoredCounter, amount: number) => {
    if (amount === 0) return;
    item[counterAttribute(counter, scope)] = { N: String(readCounter(item, counter, scope) + amount) };
  };
  add('committedCharacters', -promised.characters);
  add('committedMicroUsd', -promised.microUsd);
  add('uncertainCharacters', sent.characters);
  add('uncertainMicroUsd', sent.microUsd);
}

/** The month of an item, which its key states. */
export function monthOf(item: Item): string {
  return String(JSON.parse((item[TABLE_KEYS.partition]?.S ?? '').slice('usage#'.length)));
}
