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
  'MoneyBudgetUsedPercent',
  'KeyBudgetRejected',
  'KeyBudgetUsedPercent',
  'ProcessingTime',
  'LettersBuried',
  'InternalErrors',
] as const;

type Counted = (typeof SERVICE_METRICS)[number];

/** Those of a stage as a whole. */
export type ServiceMetric = Exclude<Counted, 'LettersBuried' | 'InternalErrors'>;

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
