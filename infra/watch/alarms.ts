import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
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
  /** Periods of the metric (five minutes unless said) that must agree. */
  periods?: number;
  /** What silence means: health unless said, the state as it was, or a fault. */
  silence?: TreatMissingData;
}

const FIVE_MINUTES = Duration.minutes(5);

/**
 * SQS counts the age of a message until its third delivery, which comes within 36 minutes (three times the queue's
 * visibility time-out): one article that is tried again is no queue.
 */
const OLDEST_MESSAGE_SECONDS = 2_700;

const BUDGET_WARNING_PERCENT = 80;

/** Near the 29 seconds after which API Gateway gives up. */
const SLOW_ANSWER_MS = 20_000;

/** Errors of a function in five minutes that one bad request, or a message that is delivered again, does not make. */
const SEVERAL = 3;

/**
 * Every alarm of the service. One error, one message that is delivered again and a redrive wake nobody up; what is lost or
 * buried for good does, once. A change here changes the runbook, which a test compares.
 */
function alarmRules(observed: Observed): Record<string, AlarmRule> {
  const { stage, api, http, events, probe } = observed;
  const { queue, deadLetters, rules, bus } = observed.pipeline;
  const ofService = (name: string, statistic: 'Sum' | 'Maximum' = 'Sum') => serviceMetric(stage, name, statistic);
  return {
    DeadLetters: {
      anchor: 'dead-letters',
      meaning: 'An article was given up after its last delivery, or never reached the queue.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: 1,
    },
    OldestMessage: {
      anchor: 'oldest-message',
      meaning: 'Articles wait longer than 45 minutes for their turn.',
      metric: queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: OLDEST_MESSAGE_SECONDS,
    },
    ...ruleAlarms('Inbox', { RuleName: rules.inbox.ruleName }),
    ...ruleAlarms('Bus', { EventBusName: bus.eventBusName, RuleName: rules.published.ruleName }),
    ApiErrors: {
      anchor: 'api-errors',
      meaning: 'The API answers with errors of its own (5xx).',
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 5,
    },
    ApiLatency: {
      anchor: 'api-latency',
      meaning: 'One answer in a hundred takes 20 seconds or more.',
      metric: api.metricLatency({ period: FIVE_MINUTES, statistic: 'p99' }),
      threshold: SLOW_ANSWER_MS,
      periods: 3,
    },
    HttpErrors: {
      anchor: 'function-errors',
      meaning: 'The HTTP function ends in errors or runs out of time.',
      metric: http.handler.metricErrors({ period: FIVE_MINUTES }),
      threshold: SEVERAL,
    },
    EventErrors: {
      anchor: 'function-errors',
      meaning: 'The event function ends in errors or runs out of time.',
      metric: events.handler.metricErrors({ period: FIVE_MINUTES }),
      threshold: SEVERAL,
    },
    HttpThrottles: {
      anchor: 'function-throttles',
      meaning: 'Lambda refuses to start more of the HTTP function.',
      metric: http.handler.metricThrottles({ period: FIVE_MINUTES }),
      threshold: SEVERAL,
    },
    EventThrottles: {
      anchor: 'function-throttles',
      meaning: 'Lambda refuses to start more of the event function.',
      metric: events.handler.metricThrottles({ period: FIVE_MINUTES }),
      threshold: SEVERAL,
      periods: 2,
    },
    TranslatorThrottled: {
      anchor: 'translator-throttled',
      meaning: 'Amazon Translate slows the service down.',
      metric: ofService('TranslatorThrottled'),
      threshold: 50,
      periods: 3,
    },
    BudgetUsed: {
      anchor: 'budget-used',
      meaning: `${BUDGET_WARNING_PERCENT} % of the month's characters are spent.`,
      metric: ofService('BudgetUsedPercent', 'Maximum'),
      threshold: BUDGET_WARNING_PERCENT,
      silence: TreatMissingData.IGNORE,
    },
    MoneyBudgetUsed: {
      anchor: 'budget-used',
      meaning: `${BUDGET_WARNING_PERCENT} % of the month's money is spent.`,
      metric: ofService('MoneyBudgetUsedPercent', 'Maximum'),
      threshold: BUDGET_WARNING_PERCENT,
      silence: TreatMissingData.IGNORE,
    },
    BudgetRejected: {
      anchor: 'budget-used',
      meaning: 'Articles are refused because the budget of the month is spent.',
      metric: ofService('BudgetRejected'),
      threshold: 1,
      silence: TreatMissingData.IGNORE,
    },
    ArticlesGivenUp: {
      anchor: 'articles-given-up',
      meaning: 'Articles from the inbox and the bus end as failed.',
      metric: ofService('ArticlesGivenUp'),
      threshold: 5,
    },
    StoreFailures: {
      anchor: 'store-failures',
      meaning: 'The table cannot be read or written; sentences may be paid for twice.',
      // Articles in trouble: one that is delivered again comes four times in five minutes at most.
      metric: ofService('StoreFailure'),
      threshold: 5,
    },
    IntegrityFailures: {
      anchor: 'integrity-failures',
      meaning: 'Many translations do not pass the check and are not kept.',
      // Sentences, and one article may have hundreds: what lasts is the engine's.
      metric: ofService('IntegrityFailure'),
      threshold: 20,
      periods: 3,
    },
    ...(probe && {
      Probe: {
        anchor: 'probe',
        meaning: 'The API cannot be reached from outside, or does not answer as it should.',
        metric: probe.metricFailures(),
        threshold: 1,
        periods: 3,
        // A probe that does not run sees nothing.
        silence: TreatMissingData.BREACHING,
      },
      ProbeEventsDropped: {
        anchor: 'probe',
        meaning: 'Lambda drops what asks the probe to look: it was throttled, or waited too long.',
        metric: probe.metricDropped(),
        threshold: 1,
        periods: 3,
      },
    }),
  };
}

/**
 * EventBridge and one rule. Metrics of the account's own bus go by the rule's name alone, those of another bus by both
 * names (EventBridge user guide, "Dimensions for EventBridge metrics"); nothing is sent while it is zero.
 */
function ruleAlarms(name: 'Inbox' | 'Bus', dimensionsMap: Record<string, string>): Record<string, AlarmRule> {
  const metric = (metricName: string) =>
    new Metric({ namespace: 'AWS/Events', metricName, dimensionsMap, statistic: 'Sum', period: FIVE_MINUTES });
  return {
    [`${name}EventsLost`]: {
      anchor: 'events-lost',
      meaning: 'EventBridge could hand an event neither to the queue nor to the dead letters.',
      metric: metric('InvocationsFailedToBeSentToDlq'),
      threshold: 1,
    },
    [`${name}EventsUndelivered`]: {
      anchor: 'events-lost',
      meaning: 'EventBridge gives up handing events to the queue; they are among the dead letters.',
      metric: metric('FailedInvocations'),
      threshold: SEVERAL,
    },
  };
}

/**
 * The alarms, each with a link to what to do at an anchor of the runbook. Silence is no alarm, because a service without
 * articles is healthy; but a spent budget stays spent while everything is refused, until the first article of a new month.
 */
export function addAlarms(scope: Construct, observed: Observed, topic: ITopic, runbook: string): Alarm[] {
  const part = new Construct(scope, 'Alarm');
  return Object.entries(alarmRules(observed)).map(([name, rule]) => {
    const alarm = new Alarm(part, name, {
      alarmDescription: `${rule.meaning} What to do: ${runbook}#${rule.anchor}`,
      metric: rule.metric,
      threshold: rule.threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: rule.periods ?? 1,
      treatMissingData: rule.silence ?? TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
    return alarm;
  });
}
