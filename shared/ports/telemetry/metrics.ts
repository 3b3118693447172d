/** Everything that is counted or measured; alarms and dashboard show these. Units are those of CloudWatch. */
export const METRIC_NAMES = [
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

export type MetricName = (typeof METRIC_NAMES)[number];

export type MetricUnit = 'Count' | 'Milliseconds' | 'Percent' | 'None';

/** Counters and durations of a running function. Recording never fails and never blocks. */
export interface Metrics {
  record(name: MetricName, value: number, unit?: MetricUnit): void;
}
