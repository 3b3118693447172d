import type { Metrics } from '../../ports/telemetry/metrics.ts';

/** Metrics where nobody collects them: the command line and a laptop. */
export function createNoMetrics(): Metrics {
  return { record: () => {} };
}
