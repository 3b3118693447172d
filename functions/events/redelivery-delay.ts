/** Waits before the second, third and fourth delivery; then the same for each. A blip costs seconds, an outage few tries. */
const FIRST_DELAYS_SECONDS = [10, 30, 120];
const LATER_DELAY_SECONDS = 600;

/** Added at random, so that what failed together does not come back together; nothing is taken off the plan. */
const JITTER = 0.2;

/** SQS hides a message for at most 12 hours from its reception (quotas); the time it was worked on counts too. */
const MAX_DELAY_SECONDS = 11 * 3_600;

/**
 * Seconds until a message that was given back is seen again, after `receiveCount` deliveries: never sooner than the
 * error's own Retry-After.
 */
export function redeliveryDelaySeconds(options: {
  receiveCount: number;
  retryAfterSeconds?: number | undefined;
  random: () => number;
}): number {
  const { receiveCount, retryAfterSeconds = 0, random } = options;
  const planned = (FIRST_DELAYS_SECONDS[receiveCount - 1] ?? LATER_DELAY_SECONDS) * (1 + JITTER * random());
  return Math.min(MAX_DELAY_SECONDS, Math.ceil(Math.max(planned, retryAfterSeconds)));
}
