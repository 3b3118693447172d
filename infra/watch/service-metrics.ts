import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../../shared/config/constants.ts';
import type { Stage } from '../settings/settings-schema.ts';

const PERIOD = Duration.minutes(5);

/**
 * One of the metrics that the functions write in embedded metric format, of a stage, over five minutes. Their names are declared by
 * the code that records them, which infrastructure does not import: a test holds what alarms and dashboard show against them.
 */
export function serviceMetric(stage: Stage, metricName: string, statistic: 'Sum' | 'Maximum' | 'p50' | 'p99'): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service: SERVICE_NAME, stage },
    statistic,
    period: PERIOD,
    ...(statistic.startsWith('p') && { label: `${metricName} ${statistic}` }),
  });
}

/** How often one version of a function counted something against itself; `period` is that of an alarm. */
export function versionMetric(
  stage: Stage,
  metricName: 'LettersBuried' | 'InternalErrors',
  version: string,
  period: Duration,
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service: SERVICE_NAME, stage, version },
    statistic: 'Sum',
    period,
  });
}
