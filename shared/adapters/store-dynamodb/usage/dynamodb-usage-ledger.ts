import type { UsageLedger } from '../../../ports/stores/usage-ledger.ts';
import { usageKey } from '../keys.ts';
import type { AccountEntry } from './account-entry.ts';
import { createUsageAccount, type UsageOptions } from './usage-account.ts';
import { readCounters } from './usage-item.ts';

/**
 * One item a month holds the counters of every scope and the accounts that are open, so that one conditional UpdateItem
 * changes all scopes or none. An item takes 1,000 write units a second, one per KB of its size. An account takes some 30
 * bytes of it while it is open and nothing afterwards, so that with a handful of API keys an article of one call costs
 * two updates of at most 2 KB while 50 articles a second come in.
 *
 * - An update may be repeated by the SDK when an answer is lost. Each is conditional on what the account wrote last.
 * - A worker that dies leaves its account. After `reservationTtlMs` it goes with the next change of another account, or
 *   before the next refusal, whichever comes first: what it had only promised is given back, what it had sent is
 *   uncertain. Where no other process can open the table, all that earlier ones left has ended with them.
 */
export function createDynamodbUsageLedger(options: UsageOptions & { isSole?: boolean | undefined }): UsageLedger {
  const { table, clock, isSole = false } = options;
  const ours = new Set<string>();
  const isEnded = (attribute: string, { expiresAtMs }: AccountEntry) =>
    expiresAtMs <= clock.nowMs() || (isSole && !ours.has(attribute));

  return {
    open: (month, limits) =>
      createUsageAccount({
        ...options,
        month,
        limits,
        isEnded,
        onOpen: (attribute) => ours.add(attribute),
        onClose: (attribute) => ours.delete(attribute),
      }),
    async read(month, scope) {
      return readCounters(await table.get(usageKey(month)), scope, { month, isEnded });
    },
  };
}
