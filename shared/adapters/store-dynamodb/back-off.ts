import type { Clock, Random } from '../../ports/clock.ts';

const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 1_000;

/** Waits before attempt `attempt + 1` (attempts from 0): exponential with full jitter, so that losers do not meet again. */
export async function backOff(attempt: number, { clock, random }: { clock: Clock; random: Random }): Promise<void> {
  await clock.sleep(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
}
