/** Names are shared with the dashboard; units are those of CloudWatch. */
export type MetricName =
  | 'ArticlesProcessed'
  | 'ArticlesFailed'
  | 'ArticlesGivenUp'
  | 'CacheHit'
  | 'CacheMiss'
  | 'SegmentHit'
  | 'SegmentMiss'
  | 'BilledCharacters'
  | 'SavedCharacters'
  | 'EstimatedCostUsd'
  | 'TranslatorThrottled'
  | 'IntegrityFailure'
  | 'StoreFailure'
  | 'BudgetRejected'
  | 'BudgetUsedPercent'
  | 'MoneyBudgetUsedPercent'
  | 'KeyBudgetRejected'
  | 'KeyBudgetUsedPercent'
  | 'ProcessingTime'
  | 'LettersBuried'
  | 'InternalErrors';

export type MetricUnit = 'Count' | 'Milliseconds' | 'Percent' | 'None';

/** Counters and durations of a running function. Recording never fails and never blocks. */
export interface Metrics {
  record(name: MetricName, value: number, unit?: MetricUnit): void;
}
