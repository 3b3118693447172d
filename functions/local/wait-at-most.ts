import { setTimeout as sleep } from 'node:timers/promises';

/** What was cut off gets this long to write down what it has paid for: a little more than the use cases ask for (2 s). */
export const CUT_OFF_MS = 3_000;

/** Waits for the end of `work`, but no longer than `durationMs`. Throws what the work throws. */
export async function waitAtMost(durationMs: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const pause = sleep(durationMs, undefined, { signal: over.signal }).catch(() => {});
  try {
    await Promise.race([work, pause]);
  } finally {
    over.abort();
  }
}
