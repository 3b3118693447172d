import type { Lease, LeaseStore } from '../../ports/lease-store.ts';
import type { ResultKey } from '../../ports/result-key.ts';

/** The lease store of one process, with the two looks inside that the article store beside it needs. */
export interface MemoryLeaseStore extends LeaseStore {
  /** Gives the lease back when it is still owned and has not expired; returns whether it was. */
  finish(lease: Lease, nowMs: number): boolean;
  /** Takes every lease on an article's results away from whoever holds it, and refuses who asked for the work before. */
  revoke(articleId: string, deletedAtMs: number): void;
  /** When the article was last deleted. */
  deletedAtMs(articleId: string): number | undefined;
}

export function createMemoryLeaseStore(): MemoryLeaseStore {
  const leases = new Map<string, Lease>();
  const deletions = new Map<string, number>();
  const nameOf = (key: ResultKey) => JSON.stringify([key.id, key.target, key.pipelineVersion]);
  const isOwned = (lease: Lease) => leases.get(nameOf(lease.key))?.owner === lease.owner;
  const hold = (key: ResultKey, owner: string, leaseUntilMs: number): Lease => {
    const lease = { key: { ...key }, owner, leaseUntilMs };
    leases.set(nameOf(key), lease);
    return { ...lease };
  };

  return {
    async acquire(key, owner, nowMs, leaseMs, askedMs = nowMs) {
      if ((deletions.get(key.id) ?? 0) > askedMs) return 'deleted';
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

    revoke(articleId, deletedAtMs) {
      deletions.set(articleId, deletedAtMs);
      for (const [name, lease] of leases) if (lease.key.id === articleId) leases.delete(name);
    },

    deletedAtMs: (articleId) => deletions.get(articleId),
  };
}
