import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  MathExpression,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Stage } from '../settings/settings-schema.ts';
import type { Observed } from './observed.ts';
import { serviceMetric } from './service-metrics.ts';

/** CloudWatch divides a dashboard into 24 columns. */
const COLUMNS = 24;
const PERIOD = Duration.minutes(5);

/** What an operator looks at first: is it working, how fast, what does it cost, what waits. Returns where it is in the console. */
export function addDashboard(scope: Construct, observed: Observed, alarms: readonly IAlarm[]): string {
  const { region, stackName: dashboardName } = Stack.of(scope);
  const { stage, api, http, events } = observed;
  const { queue, deadLetters } = observed.pipeline;
  const metric = (name: string, statistic: 'Maximum' | 'p50' | 'p99') => serviceMetric(stage, name, statistic);
  const sums = (...names: string[]): IMetric[] => names.map((name) => serviceMetric(stage, name, 'Sum'));
  new Dashboard(new Construct(scope, 'Overview'), 'Dashboard', {
    dashboardName,
    defaultInterval: Duration.days(1),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: COLUMNS, height: 3 })],
      [
        graph('Articles', sums('ArticlesProcessed', 'ArticlesFailed', 'ArticlesGivenUp')),
        graph('Latency (ms)', [
          api.metricLatency({ period: PERIOD, statistic: 'p50', label: 'API p50' }),
          api.metricLatency({ period: PERIOD, statistic: 'p99', label: 'API p99' }),
          metric('ProcessingTime', 'p50'),
          metric('ProcessingTime', 'p99'),
        ]),
        graph('Answered from memory (%)', [
          share(stage, 'Articles', 'CacheHit', 'CacheMiss'),
          share(stage, 'Sentences', 'SegmentHit', 'SegmentMiss'),
        ]),
      ],
      [
        graph('Characters', sums('BilledCharacters', 'SavedCharacters')),
        graph('Cost (USD)', sums('EstimatedCostUsd')),
        graph(
          'Budget used (%)',
          [
            metric('BudgetUsedPercent', 'Maximum'),
            metric('MoneyBudgetUsedPercent', 'Maximum'),
            metric('KeyBudgetUsedPercent', 'Maximum'),
          ],
          sums('BudgetRejected', 'KeyBudgetRejected'),
        ),
      ],
      [
        graph(
          'Queue',
          [
            queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, label: 'waiting' }),
            deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD, label: 'dead letters' }),
          ],
          [queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, label: 'age of the oldest (s)' })],
        ),
        graph('Throttles', [
          http.handler.metricThrottles({ period: PERIOD, label: 'HTTP function' }),
          events.handler.metricThrottles({ period: PERIOD, label: 'event function' }),
          ...sums('TranslatorThrottled'),
        ]),
        graph('Errors', [
          api.metricServerError({ period: PERIOD, label: 'API 5xx' }),
          http.handler.metricErrors({ period: PERIOD, label: 'HTTP function' }),
          events.handler.metricErrors({ period: PERIOD, label: 'event function' }),
          ...sums('StoreFailure', 'IntegrityFailure'),
        ]),
      ],
    ],
  });
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${dashboardName}`;
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: COLUMNS / 3, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } });
}

function share(stage: Stage, label: string, hit: string, miss: string): MathExpression {
  const [hits, misses] = [`hits${label}`, `misses${label}`];
  return new MathExpression({
    label,
    expression: `100 * ${hits} / (${hits} + ${misses})`,
    usingMetrics: { [hits]: serviceMetric(stage, hit, 'Sum'), [misses]: serviceMetric(stage, miss, 'Sum') },
    period: PERIOD,
  });
}
