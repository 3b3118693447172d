import type { DepecheError } from '../../core/errors.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { AdaptiveLimiter } from './create-adaptive-limiter.ts';

/** Runs one call to the service; `signal` ends waiting between attempts, the task sees to itself. */
export type ResilientCall = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Attempts of a call that fails for another reason than throttling, as the SDK's standard mode has them. */
const MAX_ATTEMPTS = 3;
/** Attempts of a call that is throttled; the limiter makes the pauses between them. */
const MAX_THROTTLED_ATTEMPTS = 8;
const FIRST_BACKOFF_MS = 100;

/**
 * Calls with bounded retries. The SDK's own are off: they would hide throttling from the limiter, which slows all calls
 * down where the SDK would delay one. A failed call is not billed, except when its answer is lost on the way.
 * Throws `DepecheError` of the last attempt.
 */
export function createResilientCall(options: {
  limiter: AdaptiveLimiter;
  /** The service's error for what a call threw; an aborted signal tells a deadline from a failure. */
  mapError: (error: unknown, signal?: AbortSignal) => DepecheError;
  clock: Clock;
  random: Random;
}): ResilientCall {
  const { limiter, mapError, clock, random } = options;
  return async (task, signal) => {
    let failures = 0;
    let throttles = 0;
    for (;;) {
      try {
        if (failures > 0) await clock.sleep(random() * FIRST_BACKOFF_MS * 2 ** failures, signal);
        return await limiter.run(task, signal);
      } catch (error) {
        const problem = mapError(error, signal);
        if (problem.code === 'throttled') throttles += 1;
        else failures += 1;
        const spent = failures >= MAX_ATTEMPTS || throttles >= MAX_THROTTLED_ATTEMPTS;
        if (!problem.retryable || spent || signal?.aborted) throw problem;
      }
    }
  };
}
