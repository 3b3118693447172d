import type { LeaseStore } from '../ports/lease-store.ts';

/**
 * Leases of a table that no other process can open. Whoever took one before `startedMs` is dead, so that what was under
 * way when a process was killed is taken up at once, not when its lease has run out.
 *
 *   killed process   acquire ── renew ✗                             its leases end before startedMs + leaseMs
 *   this process                       started ── acquire           judged as at startedMs + leaseMs: free
 *                                         └────── acquire ── held   ours end after that: refused as ever
 *
 * A lease that was longer than ours, because the setting has changed, is waited for as long as it has more.
 */
export function createSoleProcessLeases(leases: LeaseStore, startedMs: number): LeaseStore {
  return {
    ...leases,
    acquire: (key, owner, nowMs, leaseMs) => leases.acquire(key, owner, Math.max(nowMs, startedMs + leaseMs), leaseMs),
  };
}
