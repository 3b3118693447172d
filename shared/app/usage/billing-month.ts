/** `YYYY-MM` in UTC, as usage is counted. */
export function billingMonth(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 7);
}

/** Whole seconds until the next month begins in UTC; at least 1. */
export function secondsUntilNextMonth(nowMs: number): number {
  const now = new Date(nowMs);
  const nextMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  return Math.ceil((nextMs - nowMs) / 1_000);
}
