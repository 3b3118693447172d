import type { ResultKey } from './result-key.ts';

/** The right to compute one result until a moment. */
export interface Lease {
  key: ResultKey;
  /** Fencing token of this acquisition; a new one each time. */
  owner: string;
  leaseUntilMs: number;
}

/** Locks with expiry, shared by all machines. Throws `DepecheError('storage-unavailable')`. */
export interface LeaseStore {
  /**
   * Takes the lease when it is free or has expired by `nowMs`; `undefined` while another holds it. `owner` is new for
   * each acquisition: the one who has the lease already gets it again, for a lost answer makes a client ask twice.
   * `'deleted'` when the article was deleted after `askedMs`, when the work was asked for; as of `nowMs`, when absent.
   */
  acquire(
    key: ResultKey,
    owner: string,
    nowMs: number,
    leaseMs: number,
    askedMs?: number,
  ): Promise<Lease | 'deleted' | undefined>;
  /** Prolongs a lease still owned; `undefined` when it was lost or has expired by `nowMs`, taken over or not. */
  renew(lease: Lease, nowMs: number, leaseMs: number): Promise<Lease | undefined>;
  /** Gives it back; does nothing when it was lost. */
  release(lease: Lease): Promise<void>;
}
