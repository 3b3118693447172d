import type { Clock, Random } from '../../ports/clock.ts';

export interface AdaptiveLimiterOptions {
  /** Calls at a time while nothing is throttled. */
  maxConcurrent: number;
  isThrottling: (error: unknown) => boolean;
  /** How long the service itself asks to be left alone, where it says so; as long as `LONGEST_PAUSE_ASKED_MS` it is. */
  pauseAskedMs?: ((error: unknown) => number) | undefined;
  /** Told of each task that was throttled. */
  onThrottled?: (() => void) | undefined;
  clock: Clock;
  random: Random;
}

/** Pauses after the first and after repeated throttling. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** Nobody waits longer for an engine; what still throttles then is for a later attempt. */
const LONGEST_PAUSE_ASKED_MS = 30_000;

/**
 * How many calls may run at a time, learned from the answers as TCP learns its window (additive increase,
 * multiplicative decrease; Chiu and Jain 1989): throttling halves the limit and pauses all calls, a round of successes
 * adds one. A burst that is throttled together counts once: a call that was under way at the last cut tells nothing new.
 */
export function createAdaptiveLimiter(options: AdaptiveLimiterOptions) {
  const { maxConcurrent, isThrottling, pauseAskedMs = () => 0, onThrottled, clock, random } = options;
  const waiting: (() => void)[] = [];
  let limit = maxConcurrent;
  let running = 0;
  let cuts = 0;
  let cutsInARow = 0;
  let pausedUntilMs = 0;

  function admit(): void {
    while (waiting.length > 0 && running < Math.floor(limit)) {
      running += 1;
      waiting.shift()?.();
    }
  }

  function takeTurn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
      admit();
    });
  }

  function cut(askedMs: number): void {
    limit = Math.max(1, limit / 2);
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** cutsInARow);
    // Between half and all of the pause, so that processes that were throttled together do not come back together.
    pausedUntilMs = clock.nowMs() + Math.min(askedMs, LONGEST_PAUSE_ASKED_MS) + pauseMs * (0.5 + random() / 2);
    cuts += 1;
    cutsInARow += 1;
  }

  function grow(): void {
    limit = Math.min(maxConcurrent, limit + 1 / limit);
    cutsInARow = 0;
  }

  return {
    /** Calls at a time that are allowed now; grows by fractions. */
    get limit(): number {
      return limit;
    },
    /** Runs `task` when there is room; rejects with the signal's reason when it aborts while waiting. */
    async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      signal?.throwIfAborted();
      await takeTurn(signal);
      let cutsAtStart = cuts;
      try {
        for (let pauseMs = pausedUntilMs - clock.nowMs(); pauseMs > 0; pauseMs = pausedUntilMs - clock.nowMs()) {
          await clock.sleep(pauseMs, signal);
        }
        cutsAtStart = cuts;
        const result = await task();
        if (cutsAtStart === cuts) grow();
        return result;
      } catch (error) {
        if (isThrottling(error)) {
          onThrottled?.();
          if (cutsAtStart === cuts) cut(pauseAskedMs(error));
        }
        throw error;
      } finally {
        running -= 1;
        admit();
      }
    },
  };
}
