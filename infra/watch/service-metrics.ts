import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, SERVICE_NAME } from '../../shared/config/constants.ts';
import type { Stage } from '../settings/settings-schema.ts';

/** Metrics that the functions write in embedded metric format and the operator looks at. */
export const SERVICE_METRICS = [
  'ArticlesProcessed',
  'ArticlesFailed',
  'ArticlesGivenUp',
  'CacheHit',
  'CacheMiss',
  'SegmentHit',
  'SegmentMiss',
  'BilledCharacters',
  'SavedCharacters',
  'EstimatedCostUsd',
  'TranslatorThrottled',
  'IntegrityFailure',
  'StoreFailure',
  'BudgetRejected',
  'BudgetUsedPercent',
  'KeyBudgetRejected',
  'KeyBudgetUsedPercent',
  'ProcessingTime',
] as const;

export type ServiceMetric = (typeof SERVICE_METRICS)[number];

const PERIOD = Duration.minutes(5);

/** One of the service's own metrics of a stage, over five minutes. */
export function serviceMetric(
  stage: Stage,
  metricName: ServiceMetric,
  statistic: 'Sum' | 'Maximum' | 'p50' | 'p99',
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service: SERVICE_NAME, stage },
    statistic,
    period: PERIOD,
    ...(statistic.startsWith('p') && { label: `${metricName} ${statistic}` }),
  });
}
