import { Duration, Validations } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { ServiceFunction, type ServiceFunctionProps } from '../work/service-function.ts';

/** Patience for a cold start and the page. */
const TIMEOUT = Duration.seconds(60);

/** Lambda's least; it holds no more than an answer. */
const MEMORY_MB = 128;

export interface ProbeProps extends Pick<ServiceFunctionProps, 'codePath' | 'logRetentionDays' | 'removalPolicy'> {
  /** Where callers find the API. */
  url: string;
  everyMinutes: number;
}

/** Asks the deployed API from outside, as a caller does, at regular times. */
export class Probe extends Construct {
  private readonly fn: ServiceFunction;
  private readonly every: Duration;

  constructor(scope: Construct, id: string, { url, everyMinutes, ...props }: ProbeProps) {
    super(scope, id);
    this.every = Duration.minutes(everyMinutes);
    this.fn = new ServiceFunction(this, 'Function', {
      ...props,
      description: 'Dépêche: looks at the API from outside',
      environment: { DEPECHE_PUBLIC_URL: url },
      failuresGoTo: 'The next look is minutes away; failures and events that never arrived have alarms.',
      memoryMb: MEMORY_MB,
      timeout: TIMEOUT,
    });
    const schedule = new Rule(this, 'Schedule', {
      description: 'When the API is looked at from outside',
      schedule: Schedule.rate(this.every),
      // A failure is counted, and the next look is soon; an event that could not be handed over is seen as silence.
      targets: [new LambdaFunction(this.fn.handler, { event: RuleTargetInput.fromObject({}), retryAttempts: 0 })],
    });
    this.fn.handler.configureAsyncInvoke({ retryAttempts: 0 });
    const reason = 'A look that was missed is of no use later; failures, drops and silence have alarms.';
    Validations.of(schedule).acknowledge({ id: 'Serverless-EventBusDLQ', reason });
    Validations.of(this.fn.handler).acknowledge({ id: 'Serverless-LambdaAsyncFailureDestination', reason });
  }

  /** Looks that were asked for and never made, in each interval. */
  metricDropped(): IMetric {
    return this.fn.handler.metric('AsyncEventsDropped', { period: this.every, statistic: 'Sum' });
  }

  /** Failed looks in each interval. */
  metricFailures(): IMetric {
    return this.fn.handler.metricErrors({ period: this.every, statistic: 'Sum' });
  }
}
