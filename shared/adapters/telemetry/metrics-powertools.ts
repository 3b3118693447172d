import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../../config/constants.ts';
import type { MetricName, Metrics } from '../../ports/telemetry/metrics.ts';

/** The metrics of a Lambda function, kept until `flush` writes them as one line of embedded metric format. */
export interface LambdaMetrics extends Metrics {
  /** Notes which version of the function this process is. */
  start(invocation: { functionVersion?: string | undefined }): void;
  /** At the end of every invocation, failed or not. */
  flush(): void;
}

/** What speaks against a version that is being deployed, and so is told by version (dimension `version`). */
const BY_VERSION: ReadonlySet<MetricName> = new Set(['LettersBuried', 'InternalErrors']);

/** How Lambda calls the code that is no version yet. */
const UNPUBLISHED = '$LATEST';

/**
 * Metrics through Powertools: CloudWatch reads them from the log, so recording waits for nothing. With a `stage` each has
 * it as a dimension, so that two stages of one account are told apart.
 */
export function createPowertoolsMetrics({ stage }: { stage?: string | undefined } = {}): LambdaMetrics {
  const metrics = new PowertoolsMetrics({
    namespace: METRICS_NAMESPACE,
    serviceName: SERVICE_NAME,
    ...(stage !== undefined && { defaultDimensions: { stage } }),
  });
  let version = UNPUBLISHED;
  return {
    record: (name, value, unit = 'Count') => {
      if (!Number.isFinite(value)) return;
      const record = BY_VERSION.has(name) ? metrics.singleMetric().addDimension('version', version) : metrics;
      record.addMetric(name, unit, value);
    },
    start: ({ functionVersion }) => {
      // Emulators leave it out.
      version = functionVersion || UNPUBLISHED;
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
