import type { Clock } from '../../../shared/ports/clock.ts';

/** A clock whose sleepers wake at once, in the time they asked for: retries without waiting. */
export function createInstantClock(): Clock & { readonly sleptMs: readonly number[] } {
  const sleptMs: number[] = [];
  let nowMs = 0;
  return {
    sleptMs,
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    async sleep(durationMs, signal) {
      signal?.throwIfAborted();
      sleptMs.push(durationMs);
      nowMs += durationMs;
    },
  };
}
