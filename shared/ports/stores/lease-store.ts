import type { ResultKey } from './result-key.ts';

/** Who has a lease, and how often it was renewed: the same pair seen twice means no sign of life in between. */
export interface LeaseHolder {
  /** Fencing token of an acquisition; a new one each time. */
  owner: string;
  renewal: number;
}

/** The right to compute one result, until somebody else has seen its holder give no sign of life for a whole lease. */
export interface Lease extends LeaseHolder {
  key: ResultKey;
}

/** Why a lease was not given. */
export type LeaseRefusal = { heldBy: LeaseHolder } | 'deleted';

/**
 * Locks shared by all machines, which compare no clocks: no lease ends by itself. Whoever waits measures by its own
 * monotonic clock how long a holder stays as it is, and takes over from exactly that one.
 * Throws `DepecheError('storage-unavailable')`.
 *
 *   A   acquire (A, 0) ── renew (A, 1) ✗ killed
 *   B     held by (A, 0) …… held by (A, 1) …… for a whole lease (A, 1) ── acquire, abandoned (A, 1): (B, 0)
 */
export interface LeaseStore {
  /**
   * Takes the lease when it is free or still that of `abandoned`. `owner` is new for each acquisition: the one who has the
   * lease already gets it again, for a lost answer makes a client ask twice. `'deleted'` when the article was deleted
   * after `askedMs`, when the work was asked for; as of `nowMs`, when absent.
   */
  acquire(
    key: ResultKey,
    owner: string,
    when: { nowMs: number; askedMs?: number | undefined; abandoned?: LeaseHolder | undefined },
  ): Promise<Lease | LeaseRefusal>;
  /** A sign of life, for a lease still owned; `undefined` when it was lost. */
  renew(lease: Lease): Promise<Lease | undefined>;
  /** Gives it back; does nothing when it was lost. */
  release(lease: Lease): Promise<void>;
}
