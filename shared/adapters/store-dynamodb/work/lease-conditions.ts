import type { Lease } from '../../../ports/lease-store.ts';
import type { Item } from '../dynamodb-table.ts';
import { leaseAttribute } from '../keys.ts';

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

/** Holds when nobody has the lease by `nowMs`, or `owner` has it already: then the answer to its first attempt was lost. */
export function leaseIsFree(key: Lease['key'], owner: string, nowMs: number) {
  const wasNeverTaken = 'attribute_not_exists(#lease)';
  const hasExpired = '#lease.#leaseUntilMs <= :now';
  const isOursAlready = '#lease.#owner = :owner';
  return {
    ConditionExpression: [wasNeverTaken, hasExpired, isOursAlready].join(' OR '),
    ExpressionAttributeNames: leaseNames(key),
    ExpressionAttributeValues: { ':owner': { S: owner }, ':now': { N: String(nowMs) } },
  };
}

function leaseNames({ target, pipelineVersion }: Lease['key']) {
  return { '#lease': leaseAttribute(target, pipelineVersion), '#owner': 'owner', '#leaseUntilMs': 'leaseUntilMs' };
}
