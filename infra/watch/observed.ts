import type { Stage as ApiStage } from 'aws-cdk-lib/aws-apigateway';
import type { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Stage } from '../settings/settings-schema.ts';
import type { ServiceFunction } from '../work/service-function.ts';
import type { Probe } from './probe.ts';

/** What is watched. */
export interface Observed {
  /** Dimension of the service's own metrics. */
  stage: Stage;
  /** The deployed stage: API Gateway counts by the names of API and stage. */
  api: ApiStage;
  http: ServiceFunction;
  events: ServiceFunction;
  queue: Queue;
  bus: EventBus;
  /** What feeds the queue: from the account's own bus, and from ours. */
  rules: { inbox: Rule; published: Rule };
  /** Looks from outside, where the stage is set to. */
  probe: Probe | undefined;
  deadLetters: Queue;
}
