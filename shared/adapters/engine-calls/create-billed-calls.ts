import type { DepecheError } from '../../core/errors.ts';
import { type AdaptiveLimiterOptions, createAdaptiveLimiter } from './create-adaptive-limiter.ts';

/** A call of an engine that is billed. */
export interface BilledCall<Answer> {
  /** Awaited before the call is sent, and again after an attempt that may have been billed; gives what takes it back. */
  mark?: (() => Promise<() => void>) | undefined;
  /** Sees to the signal itself. */
  attempt: () => Promise<Answer>;
  /** Told of each attempt that was sent and never answered: billed or not, nobody can tell. */
  onUnanswered?: () => void;
}

/** Makes one call. `signal` ends waiting for a turn and between attempts. Throws what `mark` throws, and `DepecheError`. */
export type MakeBilledCall = <Answer>(call: BilledCall<Answer>, signal?: AbortSignal) => Promise<Answer>;

/** Attempts of a call that fails for another reason than throttling, as the SDK's standard mode has them. */
const MAX_ATTEMPTS = 3;
/** Attempts of a call that is throttled; the limiter makes the pauses between them. */
const MAX_THROTTLED_ATTEMPTS = 8;
const FIRST_BACKOFF_MS = 100;

/**
 * The calls of one engine, with bounded retries. The SDK's own are off: they would hide throttling from the limiter, which
 * slows all calls down where the SDK would delay one. A failed call is not billed, except when its answer is lost on the
 * way; so each is marked before it is sent, that it counts whatever becomes of this process, and taken back when it turned
 * out not to be billed.
 */
export function createBilledCalls({
  mapError,
  ...options
}: Omit<AdaptiveLimiterOptions, 'isThrottling'> & {
  /** The service's error for what a call threw; an aborted signal tells a deadline from a failure. */
  mapError: (error: unknown, signal?: AbortSignal) => DepecheError;
}): MakeBilledCall {
  const { clock, random } = options;
  const limiter = createAdaptiveLimiter({
    ...options,
    isThrottling: (error) => mapError(error).code === 'throttled',
  });

  async function tryAgain<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
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
  }

  return async ({ mark, attempt, onUnanswered }, signal) => {
    let takeBack = await mark?.();
    let isUncertain = false;
    const attemptMarked = async () => {
      if (isUncertain) takeBack = await mark?.();
      isUncertain = false;
      // Marking takes time: what was stopped meanwhile is not begun, since it might end after its process.
      signal?.throwIfAborted();
      try {
        return await attempt();
      } catch (error) {
        isUncertain = mapError(error).isUnanswered;
        if (isUncertain) onUnanswered?.();
        throw error;
      }
    };
    try {
      return await tryAgain(attemptMarked, signal);
    } catch (error) {
      if (!isUncertain) takeBack?.();
      throw error;
    }
  };
}
