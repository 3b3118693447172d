import { TABLE_KEYS } from '../../../config/constants.ts';
import type { LeaseHolder, LeaseStore } from '../../../ports/stores/lease-store.ts';
import { onlyIf } from '../conditions.ts';
import type { DynamodbTable } from '../dynamodb-table.ts';
import { articleKey, DELETED_AT, leaseAttribute } from '../keys.ts';
import { ttlAttribute } from '../value-store.ts';
import { leaseIsFree, leaseIsOurs, readDeletedAtMs, readHolder } from './lease-conditions.ts';

/** A head that holds nothing but a lease is of no use to anyone this long after that was taken. */
const KEEP_LEASE_MS = 86_400_000;

/**
 * One attribute in the article's head per lease, `{ owner, renewal }`; every step is one conditional write of that item.
 *
 *   worker A   acquire ──── renew ────── (stops: crash, long pause)                        completeResult
 *              │            │                                                              └─ owner is B: refused, false
 *   lease      ├─ A, 0 ─────┴─ A, 1 ────────────────────────────┬─ B, 0 ─────┤ removed
 *                                                               │            │
 *   worker B      acquire → held by A, 0 … A, 1 … A, 1 all the ─┴─ acquire ──┴─ completeResult → result stored, true
 *                 lease that B waited by its own clock
 *
 * The owner is a fencing token, new for each acquisition: who was late is refused even when it took the lease again
 * itself. Should the table's own TTL remove an expired article's head under a fresh lease, that lease counts as lost.
 */
export function createDynamodbLeaseStore({ table }: { table: DynamodbTable }): LeaseStore {
  return {
    async acquire(key, owner, { nowMs, askedMs = nowMs, abandoned }) {
      const attribute = leaseAttribute(key.target, key.pipelineVersion);
      const outcome = await table.update(articleKey(key.id), {
        UpdateExpression: 'SET #lease = :lease, #ttl = if_not_exists(#ttl, :ttl)',
        ...onlyIf([leaseIsFree(key, owner, askedMs, abandoned)], {
          names: { '#ttl': TABLE_KEYS.ttl },
          values: {
            ':lease': { M: { owner: { S: owner }, renewal: { N: '0' } } },
            ':ttl': ttlAttribute(nowMs + KEEP_LEASE_MS),
          },
        }),
      });
      if (outcome.held) return { key: { ...key }, owner, renewal: 0 };
      const head = outcome.found ?? (await table.get(articleKey(key.id), [DELETED_AT, attribute]));
      if ((readDeletedAtMs(head?.[DELETED_AT]) ?? 0) > askedMs) return 'deleted';
      // It may have been given back since the write was refused: then whoever looks next finds it free.
      return { heldBy: readHolder(head, key) ?? NOBODY };
    },

    async renew(lease) {
      const renewal = lease.renewal + 1;
      const { held } = await table.update(articleKey(lease.key.id), {
        UpdateExpression: 'SET #lease.#renewal = :renewal',
        ...onlyIf([leaseIsOurs(lease)], {
          names: { '#renewal': 'renewal' },
          values: { ':renewal': { N: String(renewal) } },
        }),
      });
      return held ? { ...lease, renewal } : undefined;
    },

    async release(lease) {
      await table.update(articleKey(lease.key.id), {
        UpdateExpression: 'REMOVE #lease',
        ...onlyIf([leaseIsOurs(lease)]),
      });
    },
  };
}

/** No owner is called so. */
const NOBODY: LeaseHolder = { owner: '', renewal: 0 };
