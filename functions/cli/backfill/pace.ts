import type { Clock } from '../../../shared/ports/clock.ts';

/** Resolves when it is the turn of the next one: at once for the first, and no more than so many a second in the long run. */
export function createPace(perSecond: number, clock: Pick<Clock, 'monotonicMs' | 'sleep'>): () => Promise<void> {
  let nextMs = clock.monotonicMs();
  return async () => {
    const waitMs = nextMs - clock.monotonicMs();
    if (waitMs > 0) await clock.sleep(waitMs);
    // Time that was lost is not made up for: the queue would get a burst.
    nextMs = Math.max(nextMs, clock.monotonicMs()) + 1_000 / perSecond;
  };
}
