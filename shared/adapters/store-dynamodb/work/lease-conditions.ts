import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Lease, LeaseHolder } from '../../../ports/stores/lease-store.ts';
import type { Condition } from '../conditions.ts';
import type { Item } from '../dynamodb-table.ts';
import { DELETED_AT, leaseAttribute } from '../keys.ts';

/** Holds while the lease in the head is this very acquisition, whatever the time is here or there. */
export function leaseIsOurs({ key, owner }: Lease): Condition {
  return {
    expression: '#lease.#owner = :owner',
    names: leaseNames(key),
    values: { ':owner': { S: owner } },
  };
}

/** The same of a head that was read. */
export function isLeaseOurs(head: Item | undefined, { key, owner }: Lease): boolean {
  return readHolder(head, key)?.owner === owner;
}

/** Who has the lease in a head that was read. One that an earlier release gave counts as never renewed. */
export function readHolder(head: Item | undefined, key: Lease['key']): LeaseHolder | undefined {
  const { owner, renewal } = head?.[leaseAttribute(key.target, key.pipelineVersion)]?.M ?? {};
  return owner?.S === undefined ? undefined : { owner: owner.S, renewal: Number(renewal?.N ?? 0) };
}

/**
 * Holds when nobody has the lease, `abandoned` still has it and has not renewed it since, or `owner` has it already: then
 * the answer to its first attempt was lost. Never when the article was deleted after `askedMs`.
 */
export function leaseIsFree(
  key: Lease['key'],
  owner: string,
  askedMs: number,
  abandoned: LeaseHolder | undefined,
): Condition {
  const wasNeverTaken = 'attribute_not_exists(#lease)';
  const isOursAlready = '#lease.#owner = :owner';
  const wasNotRenewed =
    abandoned?.renewal === 0
      ? '(#lease.#renewal = :renewal OR attribute_not_exists(#lease.#renewal))'
      : '#lease.#renewal = :renewal';
  const isAbandoned = `(#lease.#owner = :abandoned AND ${wasNotRenewed})`;
  const wasNotDeletedSince = 'attribute_not_exists(#deletedAt) OR #deletedAt <= :asked';
  const free = [wasNeverTaken, isOursAlready, ...(abandoned ? [isAbandoned] : [])].join(' OR ');
  return {
    expression: `(${free}) AND (${wasNotDeletedSince})`,
    names: {
      ...leaseNames(key),
      ...(abandoned ? { '#renewal': 'renewal' } : {}),
      '#deletedAt': DELETED_AT,
    },
    values: {
      ':owner': { S: owner },
      ':asked': { N: String(askedMs) },
      ...(abandoned ? { ':abandoned': { S: abandoned.owner }, ':renewal': { N: String(abandoned.renewal) } } : {}),
    },
  };
}

/** When an article was last deleted, from that attribute of its head. */
export function readDeletedAtMs(deletedAt: AttributeValue | undefined): number | undefined {
  return deletedAt?.N === undefined ? undefined : Number(deletedAt.N);
}

function leaseNames({ target, pipelineVersion }: Lease['key']) {
  return { '#lease': leaseAttribute(target, pipelineVersion), '#owner': 'owner' };
}
