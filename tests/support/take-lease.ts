import type { Lease, LeaseStore } from '../../shared/ports/stores/lease-store.ts';

/** Takes a lease that must be free. */
export async function takeLease(leases: LeaseStore, ...given: Parameters<LeaseStore['acquire']>): Promise<Lease> {
  const outcome = await leases.acquire(...given);
  if (outcome === 'deleted' || 'heldBy' in outcome) throw new Error('The lease was not to be had.');
  return outcome;
}
