import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Lease } from '../../../ports/lease-store.ts';
import type { Item } from '../dynamodb-table.ts';
import { DELETED_AT, leaseAttribute } from '../keys.ts';

/** Holds while the lease in the head is this very acquisition and has not run out by `nowMs`. */
export function leaseIsOurs(lease: Lease, nowMs: number) {
  const ownerIsUs = '#lease.#owner = :owner';
  const hasNotExpired = '#lease.#leaseUntilMs > :now';
  return {
    ConditionExpression: [ownerIsUs, hasNotExpired].join(' AND '),
    ExpressionAttributeNames: leaseNames(lease.key),
    ExpressionAttributeValues: { ':owner': { S: lease.owner }, ':now': { N: String(nowMs) } },
  };
}

/** The same of a head that was read. */
export function isLeaseOurs(head: Item | undefined, { key, owner }: Lease, nowMs: number): boolean {
  const lease = head?.[leaseAttribute(key.target, key.pipelineVersion)]?.M;
  return lease?.owner?.S === owner && Number(lease.leaseUntilMs?.N) > nowMs;
}

/**
 * Holds when nobody has the lease by `nowMs`, or `owner` has it already: then the answer to its first attempt was lost.
 * Never when the article was deleted after `askedMs`.
 */
export function leaseIsFree(key: Lease['key'], owner: string, nowMs: number, askedMs: number) {
  const wasNeverTaken = 'attribute_not_exists(#lease)';
  const hasExpired = '#lease.#leaseUntilMs <= :now';
  const isOursAlready = '#lease.#owner = :owner';
  const wasNotDeletedSince = 'attribute_not_exists(#deletedAt) OR #deletedAt <= :asked';
  return {
    ConditionExpression: `(${[wasNeverTaken, hasExpired, isOursAlready].join(' OR ')}) AND (${wasNotDeletedSince})`,
    ExpressionAttributeNames: { ...leaseNames(key), '#deletedAt': DELETED_AT },
    ExpressionAttributeValues: {
      ':owner': { S: owner },
      ':now': { N: String(nowMs) },
      ':asked': { N: String(askedMs) },
    },
  };
}

/** When an article was last deleted, from that attribute of its head. */
export function readDeletedAtMs(deletedAt: AttributeValue | undefined): number | undefined {
  return deletedAt?.N === undefined ? undefined : Number(deletedAt.N);
}

function leaseNames({ target, pipelineVersion }: Lease['key']) {
  return { '#lease': leaseAttribute(target, pipelineVersion), '#owner': 'owner', '#leaseUntilMs': 'leaseUntilMs' };
}
