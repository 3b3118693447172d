import type { Clock } from '../../ports/clock.ts';

/** What the work comes to, or `undefined` where it takes longer; it goes on then. Throws what the work throws. */
export async function waitAtMost<Value>(
  clock: Pick<Clock, 'sleep'>,
  durationMs: number,
  work: Promise<Value>,
): Promise<Value | undefined> {
  const over = new AbortController();
  const pause = clock.sleep(durationMs, over.signal).catch(() => {});
  try {
    return await Promise.race([work, pause.then(() => undefined)]);
  } finally {
    over.abort();
  }
}
