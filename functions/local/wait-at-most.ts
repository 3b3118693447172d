import { setTimeout } from 'node:timers/promises';
import { waitAtMost as waitByClock } from '../../shared/app/work/wait-at-most.ts';

/** What was cut off gets this long to write down what it has paid for: a little more than the use cases ask for (2 s). */
export const CUT_OFF_MS = 3_000;

const CLOCK = { sleep: (ms: number, signal?: AbortSignal) => setTimeout(ms, undefined, signal && { signal }) };

/** Waits for the end of `work`, but no longer than `durationMs`. Throws what the work throws. */
export const waitAtMost = (durationMs: number, work: Promise<unknown>) => waitByClock(CLOCK, durationMs, work);
