import type { Lease, LeaseHolder, LeaseStore } from '../../ports/stores/lease-store.ts';
import type { ResultKey } from '../../ports/stores/result-key.ts';

/** The lease store of one process, with the two looks inside that the article store beside it needs. */
export interface MemoryLeaseStore extends LeaseStore {
  /** Gives the lease back when it is still owned; returns whether it was. */
  finish(lease: Lease): boolean;
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
  const hold = (key: ResultKey, { owner, renewal }: LeaseHolder): Lease => {
    const lease = { key: { ...key }, owner, renewal };
    leases.set(nameOf(key), lease);
    return { ...lease };
  };

  return {
    async acquire(key, owner, { nowMs, askedMs = nowMs, abandoned }) {
      if ((deletions.get(key.id) ?? 0) > askedMs) return 'deleted';
      const current = leases.get(nameOf(key));
      const isAbandoned = current?.owner === abandoned?.owner && current?.renewal === abandoned?.renewal;
      if (current === undefined || current.owner === owner || isAbandoned) return hold(key, { owner, renewal: 0 });
      return { heldBy: { owner: current.owner, renewal: current.renewal } };
    },

    async renew(lease) {
      return isOwned(lease) ? hold(lease.key, { owner: lease.owner, renewal: lease.renewal + 1 }) : undefined;
    },

    async release(lease) {
      if (isOwned(lease)) leases.delete(nameOf(lease.key));
    },

    finish: (lease) => isOwned(lease) && leases.delete(nameOf(lease.key)),

    revoke(articleId, deletedAtMs) {
      deletions.set(articleId, deletedAtMs);
      for (const [name, lease] of leases) if (lease.key.id === articleId) leases.delete(name);
    },

    deletedAtMs: (articleId) => deletions.get(articleId),
  };
}
