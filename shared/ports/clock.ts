/** Time, so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch, which may differ from another machine's, and be set back or forth. */
  nowMs(): number;
  /** Milliseconds since some moment of this process, which no correction of the time changes; for durations. */
  monotonicMs(): number;
  /** Resolves after `durationMs`; rejects with the signal's reason when it aborts first. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), for jitter. */
export type Random = () => number;
