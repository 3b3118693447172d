import type { LeaseStore } from '../ports/lease-store.ts';

/**
 * Leases of a table that no other process can open. Whoever took one before `startedMs` is dead, so that what was under
 * way when a process was killed is taken up at once, not when its lease has run out.
 *
 *   killed process   acquire ── renew ✗                             its leases end before startedMs + leaseMs
 *   this process                       started ── acquire           judged as just before startedMs + leaseMs: free
 *                                         └────── acquire ── held   ours end at or after that: refused as ever
 *
 * Only the judgement is made early: a lease ends `leaseMs` from now whenever it is taken. One that ended later would look
 * alive to the process after a second kill. A lease that was longer than ours, because the setting has changed, is waited
 * for as long as it has more.
 */
export function createSoleProcessLeases(leases: LeaseStore, startedMs: number): LeaseStore {
  return {
    ...leases,
    acquire: (key, owner, nowMs, leaseMs, askedMs = nowMs) => {
      const judgedMs = Math.max(nowMs, startedMs + leaseMs - 1);
      return leases.acquire(key, owner, judgedMs, nowMs + leaseMs - judgedMs, askedMs);
    },
  };
}
