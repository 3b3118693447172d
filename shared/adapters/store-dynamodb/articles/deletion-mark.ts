import { DELETION_MARK_DAYS, TABLE_KEYS } from '../../../config/constants.ts';
import type { Condition } from '../conditions.ts';
import type { Item } from '../dynamodb-table.ts';
import { articleKey, DELETED_AT } from '../keys.ts';
import { ttlAttribute } from '../value-store.ts';

const DAY_MS = 86_400_000;

/** Until when a head says that its article was deleted, whatever else becomes of it. */
export function markExpiresAtMs(deletedAtMs: number): number {
  return deletedAtMs + DELETION_MARK_DAYS * DAY_MS;
}

/** Holds while the article has not been deleted since it was read. */
export function deletionIsAsRead(deletedAtMs: number | undefined): Condition {
  const names = { '#deletedAt': DELETED_AT };
  return deletedAtMs === undefined
    ? { expression: 'attribute_not_exists(#deletedAt)', names }
    : { expression: '#deletedAt = :deletedAt', names, values: { ':deletedAt': { N: String(deletedAtMs) } } };
}

/** The head of an article that was deleted: nothing but when. */
export function deletionMark(id: string, deletedAtMs: number): Item {
  return {
    ...articleKey(id),
    [DELETED_AT]: { N: String(deletedAtMs) },
    [TABLE_KEYS.ttl]: ttlAttribute(markExpiresAtMs(deletedAtMs)),
  };
}
