import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Stage } from '../settings/settings-schema.ts';
import { versionMetric } from '../watch/service-metrics.ts';
import { LIVE_ALIAS, type PublishedFunction } from '../work/published-function.ts';

const ONE_MINUTE = Duration.minutes(1);

export interface Suspect {
  fn: PublishedFunction;
  stage: Stage;
  /** What an invocation must not take. */
  slowMs: number;
  /** What the function counts against itself, by version. */
  ownFault: 'InternalErrors' | 'LettersBuried';
}

/**
 * What undoes a deployment: the new version's first failure, its slowness, and what it counts against itself. Nothing that
 * stood before it began, such as a letter among the dead ones, which this very deployment may be there to mend; and nothing
 * that the version before still does. They wake nobody.
 */
export function addRollbackAlarms(scope: Construct, { fn, stage, slowMs, ownFault }: Suspect): Alarm[] {
  const { handler, version } = fn;
  // While traffic is divided between two versions, Lambda counts by alias and version (Lambda guide, "View metrics").
  const ofVersion = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: {
        FunctionName: handler.functionName,
        Resource: `${handler.functionName}:${LIVE_ALIAS}`,
        ExecutedVersion: version.version,
      },
      statistic,
      period: ONE_MINUTE,
    });
  const alarm = (id: string, meaning: string, metric: Metric, threshold: number) =>
    new Alarm(scope, id, {
      alarmDescription: `${meaning} It undoes a deployment that is under way, and wakes nobody.`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  return [
    alarm('Errors', 'The new version fails or runs out of time.', ofVersion('Errors', 'Sum'), 1),
    alarm('Slow', 'One in a hundred calls of the new version takes too long.', ofVersion('Duration', 'p99'), slowMs),
    alarm(
      'OwnFault',
      `The new version counts ${ownFault}.`,
      versionMetric(stage, ownFault, version.version, ONE_MINUTE),
      1,
    ),
  ];
}
