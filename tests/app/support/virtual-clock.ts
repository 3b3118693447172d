import type { Clock } from '../../../shared/ports/clock.ts';
// What the use cases load at its first use: this time does not wait for files.
import '../../../shared/core/dating/note-dates.ts';

/** Turns of the event loop without which everything that can run has run. */
const QUIET_TURNS = 4;

/** Time that jumps to the next sleeper as soon as nothing else can run. */
export function createVirtualClock(
  startMs = Date.UTC(2026, 10, 23, 12),
): Clock & { advance(durationMs: number): void } {
  let now = startMs;
  let isPumping = false;
  const sleepers = new Set<{ atMs: number; wake: () => void }>();

  const pump = async () => {
    while (sleepers.size > 0) {
      for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise(setImmediate);
      const [next] = [...sleepers].sort((left, right) => left.atMs - right.atMs);
      if (!next) break;
      now = Math.max(now, next.atMs);
      next.wake();
    }
    isPumping = false;
  };

  return {
    nowMs: () => now,
    monotonicMs: () => now,
    advance: (durationMs) => {
      now += durationMs;
    },
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          atMs: now + durationMs,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort);
        if (!isPumping) {
          isPumping = true;
          void pump();
        }
      }),
  };
}
