import type { ResultKey } from '../../ports/result-key.ts';
import type { Lease, LeaseStore } from '../../ports/lease-store.ts';

/** The lease store of one process, with the two looks inside that the article store beside it needs. */
export interface MemoryLeaseStore extends LeaseStore {
  /** Gives the lease back when it is still owned and has not expired; returns whether it was. */
  finish(lease: Lease, nowMs: number): boolean;
  /** Takes every lease on an article's results away from whoever holds it. */
  revoke(articleId: string): void;
}

export function createMemoryLeaseStore(): MemoryLeaseStore {
  const leases = new Map<string, Lease>();
  const nameOf = (key: ResultKey) => JSON.stringify([key.id, key.target, key.pipelineVersion]);
  const isOwned = (lease: Lease) => leases.get(nameOf(lease.key))?.owner === lease.owner;
  const hold = (key: ResultKey, owner: string, leaseUntilMs: number): Lease => {
    const lease = { key: { ...key }, owner, leaseUntilMs };
    leases.set(nameOf(key), lease);
    return { ...lease };
  };

  return {
    async acquire(key, owner, nowMs, leaseMs) {
      const current = leases.get(nameOf(key));
      const isHeldByAnother = current !== undefined && current.leaseUntilMs > nowMs && current.owner !== owner;
      return isHeldByAnother ? undefined : hold(key, owner, nowMs + leaseMs);
    },

    async renew(lease, nowMs, leaseMs) {
      const current = leases.get(nameOf(lease.key));
      const isStillOurs = current?.owner === lease.owner && current.leaseUntilMs > nowMs;
      return isStillOurs ? hold(lease.key, lease.owner, nowMs + leaseMs) : undefined;
    },

    async release(lease) {
      if (isOwned(lease)) leases.delete(nameOf(lease.key));
    },

    finish(lease, nowMs) {
      const current = leases.get(nameOf(lease.key));
      if (current?.owner !== lease.owner || current.leaseUntilMs <= nowMs) return false;
      return leases.delete(nameOf(lease.key));
    },

    revoke(articleId) {
      for (const [name, lease] of leases) if (lease.key.id === articleId) leases.delete(name);
    },
  };
}
