import { setTimeout as delay } from 'node:timers/promises';
import { SourceError } from './source-error.ts';

export interface Retries {
  signal?: AbortSignal | undefined;
  /** Waits between attempts; tests do not. */
  pause?: ((durationMs: number, signal: AbortSignal | undefined) => Promise<unknown>) | undefined;
}

/**
 * Makes an attempt again while its place may do better, with a pause before the second that doubles before each next one;
 * half of it is chance. Throws the signal's reason, or what the last attempt throws.
 */
export async function tryAgain<Value>(
  attempt: () => Promise<Value>,
  { maxAttempts, firstPauseMs, signal, pause = wait }: Retries & { maxAttempts: number; firstPauseMs: number },
): Promise<Value> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof SourceError) || !error.retryable || made === maxAttempts) throw error;
    }
    await pause(firstPauseMs * 2 ** (made - 1) * (0.5 + Math.random() / 2), signal);
  }
}

const wait: NonNullable<Retries['pause']> = (durationMs, signal) =>
  delay(durationMs, undefined, signal ? { signal } : {});
