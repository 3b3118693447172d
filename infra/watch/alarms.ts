import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Observed } from './observed.ts';
import { serviceMetric } from './service-metrics.ts';

interface AlarmRule {
  /** Anchor of its entry in the runbook. */
  anchor: string;
  /** What has happened, for whoever is woken up. */
  meaning: string;
  metric: IMetric;
  /** Reached or passed. */
  threshold: number;
  /** Keeps its state while nothing is measured; else silence is health. */
  keepsState?: boolean;
  /** Periods of the metric (five minutes unless said) that must agree. */
  periods?: number;
}

const FIVE_MINUTES = Duration.minutes(5);
const OLDEST_MESSAGE_SECONDS = 900;
const BUDGET_WARNING_PERCENT = 80;

/** Every alarm of the service. A change here changes the runbook, which a test compares. */
function alarmRules({ api, http, events, queue, deadLetters }: Observed): Record<string, AlarmRule> {
  return {
    DeadLetters: {
      anchor: 'dead-letters',
      meaning: 'An article was given up after its last delivery, or never reached the queue.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: 1,
    },
    OldestMessage: {
      anchor: 'oldest-message',
      meaning: 'Articles wait longer than 15 minutes for their turn.',
      metric: queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: OLDEST_MESSAGE_SECONDS,
    },
    ApiErrors: {
      anchor: 'api-errors',
      meaning: 'The API answers with errors of its own (5xx).',
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 5,
    },
    HttpErrors: {
      anchor: 'function-errors',
      meaning: 'The HTTP function ends in an error or runs out of time.',
      metric: http.handler.metricErrors({ period: FIVE_MINUTES }),
      threshold: 1,
    },
    EventErrors: {
      anchor: 'function-errors',
      meaning: 'The event function ends in an error or runs out of time.',
      metric: events.handler.metricErrors({ period: FIVE_MINUTES }),
      threshold: 1,
    },
    HttpThrottles: {
      anchor: 'function-throttles',
      meaning: 'Lambda refuses to start more of the HTTP function.',
      metric: http.handler.metricThrottles({ period: FIVE_MINUTES }),
      threshold: 1,
    },
    EventThrottles: {
      anchor: 'function-throttles',
      meaning: 'Lambda refuses to start more of the event function.',
      metric: events.handler.metricThrottles({ period: FIVE_MINUTES }),
      threshold: 1,
    },
    TranslatorThrottled: {
      anchor: 'translator-throttled',
      meaning: 'Amazon Translate slows the service down.',
      metric: serviceMetric('TranslatorThrottled', 'Sum'),
      threshold: 50,
      periods: 3,
    },
    BudgetUsed: {
      anchor: 'budget-used',
      meaning: `${BUDGET_WARNING_PERCENT} % of the month's characters are spent.`,
      metric: serviceMetric('BudgetUsedPercent', 'Maximum'),
      threshold: BUDGET_WARNING_PERCENT,
      keepsState: true,
    },
    BudgetRejected: {
      anchor: 'budget-used',
      meaning: 'Articles are refused because the budget of the month is spent.',
      metric: serviceMetric('BudgetRejected', 'Sum'),
      threshold: 1,
      keepsState: true,
    },
    ArticlesGivenUp: {
      anchor: 'articles-given-up',
      meaning: 'Articles from the inbox and the bus end as failed.',
      metric: serviceMetric('ArticlesGivenUp', 'Sum'),
      threshold: 5,
    },
    StoreFailures: {
      anchor: 'store-failures',
      meaning: 'The table cannot be read or written; sentences may be paid for twice.',
      metric: serviceMetric('StoreFailure', 'Sum'),
      threshold: 5,
    },
    IntegrityFailures: {
      anchor: 'integrity-failures',
      meaning: 'Many translations do not pass the check and are not kept.',
      metric: serviceMetric('IntegrityFailure', 'Sum'),
      threshold: 20,
    },
  };
}

export interface AlarmsProps {
  observed: Observed;
  topic: ITopic;
  /** Where the runbook is; anchors are appended. */
  runbook: string;
}

/**
 * The alarms, each with a link to what to do. Silence is no alarm, because a service without articles is healthy; but a
 * spent budget stays spent while everything is refused, until the first article of a new month.
 */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { observed, topic, runbook }: AlarmsProps) {
    super(scope, id);
    this.alarms = Object.entries(alarmRules(observed)).map(([name, rule]) => {
      const alarm = new Alarm(this, name, {
        alarmDescription: `${rule.meaning} What to do: ${runbook}#${rule.anchor}`,
        metric: rule.metric,
        threshold: rule.threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: rule.periods ?? 1,
        treatMissingData: rule.keepsState ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
      return alarm;
    });
  }
}
