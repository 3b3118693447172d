import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** The machine's own clock. */
export function createSystemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted();
      try {
        await delay(durationMs, undefined, signal ? { signal } : {});
      } catch (error) {
        throw signal?.reason ?? error;
      }
    },
  };
}
