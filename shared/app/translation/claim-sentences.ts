import { randomUUID } from 'node:crypto';
import { DepecheError } from '../../core/errors.ts';
import type { Claim } from '../../ports/stores/sentence-memory.ts';
import type { AppDependencies } from '../dependencies.ts';
import type { Job } from '../work/request-context.ts';

/** A sentence that another job is buying, by its key in the memory and the mark of that job. */
export interface Awaited {
  key: string;
  mark: string;
}

/**
 * Claims of sentences by one job. While it lasts it gives a sign of life at every third of a lease, from the first one on;
 * a job that is shorter writes none. Its `wait` throws `timeout` after `maxWaitMs`, and the job's reason when it was aborted.
 */
export function openClaims(
  deps: Pick<AppDependencies, 'memory' | 'sightings' | 'clock' | 'random' | 'settings'>,
  job: Job,
) {
  const { memory, sightings, clock, random, settings } = deps;
  const owner = randomUUID();
  const over = new AbortController();
  let isBeating = false;
  let pauseMs = settings.pollIntervalMs;
  let waitedMs = 0;

  const keepBeating = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await clock.sleep(settings.leaseMs / 3, over.signal).catch(() => {});
      if (over.signal.aborted) return;
      await job.tolerance.attempt('keep claims', () => memory.beat(owner), undefined);
    }
  };

  return {
    /** Claims sentences; the keys that this job may buy. All of them while the memory does not answer. */
    async take(claims: readonly Claim[]): Promise<ReadonlySet<string>> {
      const claimed = await job.tolerance.attempt('claim sentences', () => memory.claim(claims, owner), undefined);
      if (!isBeating) {
        isBeating = true;
        // Nobody waits for it: a sign of life that hangs holds no answer back.
        void keepBeating();
      }
      return claimed ?? new Set(claims.map(({ key }) => key));
    },

    /**
     * Waits a moment, then tells which of these have been left by jobs that gave no sign of life for a whole lease. The lease
     * is measured by this machine's monotonic clock, so that no two clocks have to agree.
     */
    async wait(awaited: readonly Awaited[]): Promise<ReadonlySet<string>> {
      if (waitedMs >= settings.maxWaitMs) {
        throw new DepecheError(
          'timeout',
          'Another request is still translating the same sentences; ask again in a moment.',
        );
      }
      const jitteredMs = pauseMs * (0.5 + random() / 2);
      await clock.sleep(jitteredMs, job.signal);
      waitedMs += jitteredMs;
      pauseMs = Math.min(pauseMs * 1.5, settings.maxPollIntervalMs);
      const marks = [...new Set(awaited.map(({ mark }) => mark))];
      const askedMs = clock.monotonicMs();
      const nobody: ReadonlyMap<string, string> = new Map();
      const heard = await job.tolerance.attempt('look for claimants', () => memory.heardOf(marks), nobody);
      const left = new Set<string>();
      for (const mark of marks) {
        if (askedMs - sightings.see(mark, heard.get(mark) ?? '') >= settings.leaseMs) left.add(mark);
      }
      return new Set(awaited.filter(({ mark }) => left.has(mark)).map(({ key }) => key));
    },

    /** Gives back what was claimed and neither remembered nor refused. */
    async close(unsettled: readonly string[]): Promise<void> {
      over.abort();
      if (unsettled.length === 0) return;
      await job.tolerance.attempt('give claims back', () => memory.giveBack(unsettled, owner), undefined);
    },
  };
}
