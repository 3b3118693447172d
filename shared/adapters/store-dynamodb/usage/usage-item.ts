import { type StoredCounter, toUsageCounters } from '../../../ports/stores/plan-usage.ts';
import type { UsageCounters, UsageScope } from '../../../ports/stores/usage-ledger.ts';
import type { Item } from '../dynamodb-table.ts';
import { type EndedEntry, findEnded } from './account-entry.ts';

/**
 * The month's item has one attribute for each counter of each scope; `committed` is one of them because conditions have no
 * arithmetic. Items of the first release have no `committedMicroUsd` (their cost stands for it) and none of the uncertain
 * ones.
 */
export function counterAttribute(counter: StoredCounter, scope: UsageScope): string {
  return `${counter} ${scope}`;
}

export function readCounter(item: Item | undefined, counter: StoredCounter, scope: UsageScope): number {
  const stored = item?.[counterAttribute(counter, scope)]?.N;
  if (stored === undefined && counter === 'committedMicroUsd') return readCounter(item, 'costMicroUsd', scope);
  return Number(stored ?? 0);
}

/** What an account that has ended adds to the counters: what it had promised is given back, what it had sent is uncertain. */
export function settlementOf({ promised, sent }: EndedEntry['entry']): Partial<Record<StoredCounter, number>> {
  return {
    committedCharacters: -promised.characters,
    committedMicroUsd: -promised.microUsd,
    uncertainCharacters: sent.characters,
    uncertainMicroUsd: sent.microUsd,
  };
}

/** A month's item without the accounts in it that have ended, their amounts counted. Returns how many there were. */
export function settleEnded(
  item: Item | undefined,
  judge: Parameters<typeof findEnded>[1],
): { item: Item; accounts: number } {
  const ended = findEnded(item, judge);
  const settled = { ...item };
  for (const { attribute, entry } of ended) {
    delete settled[attribute];
    for (const scope of entry.scopes) {
      for (const [counter, amount] of Object.entries(settlementOf(entry)) as [StoredCounter, number][]) {
        if (amount === 0) continue;
        const sum = readCounter(settled, counter, scope) + amount;
        settled[counterAttribute(counter, scope)] = { N: String(sum) };
      }
    }
  }
  return { item: settled, accounts: ended.length };
}

/** The counters of a scope, accounts that have ended taken for what they are. */
export function readCounters(
  item: Item | undefined,
  scope: UsageScope,
  judge: Parameters<typeof findEnded>[1],
): UsageCounters {
  const settled = settleEnded(item, judge).item;
  return toUsageCounters((counter) => readCounter(settled, counter, scope));
}
