import { TABLE_KEYS } from '../../../config/constants.ts';
import { entryValue, isEntryLive } from '../articles/head-entry.ts';
import { setIf } from '../conditions.ts';
import type { Item } from '../dynamodb-table.ts';
import { ttlAttribute } from '../value-store.ts';
import { copyParts, type RestoreDependencies } from './copy-parts.ts';
import { isNotServed, keyOf } from './put-absent.ts';

/**
 * Restores a remembered sentence where the target remembers none, in place of what else stands there: as in the memory,
 * a translation ends claims and refusals.
 */
export async function restoreSentence(item: Item, live: Item | undefined, deps: RestoreDependencies): Promise<void> {
  const { target, tally, nowMs, isDryRun, persist } = deps;
  const { segment } = item;
  if (item.claim || item.refusal) tally.add('leftOut', 'momentary');
  if (!segment) return;
  if (!isEntryLive(segment, nowMs)) return tally.add('sentences', 'expired');
  if (isEntryLive(live?.segment, nowMs)) return tally.add('sentences', 'present');
  const value = entryValue(item, 'segment');
  if ((await copyParts(deps, item[TABLE_KEYS.partition]?.S ?? '', value)) === undefined)
    return tally.add('sentences', 'expired');
  if (!isDryRun) {
    const attributes = { segment, [TABLE_KEYS.ttl]: ttlAttribute(Number(segment.M?.expiresAtMs?.N)) };
    const change = setIf(attributes, [isNotServed('segment', nowMs)], ['claim', 'refusal']);
    const { held } = await persist(() => target.update(keyOf(item), change));
    if (!held) return tally.add('sentences', 'present');
  }
  tally.add('sentences', 'restored');
}
