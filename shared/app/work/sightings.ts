import type { Clock } from '../../ports/clock.ts';

/** Signs of life of those who hold something, as this process saw them. */
export type Sightings = ReturnType<typeof createSightings>;

/** More holders than a process ever waits for within a lease; the one seen first is forgotten first. */
const MAX_HOLDERS = 10_000;

/**
 * Kept by the process, not by the request: one that waits for less than a lease could never tell that a holder is dead,
 * nor could the next one that began to watch anew.
 */
export function createSightings(clock: Pick<Clock, 'monotonicMs'>, maxHolders = MAX_HOLDERS) {
  const seen = new Map<string, { sign: string; sinceMs: number }>();
  return {
    /**
     * Says what the last sign of life of a holder is. Returns since when, by the monotonic clock, it has been the same for
     * all that this process saw, however many of its requests looked.
     */
    see(holder: string, sign: string): number {
      const last = seen.get(holder);
      if (last?.sign === sign) return last.sinceMs;
      const sinceMs = clock.monotonicMs();
      seen.set(holder, { sign, sinceMs });
      const [first] = seen.keys();
      if (seen.size > maxHolders && first !== undefined) seen.delete(first);
      return sinceMs;
    },
  };
}
