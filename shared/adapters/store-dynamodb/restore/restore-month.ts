import { TABLE_KEYS } from '../../../config/constants.ts';
import type { Item } from '../dynamodb-table.ts';
import { settleEnded } from '../usage/usage-item.ts';
import type { RestoreDependencies } from './copy-parts.ts';

/**
 * Restores the usage of a month where the target counts none: counters that went on would be set back else, and the budget
 * with them. Reservations are settled on the way.
 */
export async function restoreMonth(
  item: Item,
  live: Item | undefined,
  { putNew, tally, nowMs, isDryRun, persist }: RestoreDependencies,
): Promise<void> {
  const { item: settled, accounts } = settleEnded(item, { month: monthOf(item), isEnded: () => true });
  tally.add('leftOut', 'reservations', accounts);
  if (Number(item[TABLE_KEYS.ttl]?.N) * 1_000 <= nowMs) return tally.add('months', 'expired');
  if (live) return tally.add('months', 'present');
  if (!isDryRun && !(await persist(() => putNew(settled)))) return tally.add('months', 'present');
  tally.add('months', 'restored');
}

/** The month of an item, which its key states. */
function monthOf(item: Item): string {
  return String(JSON.parse((item[TABLE_KEYS.partition]?.S ?? '').slice('usage#'.length)));
}
