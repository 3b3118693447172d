import { randomUUID } from 'node:crypto';
import { DepecheError } from '../../core/errors.ts';
import type { Lease, LeaseHolder, LeaseRefusal } from '../../ports/stores/lease-store.ts';
import type { ResultKey } from '../../ports/stores/result-key.ts';
import type { AppDependencies } from '../dependencies.ts';
import { DeletedMeanwhileError } from './deleted-meanwhile.ts';
import type { Job } from './request-context.ts';

/** The lease that a worker owns for now. */
export interface HeldLease {
  /** As last renewed. */
  current(): Lease;
  /** Said when the value was completed, and the lease given back with it. */
  completed(): void;
  /** For a worker that found its lease gone to another: ends the work, which then waits for the other's value. */
  surrender(): never;
}

const LEASE_LOST = Symbol('lease lost');

/** A worker that cannot hold its lease through the work once may have been frozen; a second time it is the work. */
const MAX_LOSSES = 2;

export interface CrossMachineFlight<Value> {
  key: ResultKey;
  /** When the work was asked for: a deletion of the article since ends it. */
  askedMs: number;
  /** Looks for the value that another worker may have completed. */
  find: () => Promise<Value | undefined>;
  /** Computes the value. Without a lease its table is down, and nothing that needs one may be written. */
  work: (job: Job, held?: HeldLease) => Promise<Value>;
}

type CrossMachineFlightDependencies = Pick<AppDependencies, 'leases' | 'sightings' | 'clock' | 'random' | 'settings'>;

/**
 * Lets one worker among all machines compute a value while the others wait for it.
 *
 *   A  acquire ── work ── renew ── renew ── complete if still owned ── release
 *   B     refused … look … look … look ─────────────────────────────── found
 *
 *   A  acquire ── work ── renew ✗ killed
 *   B     refused … look … look … a whole lease without a sign of life, acquire ── work, paying only what A had not remembered ── complete
 *
 *   A  acquire ── frozen ·························· woken: renew refused, stops paying, looks … found
 *   B              a whole lease …, acquire ── work ── complete             (A could not overwrite it)
 *
 * How long a holder gives no sign of life is measured here, by this machine's monotonic clock, so that no two clocks have
 * to agree; a crashed holder is waited for during one lease from when this process first saw it.
 *
 * The pauses between looks grow to a limit and are jittered, so that a crowd does not come at once. When the lease
 * table does not answer, the work goes on unguarded: the ledger still bounds what is spent, and the value is returned
 * without being stored.
 *
 * Throws what the work throws, the job's reason when it was aborted, `timeout` after `maxWaitMs` of waiting, `timeout` for
 * good when its own lease was lost twice, or
 * `DeletedMeanwhileError`.
 */
export async function withCrossMachineFlight<Value>(
  deps: CrossMachineFlightDependencies,
  flight: CrossMachineFlight<Value>,
  job: Job,
): Promise<Value> {
  const { clock, settings } = deps;
  const watch = watchHolder(deps);
  let pauseMs = settings.pollIntervalMs;
  let waitedMs = 0;
  let losses = 0;
  for (;;) {
    const outcome = await acquire(deps, flight, job, watch.abandoned());
    if (outcome === 'unavailable') return flight.work(job);
    if (outcome === 'deleted') throw new DeletedMeanwhileError(flight.askedMs);
    if ('key' in outcome) {
      if (losses === MAX_LOSSES) return giveUp(deps, job, outcome);
      const value = await workUnder(deps, flight, job, outcome);
      if (value !== LEASE_LOST) return value;
      losses += 1;
    }
    watch.see('heldBy' in outcome ? outcome.heldBy : undefined);

    if (waitedMs >= settings.maxWaitMs) {
      throw new DepecheError('timeout', 'Another worker is still at this article; ask again in a moment.');
    }
    const jitteredMs = Math.min(pauseMs * (0.5 + deps.random() / 2), watch.leftMs());
    await clock.sleep(jitteredMs, job.signal);
    waitedMs += jitteredMs;
    pauseMs = Math.min(pauseMs * 1.5, settings.maxPollIntervalMs);
    const found = await flight.find();
    if (found !== undefined) return found;
  }
}

/** For how long the holder of a lease has given no sign of life. */
function watchHolder({
  clock,
  settings,
  sightings,
}: Pick<CrossMachineFlightDependencies, 'clock' | 'settings' | 'sightings'>) {
  let seen: { holder: LeaseHolder; sinceMs: number } | undefined;
  const leftMs = () => (seen ? settings.leaseMs - (clock.monotonicMs() - seen.sinceMs) : settings.leaseMs);
  return {
    /** Says who has it. */
    see(holder: LeaseHolder | undefined): void {
      seen = holder && { holder, sinceMs: sightings.see(holder.owner, String(holder.renewal)) };
    },
    /** Until it may be taken over. */
    leftMs: () => Math.max(1, leftMs()),
    /** The holder, when it has been the same for a whole lease. */
    abandoned: () => (leftMs() <= 0 ? seen?.holder : undefined),
  };
}

async function giveUp({ leases }: Pick<AppDependencies, 'leases'>, job: Job, lease: Lease): Promise<never> {
  await job.tolerance.attemptLast('release lease', () => leases.release(lease), undefined);
  const detail = 'Twice the article kept its worker from everything else for too long; send it in parts.';
  throw new DepecheError('timeout', detail, { retryable: false });
}

function acquire(
  deps: CrossMachineFlightDependencies,
  { key, askedMs }: Pick<CrossMachineFlight<unknown>, 'key' | 'askedMs'>,
  job: Job,
  abandoned: LeaseHolder | undefined,
): Promise<Lease | LeaseRefusal | 'unavailable'> {
  const { clock, leases } = deps;
  return job.tolerance.attempt(
    'acquire lease',
    () => leases.acquire(key, randomUUID(), { nowMs: clock.nowMs(), askedMs, abandoned }),
    'unavailable' as const,
  );
}

async function workUnder<Value>(
  deps: CrossMachineFlightDependencies,
  flight: CrossMachineFlight<Value>,
  job: Job,
  acquired: Lease,
): Promise<Value | typeof LEASE_LOST> {
  const lost = new AbortController();
  const over = new AbortController();
  const holder = { lease: acquired, isCompleted: false };
  const held: HeldLease = {
    current: () => holder.lease,
    completed: () => {
      holder.isCompleted = true;
    },
    surrender: () => {
      lost.abort();
      return lost.signal.throwIfAborted() as never;
    },
  };
  // Nobody waits for it: a renewal that hangs holds no answer back, and one that comes late finds another owner or none.
  void keepRenewing(deps, job, holder, lost, over.signal);
  try {
    const found = await flight.find();
    if (found !== undefined) return found;
    return await flight.work({ ...job, signal: AbortSignal.any([job.signal, lost.signal]) }, held);
  } catch (error) {
    if (lost.signal.aborted && !job.signal.aborted) return LEASE_LOST;
    throw error;
  } finally {
    over.abort();
    if (!holder.isCompleted) {
      await job.tolerance.attemptLast('release lease', () => deps.leases.release(holder.lease), undefined);
    }
  }
}

/** Renews at a third of the lease until the work is over. A renewal that fails is tried again at the next turn. */
async function keepRenewing(
  { clock, leases, settings }: CrossMachineFlightDependencies,
  job: Job,
  holder: { lease: Lease },
  lost: AbortController,
  over: AbortSignal,
): Promise<void> {
  const { leaseMs } = settings;
  while (await sleepUnless(over, () => clock.sleep(leaseMs / 3, over))) {
    const renew = () => leases.renew(holder.lease);
    const renewed = await job.tolerance.attempt('renew lease', renew, holder.lease);
    if (!renewed) return lost.abort();
    holder.lease = renewed;
  }
}

/** Whether the sleep ran its course. */
async function sleepUnless(over: AbortSignal, sleep: () => Promise<void>): Promise<boolean> {
  await sleep().catch(() => {});
  return !over.aborted;
}
