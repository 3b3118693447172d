import type { Clock } from '../../../shared/ports/clock.ts';

export interface ManualClock extends Clock {
  advance(durationMs: number): void;
}

/** Time that passes only when told to, or when somebody sleeps: then at once, by as much. */
export function createManualClock(startMs = Date.parse('2026-03-01T08:00:00.000Z')): ManualClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    advance: (durationMs) => {
      nowMs += durationMs;
    },
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted();
      nowMs += durationMs;
    },
  };
}
