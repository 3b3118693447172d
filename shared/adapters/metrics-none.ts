import type { Metrics } from '../ports/metrics.ts';

/** Metrics where nobody collects them: the command line and a laptop. */
export function createNoMetrics(): Metrics {
  return { record: () => {} };
}
