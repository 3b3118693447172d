import { randomUUID } from 'node:crypto';
import type { LeaseStore } from '../../ports/stores/lease-store.ts';

/**
 * Leases of a table that no other process can open: whoever is not of this process is dead, so that what was under way
 * when a process was killed is taken up at once, not after a whole lease of waiting. Owners carry the name of their
 * process, because no clock tells an earlier one from this.
 *
 *   killed process   acquire: owner P1/a ✗
 *   this process        acquire: held by P1/a ── not of P2: abandoned ── acquire: owner P2/b
 */
export function createSoleProcessLeases(leases: LeaseStore): LeaseStore {
  const ours = `${randomUUID()}/`;
  return {
    ...leases,
    async acquire(key, owner, when) {
      const outcome = await leases.acquire(key, ours + owner, when);
      const isDead = typeof outcome === 'object' && 'heldBy' in outcome && !outcome.heldBy.owner.startsWith(ours);
      return isDead ? leases.acquire(key, ours + owner, { ...when, abandoned: outcome.heldBy }) : outcome;
    },
  };
}
