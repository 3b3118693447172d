import { TABLE_KEYS } from '../../../config/constants.ts';
import type { LeaseStore } from '../../../ports/lease-store.ts';
import type { DynamodbTable } from '../dynamodb-table.ts';
import { articleKey, DELETED_AT, leaseAttribute } from '../keys.ts';
import { ttlAttribute } from '../value-store.ts';
import { leaseIsFree, leaseIsOurs, readDeletedAtMs } from './lease-conditions.ts';

/** A head that holds nothing but a lease is of no use to anyone this long after the lease ran out. */
const KEEP_EXPIRED_MS = 3_600_000;

/**
 * One attribute in the article's head per lease; every step is one conditional write of that item.
 *
 *   worker A   acquire ──── renew ────── (stops: crash, long pause)                    completeResult
 *              │            │                                                          └─ owner is B: refused, false
 *   lease      ├─ owner A ──┴─ owner A ─────────┤ expired ├─ owner B ─────┤ removed
 *                                               │         │              │
 *   worker B      acquire → undefined, waits ───┴─────────┴─ acquire ────┴─ completeResult → result stored, true
 *
 * The owner is a fencing token, new for each acquisition: who was late is refused even when nobody else came meanwhile
 * and even when it took the lease again itself. Expiry is judged by the callers' clocks, so a lease has to be longer
 * than those differ. Should the table's own TTL remove an expired article's head under a fresh lease, that lease counts
 * as lost.
 */
export function createDynamodbLeaseStore({ table }: { table: DynamodbTable }): LeaseStore {
  return {
    async acquire(key, owner, nowMs, leaseMs, askedMs = nowMs) {
      const condition = leaseIsFree(key, owner, nowMs, askedMs);
      const leaseUntilMs = nowMs + leaseMs;
      const outcome = await table.update(articleKey(key.id), {
        UpdateExpression: 'SET #lease = :lease, #ttl = if_not_exists(#ttl, :ttl)',
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeNames: { ...condition.ExpressionAttributeNames, '#ttl': TABLE_KEYS.ttl },
        ExpressionAttributeValues: {
          ...condition.ExpressionAttributeValues,
          ':lease': { M: { owner: { S: owner }, leaseUntilMs: { N: String(leaseUntilMs) } } },
          ':ttl': ttlAttribute(leaseUntilMs + KEEP_EXPIRED_MS),
        },
      });
      if (outcome.held) return { key: { ...key }, owner, leaseUntilMs };
      const head = outcome.found ?? (await table.get(articleKey(key.id), [DELETED_AT]));
      return (readDeletedAtMs(head?.[DELETED_AT]) ?? 0) > askedMs ? 'deleted' : undefined;
    },

    async renew(lease, nowMs, leaseMs) {
      const condition = leaseIsOurs(lease, nowMs);
      const leaseUntilMs = nowMs + leaseMs;
      const { held } = await table.update(articleKey(lease.key.id), {
        ...condition,
        UpdateExpression: 'SET #lease.#leaseUntilMs = :until',
        ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ':until': { N: String(leaseUntilMs) } },
      });
      return held ? { ...lease, leaseUntilMs } : undefined;
    },

    async release(lease) {
      await table.update(articleKey(lease.key.id), {
        UpdateExpression: 'REMOVE #lease',
        ConditionExpression: '#lease.#owner = :owner',
        ExpressionAttributeNames: {
          '#lease': leaseAttribute(lease.key.target, lease.key.pipelineVersion),
          '#owner': 'owner',
        },
        ExpressionAttributeValues: { ':owner': { S: lease.owner } },
      });
    },
  };
}
